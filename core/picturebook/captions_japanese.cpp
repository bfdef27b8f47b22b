#include <algorithm>

#include "picturebook/wording.h"

namespace latentbrush::picturebook {

namespace {

constexpr std::string_view kWhen[]{"昼 の/昼間 の", "夕焼け の/夕暮れ の", "夜 の"};
constexpr std::string_view kPlace[]{"草原", "雪原", "砂浜/浜辺", "海"};
constexpr std::string_view kThing[]{"家", "木", "松 の 木", "車", "船", "気球/熱気球"};
constexpr std::string_view kPaint[]{"赤い", "オレンジ色 の", "黄色い", "緑 の", "青い", "紫 の", "白い"};
constexpr std::string_view kScenery[]{"太陽", "月", "雲", "山"};
// How each kind is where it is: before the noun ("に 立つ 家") and as the end of a sentence ("家 が 立っ て
// いる").
constexpr std::string_view kStanding[]{"に 立つ/に 建つ", "に 立つ/に 生える", "に 立つ/に 生える",
                                       "に 停まる",       "に 浮かぶ",         "に 浮かぶ/を 飛ぶ"};
constexpr std::string_view kStands[]{"立っ て いる",   "立っ て いる",   "立っ て いる",
                                     "停まっ て いる", "浮かん で いる", "浮かん で いる"};
constexpr std::string_view kStand = "に 立つ";
constexpr std::string_view kTogether[]{"に ある/に 並ぶ"};
constexpr std::string_view kAre[]{"ある/並ん で いる"};
constexpr std::string_view kSeen[]{"の ある/の 見える"};
constexpr std::string_view kInView[]{"が 見える"};
constexpr std::string_view kAloft[]{"空"};
constexpr std::string_view kJoints[]{"と に が の 、 。"};
constexpr std::string_view kEnding[]{"の 絵"};

std::string thing(const Object& object, Dice& dice) {
    return words({entry(kPaint, object.colour), oneOf(entry(kThing, object.kind), dice)});
}

std::string things(const Scene& scene, Dice& dice) {
    std::vector<std::string> found;
    for (const Object& object : scene.objects) {
        found.push_back(thing(object, dice));
    }
    return listed(found, "と", "と");
}

/// Whether one verb fits all: houses and trees stand, cars park, boats and balloons float.
bool sameVerb(const Scene& scene) {
    return entry(kStands, scene.objects.front().kind) == entry(kStands, scene.objects.back().kind);
}

/// 夜の雪原 for what stands on it, 夜の雪原の空 for what flies over it.
std::string placeOf(const Scene& scene, std::string_view place) {
    return isBalloon(scene.objects.front()) ? words({place, "の", kAloft[0]}) : std::string(place);
}

/// A noun phrase: 夜の雪原に立つ赤い家, 夜の雪原に立つ赤い家と空に浮かぶ青い気球.
std::string thingsInPlace(const Scene& scene, std::string_view place, Dice& dice) {
    const Object& first = scene.objects.front();
    if (isMixed(scene)) {
        const Object& standing = isBalloon(first) ? scene.objects.back() : first;
        const Object& flying = isBalloon(first) ? first : scene.objects.back();
        const std::string below =
            words({oneOf(entry(kStanding, standing.kind), dice), thing(standing, dice)});
        const std::string_view flies = oneOf(entry(kStanding, flying.kind), dice);
        return words({place, below, "と", kAloft[0], flies, thing(flying, dice)});
    }
    // What is said of one kind alone (家が建つ) is not said of two kinds that share a verb (家と木が立つ).
    const bool alike = first.kind == scene.objects.back().kind;
    const std::string_view stands = alike             ? oneOf(entry(kStanding, first.kind), dice)
                                    : sameVerb(scene) ? kStand
                                                      : oneOf(kTogether[0], dice);
    return words({placeOf(scene, place), stands, things(scene, dice)});
}

/// A sentence: 夜の雪原に赤い家が立っている.
std::string sentence(const Scene& scene, std::string_view place, Dice& dice) {
    const std::string_view stands =
        sameVerb(scene) ? entry(kStands, scene.objects.front().kind) : oneOf(kAre[0], dice);
    return words({placeOf(scene, place), "に", things(scene, dice), "が", stands});
}

} // namespace

std::string japaneseCaption(const Scene& scene, Dice& dice) {
    const std::string scenery = listed(sceneryWords(scene, kScenery), "と", "と");
    const std::string_view when = oneOf(entry(kWhen, scene.time), dice);
    const std::string place = words({when, oneOf(entry(kPlace, scene.ground), dice)});
    const std::string view = scenery.empty() ? "" : words({scenery, kInView[0]});
    const int pattern = dice.between(0, 5);
    if (pattern <= 2) { // 月と山のある夜の雪原に立つ赤い家; …の絵
        const std::string seen = scenery.empty() ? "" : words({scenery, oneOf(kSeen[0], dice)});
        return words({seen, thingsInPlace(scene, place, dice), pattern == 0 ? kEnding[0] : ""});
    }
    if (pattern == 3) { // 夜の雪原に立つ赤い家、月と山が見える
        return words({thingsInPlace(scene, place, dice), view.empty() ? "" : "、", view});
    }
    if (pattern == 4 && !isMixed(scene)) { // 夜の雪原に赤い家が立っている。月と山が見える
        return words({sentence(scene, place, dice), view.empty() ? "" : "。", view});
    }
    // 赤い家、夜の雪原、月と山
    return words({things(scene, dice), "、", place, scenery.empty() ? "" : "、", scenery});
}

std::vector<Table> japaneseTables() {
    return {kWhen,     kPlace, kThing, kPaint,  kScenery, kStanding, kStands,
            kTogether, kAre,   kSeen,  kInView, kAloft,   kJoints,   kEnding};
}

} // namespace latentbrush::picturebook
