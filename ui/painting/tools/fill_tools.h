#pragma once

#include "ui/painting/tools/tool.h"

namespace latentbrush::ui {

class BackgroundStep;

/// Does all at one press: the area around it, found on another thread where the document is large.
class PointTool : public Tool {
    Q_OBJECT
public:
    PointTool(ToolId id, ToolSettings& settings, BackgroundStep& step, QObject* parent)
        : Tool(id, settings, parent), m_step(step) {}

    void move(const PenPoint&) override {}
    void release(const PenPoint&) override {}
    void cancel() override;
    bool isBusy() const override;

protected:
    BackgroundStep& m_step;
};

/// Takes what has the picture's colour at the press, sketch included; keys combine as with shapes.
class WandTool : public PointTool {
    Q_OBJECT
public:
    WandTool(ToolSettings& settings, BackgroundStep& step, QObject* parent)
        : PointTool(ToolId::Wand, settings, step, parent) {}
    void press(PaintedDocument& document, const PenPoint& pen) override;
};

/// Fills the area of the press: in the mask what an outline encloses, on the sketch what has one colour.
/// With Alt or the pen's other end it empties.
class BucketTool : public PointTool {
    Q_OBJECT
public:
    BucketTool(ToolSettings& settings, BackgroundStep& step, QObject* parent)
        : PointTool(ToolId::Bucket, settings, step, parent) {}
    void press(PaintedDocument& document, const PenPoint& pen) override;
};

} // namespace latentbrush::ui
