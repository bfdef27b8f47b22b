#pragma once

#include "ui/painting/tools/tool.h"

namespace latentbrush::ui {

/// All of it at the press, none at the release, evenly less in between: along the line, or around the press
/// when radial. Combines as shapes do.
class GradientTool : public Tool {
    Q_OBJECT
public:
    GradientTool(ToolSettings& settings, QObject* parent) : Tool(ToolId::Gradient, settings, parent) {}

    void press(PaintedDocument& document, const PenPoint& pen) override;
    void move(const PenPoint& pen) override;
    void release(const PenPoint& pen) override;
    void cancel() override;
    bool isBusy() const override { return m_document != nullptr; }
    void paint(QPainter& painter, const ViewTransform& view,
               const std::optional<PenPoint>& pen) const override;
    QRectF extent(const ViewTransform& view, const std::optional<PenPoint>& pen) const override;

private:
    QPointer<PaintedDocument> m_document;
    Combine m_combine = Combine::Add;
    QPointF m_from;
    QPointF m_to;
};

} // namespace latentbrush::ui
