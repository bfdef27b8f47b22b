#pragma once

#include "ui/painting/tools/tool.h"

namespace latentbrush::ui {

/// Takes the colour under the pen, picture and sketch together, for the sketch.
class PickerTool : public Tool {
    Q_OBJECT
public:
    PickerTool(ToolSettings& settings, QObject* parent) : Tool(ToolId::Picker, settings, parent) {}

    void press(PaintedDocument& document, const PenPoint& pen) override;
    void move(const PenPoint& pen) override;
    void release(const PenPoint& pen) override;
    void cancel() override { m_document = nullptr; }
    bool isBusy() const override { return m_document != nullptr; }

private:
    QPointer<PaintedDocument> m_document;
};

} // namespace latentbrush::ui
