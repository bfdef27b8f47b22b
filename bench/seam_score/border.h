#pragma once

#include "image/image.h"
#include "image/lab.h"
#include "image/mask.h"
#include "seam_score/mean.h"
#include "seam_score/outline.h"

#include <vector>

namespace latentbrush::seam {

/// A picture's colours, converted once.
class LabPicture {
public:
    explicit LabPicture(const image::Image& picture);

    bool holds(int x, int y) const { return x >= 0 && x < m_width && y >= 0 && y < m_height; }
    const image::Lab& at(int x, int y) const { return m_colours[static_cast<std::size_t>(y) * m_width + x]; }

private:
    int m_width;
    int m_height;
    std::vector<image::Lab> m_colours;
};

/// The mean colour difference (CIE 1976) of pairs of pixels on both sides of the outline. A `reach` of 0
/// takes neighbours; else both pixels lie so many farther away from it: the difference over a whole feather.
/// Pairs with a pixel beyond the picture or in `leftOut` (empty: none) do not count.
Mean differenceAcross(const LabPicture& picture, const Outline& outline, int reach,
                      const image::Mask& leftOut = {});

} // namespace latentbrush::seam
