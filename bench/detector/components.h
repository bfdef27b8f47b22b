#pragma once

#include "detector/pixel_labels.h"

#include <array>

namespace latentbrush::detector {

/// A connected set of pixels that belong to objects.
struct Component {
    std::vector<int> pixels;                                ///< indices into Labels
    int left = kSide, top = kSide, right = -1, bottom = -1; ///< inclusive
    std::array<int, kUnknown + 1> counts{};                 ///< pixels of each label

    int width() const { return right - left + 1; }
    int height() const { return bottom - top + 1; }
    int area() const { return static_cast<int>(pixels.size()); }
    int named() const;      ///< pixels of any named colour
    int mainColour() const; ///< the label most frequent among the named ones

    void add(int pixel, std::uint8_t label);
    void add(const Component& other, const Labels& labels);
};

/// The components (neighbours by side) of the pixels of parts, of 8 pixels and more, after lines of one and
/// two pixels, as edges between two surfaces leave them, are taken away.
std::vector<Component> findComponents(const Labels& labels);

} // namespace latentbrush::detector
