#include "seam_score/places.h"

#include "base/value_or_throw.h"
#include "detector/detector.h"
#include "image/mask_combine.h"

#include <algorithm>

namespace latentbrush::seam {

namespace {

constexpr int kMargin = 4;

void whiten(image::Mask& mask, const detector::SeenObject& object) {
    const int right = std::min(object.left + object.width + kMargin, mask.width);
    const int bottom = std::min(object.top + object.height + kMargin, mask.height);
    for (int y = std::max(object.top - kMargin, 0); y < bottom; ++y)
        for (int x = std::max(object.left - kMargin, 0); x < right; ++x)
            mask.values[static_cast<std::size_t>(y) * mask.width + x] = 255;
}

template <typename Condition>
image::Mask where(const image::Mask& mask, Condition holds) {
    auto found = mask;
    for (auto& value : found.values)
        value = holds(value) ? 255 : 0;
    return found;
}

} // namespace

image::Mask objectsIn(const image::Image& picture) {
    auto mask = image::filledMask(picture.width, picture.height);
    for (const auto& object : detector::look(picture.pixels, picture.width, picture.height).objects)
        whiten(mask, object);
    return mask;
}

Places placesOf(const image::Mask& effective, int reach, const image::Mask& objects) {
    Places places;
    places.outline = outlineOf(effective);
    places.feather = featherOf(effective);
    places.reach = reach;
    places.objects = objects;
    places.band = where(effective, [](std::uint8_t value) { return value > 0 && value < 255; });
    places.inside = where(effective, [](std::uint8_t value) { return value == 255; });
    places.bareBand = valueOrThrow(image::subtracted(places.band, objects));
    places.bareInside = valueOrThrow(image::subtracted(places.inside, objects));
    return places;
}

} // namespace latentbrush::seam
