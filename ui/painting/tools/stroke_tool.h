#pragma once

#include "ui/painting/tools/tool.h"

#include "document/brush_stroke.h"

namespace latentbrush::ui {

/// Strokes on the mask or on the sketch; what is painted on and whether it erases is settled at `press`. With
/// Shift a press goes on from where the last stroke ended, in a straight line. `[` and `]` make the brush
/// smaller and larger, with Shift softer and harder, and so does adjusting: across the size, up and down the
/// hardness. The cursor is the brush's outline.
class StrokeTool : public Tool {
    Q_OBJECT
public:
    using Tool::Tool;

    void press(PaintedDocument& document, const PenPoint& pen) override;
    void move(const PenPoint& pen) override;
    void release(const PenPoint& pen) override;
    void cancel() override;
    bool isBusy() const override { return m_draft != 0; }
    bool keyPressed(const QKeyEvent& key) override;
    bool beginAdjusting() override;
    void adjust(QPointF by, double zoom) override;
    void paint(QPainter& painter, const ViewTransform& view,
               const std::optional<PenPoint>& pen) const override;
    QRectF extent(const ViewTransform& view, const std::optional<PenPoint>& pen) const override;

private:
    ToolId brushUsedBy(const PenPoint& pen) const { return pen.erases ? ToolId::Eraser : id(); }
    document::Brush brushFor(const PenPoint& pen) const;
    void drawTo(const PenPoint& pen);
    double radiusInView(const ViewTransform& view, const PenPoint& pen) const;
    /// Where a straight line would begin.
    std::optional<QPointF> lineStart(const PenPoint& pen) const;

    QPointer<PaintedDocument> m_document;
    PaintedDocument::DraftId m_draft = 0; ///< of the running stroke
    std::optional<document::BrushStroke> m_stroke;
    PaintTarget m_target = PaintTarget::Mask;
    bool m_erases = false;
    document::TiledLayer m_coverage; ///< of a stroke on the sketch
    std::optional<QPointF> m_lastEnd;
    document::Brush m_adjusted; ///< as it was when adjusting began
};

class BrushTool : public StrokeTool {
    Q_OBJECT
public:
    BrushTool(ToolSettings& settings, QObject* parent) : StrokeTool(ToolId::Brush, settings, parent) {}
};

/// The same with a brush of its own that takes away.
class EraserTool : public StrokeTool {
    Q_OBJECT
public:
    EraserTool(ToolSettings& settings, QObject* parent) : StrokeTool(ToolId::Eraser, settings, parent) {}
};

} // namespace latentbrush::ui
