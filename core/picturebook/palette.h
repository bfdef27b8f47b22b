#pragma once

#include <cstdint>

#include "picturebook/scene.h"

namespace latentbrush::picturebook {

/// sRGB, 0 to 255.
struct Rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    bool operator==(const Rgb&) const = default;
};

/// What objects are made of beside their named colour.
enum class Part { Roof, Door, Trunk, Wheel, Hub, Window, Canvas, Basket };

inline constexpr std::array kParts{Part::Roof, Part::Door,   Part::Trunk,  Part::Wheel,
                                   Part::Hub,  Part::Window, Part::Canvas, Part::Basket};

/// The sky runs evenly from `top` in the first row to `bottom` at the horizon.
struct SkyColours {
    Rgb top;
    Rgb bottom;
};

/// `far` from the horizon down, `near` in the foreground (at sea: the same), `mark` for what lies on it: the
/// shadow under an object; at sea the pale waves and the ripple under a boat.
struct GroundColours {
    Rgb far;
    Rgb near;
    Rgb mark;
};

struct SceneryColours {
    Rgb light; ///< sun, or moon at night
    Rgb cloud;
    Rgb star;
    Rgb mountain;
    Rgb peak;
};

Rgb paint(Colour colour, Time time);
Rgb paint(Part part, Time time);
SkyColours skyColours(Time time);
GroundColours groundColours(Ground ground, Time time);
SceneryColours sceneryColours(Time time);

std::string_view name(Part part);

} // namespace latentbrush::picturebook
