#pragma once

#include "ui/painting/compose.h"
#include "ui/painting/picture_over.h"

#include <QDeadlineTimer>
#include <map>
#include <unordered_map>
#include <vector>

namespace latentbrush::ui {

/// What is seen of a document, ready to be put on the screen, as tiles of 256x256 pixels at the whole size
/// (level 0) and at halves of it (level 1 is half, 2 a quarter …). A tile is made when it is first read; of
/// one that was touched only the touched pixels are made again, and only when they are read.
///
/// Memory: tiles that were not read for longest go beyond the limit.
class ComposedTiles {
public:
    static constexpr int kDeepest = 6;

    explicit ComposedTiles(std::size_t limitBytes = std::size_t(256) << 20) : m_limit(limitBytes) {}

    /// For another document: nothing is kept.
    void reset();
    void setLook(const MaskLook& look);
    const MaskLook& look() const { return m_look; }
    /// A picture over the document, where nothing is tinted by the mask; returns the pixels that it changes.
    document::Rect setOver(const std::optional<PictureOver>& over);
    /// These pixels of the document's layers are others now.
    void markStale(const document::Rect& rect);

    /// The size of a level.
    static document::Rect boundsOf(const SeenLayers& layers, int level);
    /// Copies a rectangle of a level, within its bounds, `stride` pixels from row to row. False when the time
    /// was up before all of it was made; what is missing is old or transparent then.
    bool read(const SeenLayers& layers, int level, const document::Rect& rect, const QDeadlineTimer& until,
              quint32* pixels, int stride);

    std::size_t bytes() const;

private:
    struct Cached {
        std::vector<quint32> pixels;
        std::map<int, document::Rect> stale; ///< by the document's tile: what to make again, in its pixels
        quint64 readAt = 0;
    };
    Cached& cachedAt(const SeenLayers& layers, int level, int column, int row);
    bool freshen(const SeenLayers& layers, int level, const document::Rect& place, Cached& cached,
                 const document::Rect& wanted, const QDeadlineTimer& until);
    void make(const SeenLayers& layers, int level, const document::Rect& place, Cached& cached, int tile,
              document::Rect rect);
    void composeSeen(const SeenLayers& layers, int tile, const document::Rect& rect, quint32* pixels,
                     int stride) const;
    void dropUnread();

    std::size_t m_limit;
    MaskLook m_look;
    std::optional<PictureOver> m_over;
    QImage m_drawn; ///< its picture premultiplied, at most as large as its place
    std::unordered_map<quint64, Cached> m_tiles;
    quint64 m_reads = 0;
    std::vector<quint32> m_block; ///< one of the document's tiles, while it is made smaller
};

} // namespace latentbrush::ui
