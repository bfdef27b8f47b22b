#include "document/brush_stroke.h"

#include <cmath>

namespace latentbrush::document {

namespace {

constexpr double kMinStep = 0.5;

bool finite(const StrokePoint& point) {
    return std::isfinite(point.x) && std::isfinite(point.y) && std::isfinite(point.pressure);
}

StrokePoint within(const StrokePoint& point) {
    constexpr double kFar = TiledLayer::kMaxEdge;
    return {std::clamp(point.x, -kFar, 2 * kFar), std::clamp(point.y, -kFar, 2 * kFar),
            std::clamp(point.pressure, 0.0, 1.0)};
}

} // namespace

BrushStroke::BrushStroke(const Brush& brush, StrokeMode mode) : m_brush(brush), m_mode(mode) {}

double BrushStroke::stepFrom(const StrokePoint& point) const {
    // By the dab's own size: with the full diameter a light touch would be a dotted line.
    const double spacing = std::max(0.01, std::min(10.0, m_brush.spacing));
    return std::max(kMinStep, spacing * diameterAt(m_brush, point.pressure));
}

std::vector<Dab> BrushStroke::dabsTo(StrokePoint point) {
    std::vector<Dab> dabs;
    if (!finite(point))
        return dabs;
    point = within(point);
    const StrokePoint from = m_last.value_or(point);
    const double length = std::hypot(point.x - from.x, point.y - from.y);
    double along = m_untilNext;
    while (along <= length) {
        const double part = length > 0 ? along / length : 1;
        const StrokePoint here{std::lerp(from.x, point.x, part), std::lerp(from.y, point.y, part),
                               std::lerp(from.pressure, point.pressure, part)};
        dabs.push_back(dabOf(m_brush, here));
        along += stepFrom(here);
    }
    m_untilNext = along - length;
    m_last = point;
    return dabs;
}

Rect BrushStroke::drawTo(TiledLayer& mask, StrokePoint point) {
    Rect dirty;
    for (const Dab& dab : dabsTo(point))
        dirty = united(dirty, drawDab(mask, dab, m_mode));
    return dirty;
}

} // namespace latentbrush::document
