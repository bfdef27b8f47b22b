#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "picturebook/dice.h"

namespace latentbrush::picturebook {

enum class Time { Day, Sunset, Night };
enum class Ground { GrassyField, SnowyField, SandyBeach, Sea };
enum class Kind { House, Tree, PineTree, Car, Boat, Balloon };
enum class Colour { Red, Orange, Yellow, Green, Blue, Purple, White };
enum class Slot { Left, Centre, Right };

inline constexpr std::array kTimes{Time::Day, Time::Sunset, Time::Night};
inline constexpr std::array kGrounds{Ground::GrassyField, Ground::SnowyField, Ground::SandyBeach,
                                     Ground::Sea};
inline constexpr std::array kKinds{Kind::House, Kind::Tree, Kind::PineTree,
                                   Kind::Car,   Kind::Boat, Kind::Balloon};
inline constexpr std::array kColours{Colour::Red,  Colour::Orange, Colour::Yellow, Colour::Green,
                                     Colour::Blue, Colour::Purple, Colour::White};

/// The side of the picture that all lengths in a Scene refer to; a drawing of another size scales them.
inline constexpr int kNativeSize = 128;

/// One thing of a named colour. `x` is its middle, `y` the line that it stands or floats on (for a balloon
/// the underside of its basket), both in native pixels from the top left; `percent` its size, 90 to 108.
struct Object {
    Kind kind = Kind::House;
    Colour colour = Colour::Red;
    Slot slot = Slot::Centre;
    int x = 64;
    int y = 104;
    int percent = 100;
    bool operator==(const Object&) const = default;
};

/// A place in the sky, in native pixels.
struct SkyPlace {
    int x = 64;
    int y = 18;
    bool operator==(const SkyPlace&) const = default;
};

/// Everything that a picture of the starter world shows. A plain value; the picture is a function of it
/// alone.
struct Scene {
    Time time = Time::Day;
    Ground ground = Ground::GrassyField;
    int horizon = 71;                ///< first row of the ground, 68 to 74
    bool mirrored = false;           ///< hills, mountains, stars and waves swap left and right
    bool mountains = false;          ///< never at sea
    std::optional<SkyPlace> light{}; ///< the sun; at night the moon
    std::optional<SkyPlace> cloud{}; ///< never at night
    std::vector<Object>
        objects{}; ///< one in any slot, or two: first left, then right, never equal in kind and colour
    bool operator==(const Scene&) const = default;
};

/// Which part of the world a scene is drawn from; see held_out.h.
enum class Split { Training, HeldOut };

/// Draws a scene. Training: no object is of a held-out combination. HeldOut: the first object is.
Scene randomScene(Dice& dice, Split split);

/// Whether the world knows this kind on this ground: boats on the sea only, houses, trees and cars on land
/// only.
bool belongs(Kind kind, Ground ground);

/// Names for tables and file names: lower case, words joined by an underscore ("sunset", "grassy_field",
/// "pine_tree").
std::string_view name(Time time);
std::string_view name(Ground ground);
std::string_view name(Kind kind);
std::string_view name(Colour colour);

/// "red:house+white:pine_tree", left to right.
std::string objectsField(const Scene& scene);
/// The scenery joined by '+', in the order sun, moon, cloud, mountains; "-" without any.
std::string sceneryField(const Scene& scene);

} // namespace latentbrush::picturebook
