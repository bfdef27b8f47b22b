#include "inpaint_score/side_by_side.h"

#include "base/value_or_throw.h"
#include "image/png.h"

#include <algorithm>
#include <initializer_list>

namespace latentbrush::score {

namespace {

/// RGB pictures of one size on a grey ground.
image::Image joined(std::initializer_list<const image::Image*> parts) {
    constexpr int kGap = 4;
    const auto& first = **parts.begin();
    const int step = first.width + kGap;
    const int width = static_cast<int>(parts.size()) * step - kGap;
    image::Image strip{width, first.height, 3,
                       std::vector<std::uint8_t>(static_cast<std::size_t>(width) * first.height * 3, 128)};
    int left = 0;
    for (const auto* part : parts) {
        for (int y = 0; y < part->height; ++y)
            std::copy_n(part->at(0, y), part->width * 3, strip.pixels.begin() + (y * width + left) * 3);
        left += step;
    }
    return strip;
}

} // namespace

void keepSideBySide(const std::filesystem::path& folder, int number, const InpaintCase& asked,
                    const image::Image& result) {
    const auto source = pictureOf(asked.source);
    const auto mask = maskPicture(asked.mask);
    const auto file = folder / (std::to_string(1000 + number).substr(1) + ".png");
    valueOrThrow(image::writePng(file, joined({&source, &mask, &result}), {{"caption", asked.prompt}},
                                 IfExists::Replace));
}

} // namespace latentbrush::score
