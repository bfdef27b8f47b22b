#include "seam_score/outline.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace latentbrush::seam {

namespace {

constexpr int kStride = 8;

struct Columns {
    int first = 0;
    int last = 0;
};

/// Of the pixels on both sides of the outline, which is not empty.
Columns columnsOf(const Outline& outline) {
    Columns columns{outline.front().x, outline.front().x};
    for (const auto& crossing : outline) {
        columns.first = std::min({columns.first, crossing.x, crossing.x + crossing.dx});
        columns.last = std::max({columns.last, crossing.x, crossing.x + crossing.dx});
    }
    return columns;
}

} // namespace

Outline outlineOf(const image::Mask& mask, int level) {
    struct Step {
        int dx, dy;
    };
    constexpr std::array<Step, 4> kSteps{{{-1, 0}, {1, 0}, {0, -1}, {0, 1}}};
    Outline outline;
    for (int y = 0; y < mask.height; ++y)
        for (int x = 0; x < mask.width; ++x)
            for (const auto [dx, dy] : kSteps) {
                const bool inPicture =
                    x + dx >= 0 && x + dx < mask.width && y + dy >= 0 && y + dy < mask.height;
                if (inPicture && mask.at(x, y) >= level && mask.at(x + dx, y + dy) < level)
                    outline.push_back({x, y, dx, dy});
            }
    return outline;
}

Outline featherOf(const image::Mask& mask) {
    Outline all;
    for (int level = 16; level < 256; level += 32) {
        const auto outline = outlineOf(mask, level);
        all.insert(all.end(), outline.begin(), outline.end());
    }
    return all;
}

Outline moved(Outline outline, int columns) {
    for (auto& crossing : outline)
        crossing.x += columns;
    return outline;
}

Outline mirrored(Outline outline, int pictureWidth) {
    for (auto& crossing : outline) {
        crossing.x = pictureWidth - 1 - crossing.x;
        crossing.dx = -crossing.dx;
    }
    return outline;
}

std::vector<Outline> laidElsewhere(const Outline& outline, int pictureWidth) {
    std::vector<Outline> places;
    if (outline.empty())
        return places;
    const int own = columnsOf(outline).first;
    for (const auto& shape : {outline, mirrored(outline, pictureWidth)}) {
        const auto [first, last] = columnsOf(shape);
        for (int left = 0; left + last - first < pictureWidth; left += kStride)
            if (std::abs(left - own) >= kStride)
                places.push_back(moved(shape, left - first));
    }
    return places;
}

} // namespace latentbrush::seam
