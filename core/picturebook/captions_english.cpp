#include <algorithm>

#include "picturebook/wording.h"

namespace latentbrush::picturebook {

namespace {

constexpr std::string_view kWhen[]{"by day/in the daytime/during the day", "at sunset/at dusk",
                                   "at night/by night"};
constexpr std::string_view kHour[]{"daytime", "sunset", "night"};
constexpr std::string_view kWhere[]{"on a grassy field/in a meadow/on the grass",
                                    "on a snowy field/in the snow", "on a sandy beach/on the beach",
                                    "on the sea/on the water"};
constexpr std::string_view kPlace[]{"a grassy field/a meadow", "a snowy field", "a sandy beach", "the sea"};
constexpr std::string_view kThing[]{"house", "tree", "pine tree", "car", "boat", "balloon/hot air balloon"};
constexpr std::string_view kPaint[]{"red", "orange", "yellow", "green", "blue", "purple", "white"};
constexpr std::string_view kScenery[]{"the sun", "the moon", "a cloud", "mountains"};
constexpr std::string_view kOver[]{"over/above"};
constexpr std::string_view kAloft[]{"in the sky"};
constexpr std::string_view kOpening[]{"a picture of"};
constexpr std::string_view kJoints[]{"a an and with ,"};

std::string thing(const Object& object, Dice& dice) {
    const std::string_view paint = entry(kPaint, object.colour);
    const bool vowel = std::string_view("aeiou").find(paint.front()) != std::string_view::npos;
    return words({vowel ? "an" : "a", paint, oneOf(entry(kThing, object.kind), dice)});
}

std::vector<std::string> things(const Scene& scene, Dice& dice) {
    std::vector<std::string> found;
    for (const Object& object : scene.objects) {
        found.push_back(thing(object, dice));
    }
    return found;
}

/// "a red house and a blue car on a snowy field", "a red balloon over the sea",
/// "a red house on a snowy field and a blue balloon in the sky".
std::string thingsInPlace(const Scene& scene, Dice& dice) {
    const auto ground = static_cast<std::size_t>(scene.ground);
    if (isMixed(scene)) {
        const bool balloonFirst = isBalloon(scene.objects.front());
        const Object& standing = balloonFirst ? scene.objects.back() : scene.objects.front();
        const Object& flying = balloonFirst ? scene.objects.front() : scene.objects.back();
        const std::string first = thing(standing, dice);
        return words({first, oneOf(kWhere[ground], dice), "and", thing(flying, dice), kAloft[0]});
    }
    const std::string all = listed(things(scene, dice), ",", "and");
    if (isBalloon(scene.objects.front())) {
        const std::string_view over = oneOf(kOver[0], dice);
        return words({all, over, oneOf(kPlace[ground], dice)});
    }
    return words({all, oneOf(kWhere[ground], dice)});
}

} // namespace

std::string englishCaption(const Scene& scene, Dice& dice) {
    auto scenery = sceneryWords(scene, kScenery);
    const std::string all = listed(scenery, ",", "and");
    const std::string withScenery = all.empty() ? "" : words({"with", all});
    const int pattern = dice.between(0, 5);
    const std::string_view when = oneOf(entry(kWhen, scene.time), dice);
    if (pattern == 0) { // at night , a red house on a snowy field with the moon
        return words({when, ",", thingsInPlace(scene, dice), withScenery});
    }
    if (pattern <= 3) { // a red house on a snowy field at night with the moon
        const std::string_view opening = pattern == 1 ? kOpening[0] : "";
        return words({opening, thingsInPlace(scene, dice), when, withScenery});
    }
    auto everything = things(scene, dice);
    const std::string_view place = oneOf(entry(kPlace, scene.ground), dice);
    if (pattern == 4) { // a snowy field at night with a red house and the moon
        everything.insert(everything.end(), scenery.begin(), scenery.end());
        return words({place, when, "with", listed(everything, ",", "and")});
    }
    everything.emplace_back(place); // a red house , a snowy field , night , the moon
    everything.emplace_back(entry(kHour, scene.time));
    everything.insert(everything.end(), scenery.begin(), scenery.end());
    return listed(everything, ",", ",");
}

std::vector<Table> englishTables() {
    return {kWhen, kHour, kWhere, kPlace, kThing, kPaint, kScenery, kOver, kAloft, kOpening, kJoints};
}

} // namespace latentbrush::picturebook
