#pragma once

#include "library/library.h"

#include <QCache>
#include <QFuture>
#include <QImage>
#include <QObject>
#include <QSet>
#include <memory>
#include <vector>

namespace latentbrush::ui {

/// Small pictures, decoded and scaled on the shared thread pool to the very pixels they are painted with; the
/// GUI thread only copies them. What is wanted is told anew at every scroll: what went out of sight before
/// its turn is never decoded.
class ThumbnailCache : public QObject {
    Q_OBJECT
public:
    explicit ThumbnailCache(QObject* parent = nullptr);
    /// Waits for the pieces that run, milliseconds.
    ~ThumbnailCache() override;

    void setLibrary(std::shared_ptr<library::Library> library);
    /// The longest edge in device pixels. Pictures of another size stay as a stand-in until the new one came.
    void setEdge(int edge);

    /// Null while it is not there.
    QImage image(library::EntryId id) const;
    /// In the order of their importance; replaces what was wanted before.
    void want(const std::vector<library::EntryId>& ids);

Q_SIGNALS:
    void loaded();

private:
    struct Piece {
        library::EntryId id = 0;
        int edge = 0;
        QImage image;
    };
    void startPieces();
    void take(const std::vector<Piece>& pieces);
    bool isAtHand(library::EntryId id) const;

    std::shared_ptr<library::Library> m_library;
    QCache<library::EntryId, Piece> m_cache; ///< cost in KiB
    std::vector<library::EntryId> m_wanted;
    QSet<library::EntryId> m_loading;
    std::vector<QFuture<void>> m_running; ///< to wait for at the end
    int m_pieces = 0;                     ///< whose pictures have not come yet
    int m_edge = 128;
};

} // namespace latentbrush::ui
