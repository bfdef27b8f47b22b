#include "seam_score/border.h"

namespace latentbrush::seam {

LabPicture::LabPicture(const image::Image& picture) : m_width(picture.width), m_height(picture.height) {
    m_colours.reserve(static_cast<std::size_t>(m_width) * m_height);
    for (int y = 0; y < m_height; ++y)
        for (int x = 0; x < m_width; ++x)
            m_colours.push_back(image::labOf(picture.at(x, y)));
}

Mean differenceAcross(const LabPicture& picture, const Outline& outline, int reach,
                      const image::Mask& leftOut) {
    const auto counts = [&](int x, int y) {
        return picture.holds(x, y) && (leftOut.empty() || leftOut.at(x, y) == 0);
    };
    Mean mean;
    for (const auto& [x, y, dx, dy] : outline) {
        const int innerX = x - reach * dx, innerY = y - reach * dy;
        const int outerX = x + (reach + 1) * dx, outerY = y + (reach + 1) * dy;
        if (counts(innerX, innerY) && counts(outerX, outerY))
            mean.add(image::distanceOf(picture.at(innerX, innerY), picture.at(outerX, outerY)));
    }
    return mean;
}

} // namespace latentbrush::seam
