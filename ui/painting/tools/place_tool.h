#pragma once

#include "ui/painting/lay_picture.h"
#include "ui/painting/tools/tool.h"

namespace latentbrush::ui {

/// A picture that was pasted and floats over the document: dragged, scaled by its corners (Shift: freely),
/// turned by the handle above it (Shift: in steps of 15 degrees), moved by the arrow keys (Shift: by ten
/// pixels). Enter, a press beside it or another tool makes it one step, "paste", on the picture, or on the
/// sketch where that is painted on; Esc lets it go. Nothing of the document changes before.
class PlaceTool : public Tool {
    Q_OBJECT
public:
    PlaceTool(ToolSettings& settings, QObject* parent);

    /// With its middle at that point of the document, or in the document's middle; one that is larger than
    /// the document is made to fit. One that floats already is put down first. The tool box's `place` also
    /// takes the tool.
    void begin(PaintedDocument& document, const QImage& picture, std::optional<QPointF> middle = {});
    const Placement& placement() const { return m_placement; }
    void putDown();

    void press(PaintedDocument& document, const PenPoint& pen) override;
    void move(const PenPoint& pen) override;
    void release(const PenPoint& pen) override;
    void hover(const PenPoint& pen) override;
    bool keyPressed(const QKeyEvent& key) override;
    void cancel() override;
    void cancelPress() override;
    void leave() override { putDown(); }
    bool isBusy() const override { return m_document && !m_picture.isNull(); }

    void paint(QPainter& painter, const ViewTransform& view,
               const std::optional<PenPoint>& pen) const override;
    QRectF extent(const ViewTransform& view, const std::optional<PenPoint>& pen) const override;
    Qt::CursorShape cursor() const override { return isBusy() ? m_cursor : Qt::ArrowCursor; }

private:
    void place(const Placement& placement);
    PlacementGrip gripAt(const PenPoint& pen) const;

    QPointer<PaintedDocument> m_document;
    QImage m_picture;
    mutable QImage m_drawn;      ///< halved as often as suits how it is seen
    mutable int m_halvings = -1; ///< of m_drawn
    Placement m_placement;
    Qt::CursorShape m_cursor = Qt::ArrowCursor;

    PlacementGrip m_grip = PlacementGrip::None;
    Placement m_begun; ///< at the press
    QPointF m_from;
};

} // namespace latentbrush::ui
