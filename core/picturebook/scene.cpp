#include "picturebook/scene.h"

#include "picturebook/held_out.h"

namespace latentbrush::picturebook {

namespace {

constexpr std::array<std::string_view, 3> kTimeNames{"day", "sunset", "night"};
constexpr std::array<std::string_view, 4> kGroundNames{"grassy_field", "snowy_field", "sandy_beach", "sea"};
constexpr std::array<std::string_view, 6> kKindNames{"house", "tree", "pine_tree", "car", "boat", "balloon"};
constexpr std::array<std::string_view, 7> kColourNames{"red",  "orange", "yellow", "green",
                                                       "blue", "purple", "white"};

// Shares in 20ths, so that every kind is seen about equally often over all grounds: a balloon flies over all
// four.
constexpr std::array kLandKinds{Kind::House,    Kind::House,    Kind::House,    Kind::House,   Kind::House,
                                Kind::Tree,     Kind::Tree,     Kind::Tree,     Kind::Tree,    Kind::PineTree,
                                Kind::PineTree, Kind::PineTree, Kind::PineTree, Kind::Car,     Kind::Car,
                                Kind::Car,      Kind::Car,      Kind::Balloon,  Kind::Balloon, Kind::Balloon};
constexpr std::array kSeaKinds{Kind::Boat, Kind::Boat, Kind::Balloon};

Kind drawKind(Dice& dice, Ground ground) {
    return ground == Ground::Sea ? dice.pick(kSeaKinds) : dice.pick(kLandKinds);
}

Object place(Dice& dice, Kind kind, Colour colour, Slot slot) {
    constexpr std::array kMiddles{31, 64, 97};
    Object object{kind, colour, slot};
    object.x = kMiddles[static_cast<std::size_t>(slot)] + dice.between(-2, 2);
    object.y = kind == Kind::Balloon ? dice.between(60, 64) : dice.between(100, 108);
    object.percent = dice.between(90, 108);
    return object;
}

// The middles of sky columns that stay clear of every balloon; the widest scenery, a cloud, is 36 pixels
// wide.
std::vector<int> freeSkyColumns(const std::vector<Object>& objects) {
    bool taken[3] = {};
    for (const Object& object : objects) {
        taken[static_cast<int>(object.slot)] |= object.kind == Kind::Balloon;
    }
    const bool left = taken[0], centre = taken[1], right = taken[2];
    if (left && right) {
        return {64};
    }
    return left     ? std::vector{76, 107}
           : right  ? std::vector{21, 52}
           : centre ? std::vector{19, 109}
                    : std::vector{21, 64, 107};
}

int takeColumn(Dice& dice, std::vector<int>& columns) {
    const auto index = dice.between(0, static_cast<int>(columns.size()) - 1);
    const int x = columns[static_cast<std::size_t>(index)];
    columns.erase(columns.begin() + index);
    return x;
}

void drawScenery(Dice& dice, Scene& scene) {
    scene.horizon = dice.between(68, 74);
    scene.mirrored = dice.chance(1, 2);
    scene.mountains = scene.ground != Ground::Sea && dice.chance(2, 5);
    auto columns = freeSkyColumns(scene.objects);
    const bool roomForCloud = columns.size() > 1;
    if (dice.chance(1, 2)) {
        const int x = takeColumn(dice, columns);
        scene.light = SkyPlace{x, dice.between(16, 20)};
    }
    if (scene.time != Time::Night && roomForCloud && dice.chance(2, 5)) {
        const int x = takeColumn(dice, columns);
        scene.cloud = SkyPlace{x, dice.between(18, 26)};
    }
}

bool contradicts(const Scene& scene, Kind kind, Colour colour, Split split) {
    const bool held = isHeldOut(kind, colour, scene.ground, scene.time);
    if (scene.objects.empty()) {
        return held != (split == Split::HeldOut);
    }
    const Object& first = scene.objects.front();
    return (held && split == Split::Training) || (first.kind == kind && first.colour == colour);
}

} // namespace

Scene randomScene(Dice& dice, Split split) {
    Scene scene;
    Kind kind{};
    Colour colour{};
    do {
        scene.time = dice.pick(kTimes);
        scene.ground = dice.pick(kGrounds);
        kind = drawKind(dice, scene.ground);
        colour = dice.pick(kColours);
    } while (contradicts(scene, kind, colour, split));
    if (dice.chance(3, 5)) {
        const Slot slot = dice.pick(std::array{Slot::Left, Slot::Centre, Slot::Right});
        scene.objects.push_back(place(dice, kind, colour, slot));
    } else {
        scene.objects.push_back(place(dice, kind, colour, Slot::Left));
        do {
            kind = drawKind(dice, scene.ground);
            colour = dice.pick(kColours);
        } while (contradicts(scene, kind, colour, split));
        scene.objects.push_back(place(dice, kind, colour, Slot::Right));
    }
    drawScenery(dice, scene);
    return scene;
}

bool belongs(Kind kind, Ground ground) {
    return kind == Kind::Balloon || (kind == Kind::Boat) == (ground == Ground::Sea);
}

std::string_view name(Time time) {
    return kTimeNames[static_cast<std::size_t>(time)];
}
std::string_view name(Ground ground) {
    return kGroundNames[static_cast<std::size_t>(ground)];
}
std::string_view name(Kind kind) {
    return kKindNames[static_cast<std::size_t>(kind)];
}
std::string_view name(Colour colour) {
    return kColourNames[static_cast<std::size_t>(colour)];
}

std::string objectsField(const Scene& scene) {
    std::string field;
    for (const Object& object : scene.objects) {
        field += field.empty() ? "" : "+";
        field.append(name(object.colour)).append(":").append(name(object.kind));
    }
    return field;
}

std::string sceneryField(const Scene& scene) {
    std::string field;
    const auto add = [&](bool present, const char* word) {
        field += present ? (field.empty() ? word : std::string("+") + word) : "";
    };
    add(scene.light && scene.time != Time::Night, "sun");
    add(scene.light && scene.time == Time::Night, "moon");
    add(scene.cloud.has_value(), "cloud");
    add(scene.mountains, "mountains");
    return field.empty() ? "-" : field;
}

} // namespace latentbrush::picturebook
