#pragma once

#include "ui/painting/extend_document.h"
#include "ui/painting/tools/box_drag.h"
#include "ui/painting/tools/tool.h"

namespace latentbrush::ui {

class BackgroundStep;

/// A rectangle over the document, dragged by its edges and corners, moved, or drawn anew: what the document
/// is to be. It may reach beyond the edges: then the document is extended, and what is added is masked (see
/// onCanvas). Shift keeps the proportions, Ctrl snaps to 8 pixels. Enter or a double click makes it one
/// step, "crop" or "extend"; Esc takes it back.
class CropTool : public Tool {
    Q_OBJECT
public:
    CropTool(ToolSettings& settings, QObject* parent);

    /// How far the mask of what is added reaches into the picture.
    void setOverlap(int pixels) { m_overlap = pixels; }
    /// What the document is to be, in its pixels.
    const document::Rect& rect() const { return m_rect; }
    void apply();

    void attach(PaintedDocument& document) override;
    void press(PaintedDocument& document, const PenPoint& pen) override;
    void move(const PenPoint& pen) override;
    void release(const PenPoint& pen) override;
    void hover(const PenPoint& pen) override;
    bool pressedTwice(const PenPoint& pen) override;
    bool keyPressed(const QKeyEvent& key) override;
    void cancel() override;
    void cancelPress() override;
    void leave() override;
    bool isBusy() const override;

    void paint(QPainter& painter, const ViewTransform& view,
               const std::optional<PenPoint>& pen) const override;
    QRectF extent(const ViewTransform& view, const std::optional<PenPoint>& pen) const override;
    Qt::CursorShape cursor() const override { return m_cursor; }

private:
    document::Rect bounds() const;
    /// Around all of the document again.
    void reset();
    /// None: a press there draws another rectangle.
    std::optional<BoxGrip> gripAt(const PenPoint& pen) const;

    BackgroundStep* m_step;
    QPointer<PaintedDocument> m_document;
    document::Rect m_rect;
    int m_overlap = kMarginOverlap;
    Qt::CursorShape m_cursor = Qt::CrossCursor;

    bool m_held = false;
    document::Rect m_begun; ///< at the press, as what follows
    QPointF m_from;
    std::optional<BoxGrip> m_grip;
};

} // namespace latentbrush::ui
