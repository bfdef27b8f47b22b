#include "seam_score/detail.h"

#include <algorithm>

namespace latentbrush::seam {

namespace {

double luminance(const image::Image& picture, int x, int y) {
    const auto* rgb = picture.at(x, y);
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
}

double laplacian(const image::Image& picture, int x, int y) {
    return luminance(picture, x - 1, y) + luminance(picture, x + 1, y) + luminance(picture, x, y - 1) +
           luminance(picture, x, y + 1) - 4 * luminance(picture, x, y);
}

} // namespace

double Spread::variance() const {
    if (count == 0)
        return 0;
    const auto n = static_cast<double>(count);
    return std::max(0.0, squares / n - sum / n * (sum / n));
}

Spread detailOf(const image::Image& picture, const image::Mask& where) {
    Spread spread;
    for (int y = 1; y < picture.height - 1; ++y)
        for (int x = 1; x < picture.width - 1; ++x)
            if (where.at(x, y) > 0)
                spread.add(laplacian(picture, x, y));
    return spread;
}

} // namespace latentbrush::seam
