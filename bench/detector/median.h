#pragma once

#include "detector/lab.h"

#include <algorithm>
#include <vector>

namespace latentbrush::detector {

inline float medianOf(std::vector<float> values) {
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The median of each channel; black without any colour.
inline Rgb medianOf(const std::vector<Rgb>& colours) {
    std::vector<float> r, g, b;
    for (const Rgb& colour : colours) {
        r.push_back(colour.r);
        g.push_back(colour.g);
        b.push_back(colour.b);
    }
    return {medianOf(std::move(r)), medianOf(std::move(g)), medianOf(std::move(b))};
}

} // namespace latentbrush::detector
