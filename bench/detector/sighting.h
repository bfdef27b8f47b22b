#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace latentbrush::detector {

enum class Time { Day, Sunset, Night };
enum class Ground { GrassyField, SnowyField, SandyBeach, Sea };
enum class Kind { House, Tree, PineTree, Car, Boat, Balloon };
enum class Colour { Red, Orange, Yellow, Green, Blue, Purple, White };

inline constexpr std::array<std::string_view, 3> kTimeNames = {"day", "sunset", "night"};
inline constexpr std::array<std::string_view, 4> kGroundNames = {"grassy_field", "snowy_field", "sandy_beach",
                                                                 "sea"};
inline constexpr std::array<std::string_view, 6> kKindNames = {"house", "tree", "pine_tree",
                                                               "car",   "boat", "balloon"};
inline constexpr std::array<std::string_view, 7> kColourNames = {"red",  "orange", "yellow", "green",
                                                                 "blue", "purple", "white"};

constexpr std::string_view nameOf(Time time) {
    return kTimeNames[static_cast<int>(time)];
}
constexpr std::string_view nameOf(Ground ground) {
    return kGroundNames[static_cast<int>(ground)];
}
constexpr std::string_view nameOf(Kind kind) {
    return kKindNames[static_cast<int>(kind)];
}
constexpr std::string_view nameOf(Colour colour) {
    return kColourNames[static_cast<int>(colour)];
}

/// An object of the picture; the box is in pixels of a 128 × 128 picture.
struct SeenObject {
    Kind kind = Kind::House;
    Colour colour = Colour::Red;
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    double likeness = 0; ///< how well its outline and parts fit the kind, 1: as drawn
};

/// What a picture shows. Time and ground are there together or not at all; without them the picture shows no
/// scene of the starter world and `objects` is empty.
struct Sighting {
    std::optional<Time> time;
    std::optional<Ground> ground;
    std::vector<SeenObject> objects; ///< left to right

    bool nothing() const { return !time && !ground && objects.empty(); }
};

} // namespace latentbrush::detector
