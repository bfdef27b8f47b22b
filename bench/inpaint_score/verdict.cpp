#include "inpaint_score/verdict.h"

#include "detector/detector.h"

#include <algorithm>
#include <utility>

namespace latentbrush::score {

namespace {

using KindAndColour = std::pair<std::string_view, std::string_view>;

struct Seen {
    std::vector<KindAndColour> within;
    std::vector<KindAndColour> outside;
};

bool isWithin(const detector::SeenObject& object, const image::Box& mask) {
    const int x = object.left + object.width / 2;
    const int y = object.top + object.height / 2;
    return x >= mask.x && x < mask.x + mask.width && y >= mask.y && y < mask.y + mask.height;
}

Seen look(const image::Image& picture, const image::Box& mask) {
    Seen seen;
    for (const auto& object : detector::look(picture.pixels, picture.width, picture.height).objects)
        (isWithin(object, mask) ? seen.within : seen.outside)
            .emplace_back(nameOf(object.kind), nameOf(object.colour));
    return seen;
}

} // namespace

bool unchangedOutside(const image::Image& source, const image::Image& result, const image::Mask& effective) {
    if (source.width != result.width || source.height != result.height || source.channels != result.channels)
        return false;
    for (int y = 0; y < source.height; ++y)
        for (int x = 0; x < source.width; ++x)
            if (effective.at(x, y) == 0 &&
                !std::equal(source.at(x, y), source.at(x, y) + source.channels, result.at(x, y)))
                return false;
    return true;
}

Verdict judge(const InpaintCase& asked, const image::Mask& effective, const image::Image& result) {
    const auto source = pictureOf(asked.source);
    const auto seen = look(result, asked.mask);
    Verdict verdict;
    verdict.oneObject = seen.within.size() == 1;
    verdict.kind = verdict.oneObject && seen.within.front().first == name(asked.asked.kind);
    verdict.colour = verdict.oneObject && seen.within.front().second == name(asked.asked.colour);
    verdict.unchanged = unchangedOutside(source, result, effective);
    verdict.others = seen.outside == look(source, asked.mask).outside;
    return verdict;
}

} // namespace latentbrush::score
