#pragma once

#include "ui/painting/tools/tool.h"

namespace latentbrush::ui {

/// Moves the generation frame, and by its edges and corners makes it another size, in steps of 8 pixels,
/// within the document.
class FrameTool : public Tool {
    Q_OBJECT
public:
    FrameTool(ToolSettings& settings, QObject* parent) : Tool(ToolId::Frame, settings, parent) {}

    void press(PaintedDocument& document, const PenPoint& pen) override;
    void move(const PenPoint& pen) override;
    void release(const PenPoint& pen) override;
    void cancel() override;
    bool isBusy() const override { return m_draft != 0; }
    Qt::CursorShape cursor() const override { return Qt::SizeAllCursor; }

private:
    QPointer<PaintedDocument> m_document;
    PaintedDocument::DraftId m_draft = 0;
    document::Rect m_begun; ///< the frame at the press
    QPointF m_from;
    int m_across = 0; ///< -1 the left edge is held, 1 the right one, 0 none
    int m_down = 0;
};

} // namespace latentbrush::ui
