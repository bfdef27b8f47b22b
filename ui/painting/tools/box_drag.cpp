#include "ui/painting/tools/box_drag.h"

#include "document/tiled_layer.h"

#include <cmath>

namespace latentbrush::ui {
namespace {

using document::Rect;
using document::TiledLayer;

struct Length {
    int from;
    int length;
};

int snapped(double value, int step) {
    constexpr double kFar = TiledLayer::kMaxEdge;
    return static_cast<int>(std::lround(std::clamp(value, -kFar, kFar) / step)) * step;
}

/// Which end is held; what is short is held by its middle too.
int endAt(double position, Length length, double reach) {
    const double inside = std::min(reach, length.length / 4.0);
    if (position <= length.from + inside)
        return -1;
    return position >= length.from + length.length - inside ? 1 : 0;
}

/// Another length; what is held by neither end grows around its middle.
Length stretched(Length was, int end, double wanted, int step) {
    const int length = std::clamp(snapped(wanted, step), step, TiledLayer::kMaxEdge / step * step);
    const int more = length - was.length;
    return {was.from - (end < 0 ? more : end > 0 ? 0 : more / 2), length};
}

} // namespace

std::optional<BoxGrip> boxGripAt(const Rect& box, QPointF at, double reach) {
    if (at.x() < box.x - reach || at.x() > box.right() + reach || at.y() < box.y - reach ||
        at.y() > box.bottom() + reach)
        return std::nullopt;
    return BoxGrip{endAt(at.x(), {box.x, box.width}, reach), endAt(at.y(), {box.y, box.height}, reach)};
}

Qt::CursorShape cursorOf(BoxGrip grip) {
    if (grip.moves())
        return Qt::SizeAllCursor;
    if (grip.down == 0)
        return Qt::SizeHorCursor;
    if (grip.across == 0)
        return Qt::SizeVerCursor;
    return grip.across == grip.down ? Qt::SizeFDiagCursor : Qt::SizeBDiagCursor;
}

Rect draggedBox(const Rect& was, BoxGrip grip, QPointF by, const BoxRules& rules) {
    if (grip.moves())
        return {snapped(was.x + by.x(), rules.step), snapped(was.y + by.y(), rules.step), was.width,
                was.height};
    double width = was.width + grip.across * by.x();
    double height = was.height + grip.down * by.y();
    if (rules.ratio > 0) {
        if (grip.down == 0 || (grip.across != 0 && width > height * rules.ratio))
            height = width / rules.ratio;
        else
            width = height * rules.ratio;
    }
    Length across{was.x, was.width}, down{was.y, was.height};
    if (grip.across != 0 || rules.ratio > 0)
        across = stretched(across, grip.across, width, rules.step);
    if (grip.down != 0 || rules.ratio > 0)
        down = stretched(down, grip.down, height, rules.step);
    return {across.from, down.from, across.length, down.length};
}

Rect drawnBox(QPointF from, QPointF to, const BoxRules& rules) {
    const QPoint corner(snapped(from.x(), rules.step), snapped(from.y(), rules.step));
    const auto by = to - from;
    return draggedBox({corner.x(), corner.y(), 0, 0}, {by.x() < 0 ? -1 : 1, by.y() < 0 ? -1 : 1}, by, rules);
}

} // namespace latentbrush::ui
