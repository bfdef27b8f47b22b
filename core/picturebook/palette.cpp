#include "picturebook/palette.h"

namespace latentbrush::picturebook {

namespace {

constexpr std::array<Rgb, 7> kNamedPaints{{{214, 36, 40},  // red
                                           {245, 128, 20}, // orange
                                           {252, 214, 32}, // yellow
                                           {10, 112, 56},  // green: dark and saturated, far from grass
                                           {28, 92, 228},  // blue: royal, far from sea and sky
                                           {140, 40, 152}, // purple
                                           {252, 252, 252}}};

constexpr std::array<Rgb, 8> kPartPaints{{{104, 78, 72},   // roof
                                          {120, 78, 48},   // door
                                          {112, 74, 46},   // trunk
                                          {34, 34, 40},    // wheel
                                          {150, 152, 158}, // hub
                                          {160, 190, 208}, // window
                                          {236, 214, 164}, // canvas
                                          {140, 98, 58}}}; // basket

constexpr std::array<std::string_view, 8> kPartNames{"roof", "door",   "trunk",  "wheel",
                                                     "hub",  "window", "canvas", "basket"};

// A lamp burns behind every window at night.
constexpr Rgb kLitWindow{250, 226, 150};

// Percent of each channel that the light of the hour leaves.
constexpr std::array<std::array<int, 3>, 3> kTints{{{100, 100, 100}, {100, 93, 90}, {80, 80, 90}}};

constexpr std::array<SkyColours, 3> kSkies{
    {{{84, 164, 240}, {164, 214, 248}}, {{164, 108, 172}, {255, 206, 142}}, {{10, 14, 42}, {36, 42, 84}}}};

constexpr std::array<std::array<GroundColours, 3>, 4> kGroundPaints{{
    {{{{168, 208, 88}, {152, 194, 74}, {122, 160, 58}},
      {{166, 166, 66}, {150, 150, 56}, {122, 120, 46}},
      {{98, 118, 58}, {88, 108, 52}, {62, 78, 38}}}},
    {{{{198, 214, 240}, {186, 204, 234}, {150, 170, 208}},
      {{204, 176, 210}, {192, 164, 202}, {160, 132, 176}},
      {{108, 124, 170}, {98, 114, 160}, {76, 90, 132}}}},
    {{{{226, 196, 142}, {216, 184, 128}, {182, 150, 98}},
      {{214, 154, 104}, {202, 142, 94}, {166, 112, 74}},
      {{112, 96, 78}, {103, 88, 71}, {78, 66, 54}}}},
    {{{{16, 112, 136}, {16, 112, 136}, {88, 168, 180}},
      {{52, 92, 112}, {52, 92, 112}, {128, 136, 140}},
      {{8, 60, 74}, {8, 60, 74}, {44, 96, 108}}}},
}};

constexpr std::array<SceneryColours, 3> kScenery{{
    {{255, 232, 110}, {222, 236, 252}, {}, {126, 144, 172}, {214, 224, 236}},
    {{255, 120, 84}, {250, 206, 202}, {}, {122, 86, 112}, {236, 190, 190}},
    {{244, 238, 206}, {}, {232, 232, 244}, {62, 66, 98}, {120, 128, 164}},
}};

constexpr Rgb lit(Rgb colour, Time time) {
    const auto& tint = kTints[static_cast<std::size_t>(time)];
    const auto scaled = [](int value, int percent) {
        return static_cast<std::uint8_t>((value * percent + 50) / 100);
    };
    return {scaled(colour.red, tint[0]), scaled(colour.green, tint[1]), scaled(colour.blue, tint[2])};
}

} // namespace

Rgb paint(Colour colour, Time time) {
    return lit(kNamedPaints[static_cast<std::size_t>(colour)], time);
}

Rgb paint(Part part, Time time) {
    if (part == Part::Window && time == Time::Night) {
        return kLitWindow;
    }
    return lit(kPartPaints[static_cast<std::size_t>(part)], time);
}

SkyColours skyColours(Time time) {
    return kSkies[static_cast<std::size_t>(time)];
}

GroundColours groundColours(Ground ground, Time time) {
    return kGroundPaints[static_cast<std::size_t>(ground)][static_cast<std::size_t>(time)];
}

SceneryColours sceneryColours(Time time) {
    return kScenery[static_cast<std::size_t>(time)];
}

std::string_view name(Part part) {
    return kPartNames[static_cast<std::size_t>(part)];
}

} // namespace latentbrush::picturebook
