#pragma once

#include "document/tiled_layer.h"
#include "image/image.h"
#include "ui/painting/painted_document.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QRegion>
#include <QTimer>

namespace latentbrush::ui {

/// How a drawn mask becomes what is painted by, see image::effectiveMask.
struct MaskRule {
    double blur = 0; ///< pixels
    bool notMasked = false;

    bool operator==(const MaskRule&) const = default;
};

/// The mask as a view shows it: in the frame the effective one, which Generate takes; beyond the frame, where
/// nothing is made, what is drawn, or nothing where what is not masked is painted. Under a stroke the drawn
/// edge shows at once; softening it follows on another thread. A mask with nothing in the frame is not turned
/// round: nothing is painted by it then. Threads: the GUI thread.
class EffectiveMask : public QObject {
    Q_OBJECT
public:
    explicit EffectiveMask(QObject* parent = nullptr);

    /// Null for none. Follows what the document shows, drafts too.
    void setDocument(PaintedDocument* document);
    void setRule(const MaskRule& rule);
    /// Of the size of what the document shows; only with a document.
    const document::TiledLayer& layer() const;
    /// Whether `layer` is up to date.
    bool isSettled() const { return m_stale.isEmpty(); }

Q_SIGNALS:
    /// These pixels of `layer` are others now.
    void changed(QRect rect);

private:
    struct Block {
        document::Rect place;
        image::Image values;
    };
    static Result<Block> blockOf(const document::TiledLayer& drawn, const document::Rect& frame,
                                 const MaskRule& rule, const document::Rect& place);
    bool isPlain() const { return m_now == MaskRule(); }
    MaskRule ruleNow() const;
    QRegion reachedBy(const document::TiledLayer& layer, const MaskRule& rule) const;
    void maskChanged(const QRect& rect);
    void valuesChanged();
    void restart();
    void stop();
    void takeAllAnew(const MaskRule& before);
    void markStale(const QRegion& region);
    void run();
    void take(const Block& block);
    void runEnded();

    QPointer<PaintedDocument> m_document;
    MaskRule m_rule;              ///< as it was asked for
    MaskRule m_now;               ///< as it is applied: a mask without anything is not turned
    document::Rect m_frame;       ///< as `m_layer` knows it
    document::TiledLayer m_layer; ///< unused while the rule leaves the mask as it is drawn
    QRegion m_stale;              ///< what is not softened yet; while some is being, all of that too
    QRegion m_since;              ///< what changed since that began
    QTimer m_soon;
    bool m_running = false; ///< until its end was told, which is later than the end itself
    QFutureWatcher<Block> m_watcher;
};

} // namespace latentbrush::ui
