#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "picturebook/scene.h"

namespace latentbrush::picturebook {

/// What a pixel shows. The shadow under an object and the waves belong to the ground, an object's wheels,
/// roof or sails to the object.
enum class PixelClass : std::uint8_t {
    Sky,
    GrassyField,
    SnowyField,
    SandyBeach,
    Sea,
    Mountains,
    Cloud,
    Sun,
    Moon,
    Star,
    House,
    Tree,
    PineTree,
    Car,
    Boat,
    Balloon
};
inline constexpr int kPixelClassCount = 16;

/// "sky", "grassy_field", … as name(Kind) spells it.
std::string_view name(PixelClass pixelClass);

PixelClass pixelClass(Ground ground);
PixelClass pixelClass(Kind kind);

/// The smallest rectangle around an object's pixels.
struct Box {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const Box&) const = default;
};

inline constexpr std::uint8_t kNoObject = 255;

/// A picture and all that is known about it; row by row from the top left.
struct Drawing {
    int size = 0;                      ///< side in pixels
    std::vector<std::uint8_t> rgb;     ///< [size, size, 3], sRGB
    std::vector<PixelClass> classes;   ///< [size, size]
    std::vector<std::uint8_t> objects; ///< [size, size]: index into Scene::objects, or kNoObject
    std::vector<Box> boxes;            ///< one for each of Scene::objects, in pixels of this drawing
};

/// Draws the scene, `size` pixels wide and high (a positive multiple of 8). Same scene and size, same bytes.
/// Takes a quarter of a millisecond at 128; any number of threads may draw at once.
Drawing draw(const Scene& scene, int size = kNativeSize);

} // namespace latentbrush::picturebook
