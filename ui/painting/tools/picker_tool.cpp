#include "ui/painting/tools/picker_tool.h"

#include "ui/painting/compose.h"

#include <cmath>

namespace latentbrush::ui {

void PickerTool::press(PaintedDocument& document, const PenPoint& pen) {
    m_document = &document;
    move(pen);
}

void PickerTool::move(const PenPoint& pen) {
    if (!m_document)
        return;
    const auto& state = m_document->shown();
    const document::Rect pixel{static_cast<int>(std::floor(pen.at.x())),
                               static_cast<int>(std::floor(pen.at.y())), 1, 1};
    const auto tiles = state.picture.tilesIn(pixel);
    if (tiles.empty())
        return;
    MaskLook withoutMask;
    withoutMask.kind = MaskLook::Kind::Hidden;
    quint32 seen = 0;
    compose({state.picture, state.sketch, state.mask}, tiles.front(), pixel, withoutMask, &seen, 1);
    auto wanted = values();
    wanted.colour = QColor(qUnpremultiply(seen) | 0xff000000U);
    m_settings.set(wanted);
}

void PickerTool::release(const PenPoint& pen) {
    move(pen);
    m_document = nullptr;
}

} // namespace latentbrush::ui
