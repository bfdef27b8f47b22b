#include "ui/painting/tools/fill_tools.h"

#include "ui/painting/background_step.h"
#include "ui/painting/paint_into.h"
#include "ui/painting/tools/shape_tool.h"

#include "image/mask_shape.h"

#include <QPoint>
#include <cmath>

namespace latentbrush::ui {
namespace {

std::optional<QPoint> pixelAt(const PaintedDocument& document, const PenPoint& pen) {
    const QPoint at(static_cast<int>(std::floor(pen.at.x())), static_cast<int>(std::floor(pen.at.y())));
    if (!QRect({0, 0}, document.size()).contains(at))
        return std::nullopt;
    return at;
}

Result<document::DocumentState> filledOutline(document::DocumentState state, QPoint at,
                                              const ToolValues& values, bool empties) {
    // Areas are looked for in pictures.
    const auto grey = image::greyPicture(maskIn(state.mask, state.mask.bounds()));
    auto area = image::maskByWand(grey, at.x(), at.y(), values.outlineTolerance, values.reach);
    if (area)
        area = image::grown(*area, 1);
    if (!area)
        return failure(area);
    combineMask(state.mask, *area, 0, 0, empties ? Combine::Subtract : Combine::Add);
    return state;
}

} // namespace

void PointTool::cancel() {
    m_step.cancel();
}

bool PointTool::isBusy() const {
    return m_step.isRunning();
}

void WandTool::press(PaintedDocument& document, const PenPoint& pen) {
    const auto at = pixelAt(document, pen);
    if (!at)
        return;
    const auto work = [at = *at, values = values(), combine = combineFor(pen, values())](
                          document::DocumentState state) -> Result<document::DocumentState> {
        const auto area =
            image::maskByWand(seenPicture(state), at.x(), at.y(), values.tolerance, values.reach);
        if (!area)
            return failure(area);
        combineInto(state, *area, 0, 0, values, combine);
        return state;
    };
    m_step.start(document, "wand", work);
}

void BucketTool::press(PaintedDocument& document, const PenPoint& pen) {
    const auto at = pixelAt(document, pen);
    if (!at)
        return;
    const bool empties = pen.erases || (pen.modifiers & Qt::AltModifier);
    const auto work = [at = *at, values = values(),
                       empties](document::DocumentState state) -> Result<document::DocumentState> {
        if (values.target == PaintTarget::Mask)
            return filledOutline(std::move(state), at, values, empties);
        const auto area =
            image::maskByWand(seenPicture(state), at.x(), at.y(), values.tolerance, values.reach);
        if (!area)
            return failure(area);
        combineInto(state, *area, 0, 0, values, empties ? Combine::Subtract : Combine::Add);
        return state;
    };
    m_step.start(document, "fill", work);
}

} // namespace latentbrush::ui
