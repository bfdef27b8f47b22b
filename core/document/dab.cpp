#include "document/dab.h"

#include <cassert>
#include <cmath>

namespace latentbrush::document {

namespace {

constexpr double kMinDiameter = 1;
constexpr double kMaxDiameter = 4096;

/// std::clamp, with the lower limit for what is no number.
double limited(double value, double low, double high) {
    return value > low ? std::min(value, high) : low;
}

int valueAt(const Dab& dab, double squaredDistance) {
    double step = 1;
    if (dab.innerRadius < 0 || squaredDistance > dab.innerRadius * dab.innerRadius) {
        const double rest = dab.outerRadius - std::sqrt(squaredDistance);
        const double linear = std::clamp(rest / (dab.outerRadius - dab.innerRadius), 0.0, 1.0);
        step = linear * linear * (3 - 2 * linear);
    }
    return static_cast<int>(std::lround(255 * dab.strength * step));
}

/// Far positions are cut to what any layer can show, so that they fit an int.
int pixelOf(double position) {
    constexpr double kFar = 4 * TiledLayer::kMaxEdge;
    return static_cast<int>(std::floor(std::clamp(position, -kFar, kFar)));
}

Rect rectOf(const Dab& dab) {
    const int left = pixelOf(dab.x - dab.outerRadius);
    const int top = pixelOf(dab.y - dab.outerRadius);
    return {left, top, pixelOf(dab.x + dab.outerRadius) + 1 - left,
            pixelOf(dab.y + dab.outerRadius) + 1 - top};
}

/// The pixels of row `y` that the dab's circle reaches, within `part`.
Rect rowOf(const Dab& dab, const Rect& part, int y) {
    const double down = y + 0.5 - dab.y;
    const double squared = dab.outerRadius * dab.outerRadius - down * down;
    if (squared <= 0)
        return {};
    const int left = pixelOf(dab.x - std::sqrt(squared));
    const int right = pixelOf(dab.x + std::sqrt(squared)) + 1;
    return intersected(part, {left, y, right - left, 1});
}

void drawRow(const Dab& dab, const Rect& row, std::uint8_t* pixels, StrokeMode mode) {
    const double down = row.y + 0.5 - dab.y;
    for (int x = row.x; x < row.right(); ++x, ++pixels) {
        const double across = x + 0.5 - dab.x;
        const int value = valueAt(dab, across * across + down * down);
        *pixels = static_cast<std::uint8_t>(mode == StrokeMode::Paint ? std::max<int>(*pixels, value)
                                                                      : std::min<int>(*pixels, 255 - value));
    }
}

} // namespace

double diameterAt(const Brush& brush, double pressure) {
    const double full = limited(brush.diameter, kMinDiameter, kMaxDiameter);
    return brush.pressureSizes ? limited(full * pressure, kMinDiameter, full) : full;
}

Dab dabOf(const Brush& brush, const StrokePoint& point) {
    const double radius = diameterAt(brush, point.pressure) / 2;
    const double weakened = brush.pressureWeakens ? limited(point.pressure, 0, 1) : 1;
    Dab dab{point.x, point.y, radius * limited(brush.hardness, 0, 1), radius,
            limited(brush.strength, 0, 1) * weakened};
    if (dab.outerRadius - dab.innerRadius < 1) {
        // Less than a pixel of softness would show stairs.
        dab.innerRadius = radius - 0.5;
        dab.outerRadius = radius + 0.5;
    }
    return dab;
}

Rect drawDab(TiledLayer& mask, const Dab& dab, StrokeMode mode) {
    assert(mask.channels() == 1);
    const Rect dirty = intersected(rectOf(dab), mask.bounds());
    if (dirty.empty() || std::lround(255 * dab.strength) == 0)
        return {};
    for (const int tile : mask.tilesIn(dirty)) {
        if (mode == StrokeMode::Erase && !mask.tile(tile))
            continue; // nothing there to erase
        const Rect inTile = mask.rectOf(tile);
        const Rect part = intersected(inTile, dirty);
        std::uint8_t* pixels = nullptr; // of a tile at the circle's corner none may be
        for (int y = part.y; y < part.bottom(); ++y) {
            const Rect row = rowOf(dab, part, y);
            if (row.empty())
                continue;
            if (!pixels)
                pixels = mask.writeableTile(tile);
            drawRow(dab, row, pixels + std::size_t(y - inTile.y) * kTileEdge + (row.x - inTile.x), mode);
        }
    }
    return dirty;
}

} // namespace latentbrush::document
