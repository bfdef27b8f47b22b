#include "inpaint_score/cases.h"

#include "picturebook/draw.h"
#include "picturebook/held_out.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace latentbrush::score {

namespace {

using namespace picturebook;

constexpr std::uint64_t kSeed = 400;

struct Combination {
    Kind kind;
    Colour colour;
    Ground ground;
    Time time;
};

std::vector<Combination> heldOutCombinations() {
    std::vector<Combination> found;
    for (const Kind kind : kKinds)
        for (const Colour colour : kColours)
            for (const Ground ground : kGrounds)
                for (const Time time : kTimes)
                    if (belongs(kind, ground) && isHeldOut(kind, colour, ground, time))
                        found.push_back({kind, colour, ground, time});
    return found;
}

/// Each round through the combinations begins one further, so that a combination's language changes.
const Combination& combinationOf(int number, const std::vector<Combination>& all) {
    const auto i = static_cast<std::size_t>(number);
    return all[(i + i / all.size()) % all.size()];
}

Slot freeSlot(Slot taken) {
    switch (taken) {
    case Slot::Left:
        return Slot::Right;
    case Slot::Right:
        return Slot::Left;
    case Slot::Centre:
        break;
    }
    return Slot::Centre;
}

Object middling(const Combination& combination, Slot slot) {
    constexpr std::array kMiddles{31, 64, 97};
    Object object{combination.kind, combination.colour, slot};
    object.x = kMiddles[static_cast<std::size_t>(slot)];
    object.y = combination.kind == Kind::Balloon ? 62 : 104;
    return object;
}

image::Box maskAround(const Object& object, Dice& dice) {
    constexpr int kHalfWidth = 32;
    const bool flies = object.kind == Kind::Balloon;
    const int unsteady = 2;
    const auto side = [&](int place) {
        return std::clamp(place + dice.between(-unsteady, unsteady), 0, kNativeSize);
    };
    const int left = side(object.x - kHalfWidth), right = side(object.x + kHalfWidth);
    const int top = side(flies ? 2 : 38), bottom = side(flies ? 70 : 116);
    return {left, top, right - left, bottom - top};
}

bool touches(const image::Box& mask, const SkyPlace& middle, int halfWidth, int halfHeight) {
    return middle.x + halfWidth > mask.x && middle.x - halfWidth < mask.x + mask.width &&
           middle.y + halfHeight > mask.y && middle.y - halfHeight < mask.y + mask.height;
}

/// Sun and moon are 20 × 20, a cloud is 36 × 18.
bool sparesScenery(const Scene& scene, const image::Box& mask) {
    return !(scene.light && touches(mask, *scene.light, 10, 10)) &&
           !(scene.cloud && touches(mask, *scene.cloud, 18, 9));
}

bool covers(const image::Box& mask, const picturebook::Box& object) {
    return mask.x <= object.x && mask.y <= object.y && object.x + object.width <= mask.x + mask.width &&
           object.y + object.height <= mask.y + mask.height;
}

Scene with(Scene scene, const Object& asked, bool replaces) {
    if (replaces)
        scene.objects.clear();
    scene.objects.push_back(asked);
    std::sort(scene.objects.begin(), scene.objects.end(),
              [](const Object& a, const Object& b) { return a.slot < b.slot; });
    return scene;
}

std::optional<InpaintCase> drawnFor(const Combination& wanted, Language language, Dice& dice) {
    InpaintCase made;
    made.source = randomScene(dice, Split::Training);
    if (made.source.time != wanted.time || made.source.ground != wanted.ground ||
        made.source.objects.size() != 1)
        return std::nullopt;
    const Slot taken = made.source.objects.front().slot;
    made.asked = middling(wanted, freeSlot(taken));
    made.mask = maskAround(made.asked, dice);
    if (!sparesScenery(made.source, made.mask))
        return std::nullopt;
    made.replaces = taken == Slot::Centre;
    if (made.replaces && !covers(made.mask, draw(made.source).boxes.front()))
        return std::nullopt; // a balloon above a house, or the other way round
    made.wanted = with(made.source, made.asked, made.replaces);
    made.language = language;
    made.prompt = caption(made.wanted, language, dice);
    return made;
}

} // namespace

std::vector<InpaintCase> inpaintCases(int count) {
    const auto combinations = heldOutCombinations();
    Dice dice(kSeed);
    std::vector<InpaintCase> cases;
    while (static_cast<int>(cases.size()) < count) {
        const int number = static_cast<int>(cases.size());
        const auto language = number % 2 == 0 ? Language::English : Language::Japanese;
        if (auto made = drawnFor(combinationOf(number, combinations), language, dice))
            cases.push_back(std::move(*made));
    }
    return cases;
}

image::Image pictureOf(const Scene& scene) {
    auto drawing = draw(scene);
    return {drawing.size, drawing.size, 3, std::move(drawing.rgb)};
}

image::Image maskPicture(const image::Box& box) {
    image::Image picture{kNativeSize, kNativeSize, 3,
                         std::vector<std::uint8_t>(kNativeSize * kNativeSize * 3)};
    for (int y = box.y; y < box.y + box.height; ++y) {
        const auto row = picture.pixels.begin() + (y * kNativeSize + box.x) * 3;
        std::fill(row, row + box.width * 3, std::uint8_t{255});
    }
    return picture;
}

Inpaint taskOf(const InpaintCase& asked, Inpaint how) {
    how.init = referenceTo(std::make_shared<image::Image>(pictureOf(asked.source)));
    how.mask = referenceTo(std::make_shared<image::Image>(maskPicture(asked.mask)));
    return how;
}

} // namespace latentbrush::score
