#include "pipeline/painted_area.h"

#include "image/crop.h"
#include "image/fill_under_mask.h"
#include "image/mask_combine.h"
#include "image/mask_from.h"
#include "image/mask_shape.h"
#include "image/painted_box.h"
#include "image/paste_back.h"
#include "image/resize.h"

#include <algorithm>

namespace latentbrush::pipeline {

namespace {

Result<image::Mask> effectiveMask(const Inpaint& task) {
    const auto mask = image::maskFromWhiteness(*task.mask.picture);
    if (!mask)
        return mask;
    return image::effectiveMask(*mask, task.painting.notMasked, task.painting.maskBlur);
}

/// A mask that says how much changes does not mix as well, but for a narrow edge: half a change, half mixed,
/// would be a quarter.
image::Mask pasteMask(image::Mask effective, GreyMask grey) {
    constexpr int kSteepness = 4;
    if (grey == GreyMask::Amount)
        for (auto& value : effective.values)
            value = static_cast<std::uint8_t>(std::min(kSteepness * value, 255));
    return effective;
}

image::Box boxFor(const Inpaint& task, const image::Mask& effective, int width, int height) {
    const image::Box whole{0, 0, effective.width, effective.height};
    const auto bounds = image::boundsOf(effective);
    if (task.painting.area == InpaintArea::Whole || bounds == image::Box{})
        return whole;
    return image::boxToPaint(bounds, task.painting.padding, width, height, whole.width, whole.height);
}

Result<image::Image> beginning(const image::Image& picture, const image::Mask& mask, MaskedContent content) {
    switch (content) {
    case MaskedContent::Fill:
        return image::filledUnderMask(picture, mask, image::MaskedContent::Blurred);
    case MaskedContent::Telea:
        return image::filledUnderMask(picture, mask, image::MaskedContent::Telea);
    case MaskedContent::NavierStokes:
        return image::filledUnderMask(picture, mask, image::MaskedContent::NavierStokes);
    case MaskedContent::Original:
    case MaskedContent::Noise: // these two are made of latents
    case MaskedContent::Nothing:
        break;
    }
    return picture;
}

} // namespace

Result<PaintedArea> paintedArea(const Inpaint& task, int width, int height) {
    auto effective = effectiveMask(task);
    if (!effective)
        return failure(effective);
    PaintedArea area;
    area.box = boxFor(task, *effective, width, height);
    const auto shownMask = image::cropped(*effective, area.box);
    auto picture = beginning(image::cropped(*task.init.picture, area.box), shownMask, task.painting.content);
    if (picture)
        picture = image::resized(*picture, width, height);
    if (!picture)
        return failure(picture);
    auto mask = image::fitted(shownMask, width, height);
    if (!mask)
        return failure(mask);
    area.picture = std::move(*picture);
    area.mask = std::move(*mask);
    area.paste = pasteMask(std::move(*effective), task.painting.grey);
    return area;
}

Result<PaintedArea> paintedArea(const ImageToImage& task, int width, int height) {
    const auto& picture = *task.init.picture;
    auto scaled = image::resized(picture, width, height);
    if (!scaled)
        return failure(scaled);
    return PaintedArea{{0, 0, picture.width, picture.height}, std::move(*scaled), {}, {}};
}

Result<image::Image> pastedInto(const Inpaint& task, const PaintedArea& area, const image::Image& made) {
    return image::pastedBack(*task.init.picture, made, area.paste, area.box,
                             {.matchColour = task.painting.matchColour, .poisson = task.painting.poisson});
}

} // namespace latentbrush::pipeline
