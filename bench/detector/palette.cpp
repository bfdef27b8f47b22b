#include "detector/palette.h"

#include <algorithm>

namespace latentbrush::detector {

namespace {

// By night there are no clouds, by day and at sunset no stars: the place is held by the colour next of kin.
constexpr Palette kDay = {
    .skyTop = {84, 164, 240},
    .skyHorizon = {164, 214, 248},
    .browns = {{{104, 78, 72}, {120, 78, 48}, {112, 74, 46}, {140, 98, 58}}},
    .wheel = {34, 34, 40},
    .canvas = {236, 214, 164},
    .disc = {255, 232, 110},
    .cloud = {222, 236, 252},
    .star = {222, 236, 252},
    .mountain = {126, 144, 172},
    .peak = {214, 224, 236},
    .named = {{{214, 36, 40},
               {245, 128, 20},
               {252, 214, 32},
               {10, 112, 56},
               {28, 92, 228},
               {140, 40, 152},
               {252, 252, 252}}},
    .grounds = {{{{168, 208, 88}, {152, 194, 74}, {122, 160, 58}},
                 {{198, 214, 240}, {186, 204, 234}, {150, 170, 208}},
                 {{226, 196, 142}, {216, 184, 128}, {182, 150, 98}},
                 {{16, 112, 136}, {16, 112, 136}, {88, 168, 180}}}},
};

constexpr Palette kSunset = {
    .skyTop = {164, 108, 172},
    .skyHorizon = {255, 206, 142},
    .browns = {{{104, 73, 65}, {120, 73, 43}, {112, 69, 41}, {140, 91, 52}}},
    .wheel = {34, 32, 36},
    .canvas = {236, 199, 148},
    .disc = {255, 120, 84},
    .cloud = {250, 206, 202},
    .star = {250, 206, 202},
    .mountain = {122, 86, 112},
    .peak = {236, 190, 190},
    .named = {{{214, 33, 36},
               {245, 119, 18},
               {252, 199, 29},
               {10, 104, 50},
               {28, 86, 205},
               {140, 37, 137},
               {252, 234, 227}}},
    .grounds = {{{{166, 166, 66}, {150, 150, 56}, {122, 120, 46}},
                 {{204, 176, 210}, {192, 164, 202}, {160, 132, 176}},
                 {{214, 154, 104}, {202, 142, 94}, {166, 112, 74}},
                 {{52, 92, 112}, {52, 92, 112}, {128, 136, 140}}}},
};

constexpr Palette kNight = {
    .skyTop = {10, 14, 42},
    .skyHorizon = {36, 42, 84},
    .browns = {{{83, 62, 65}, {96, 62, 43}, {90, 59, 41}, {112, 78, 52}}},
    .wheel = {27, 27, 36},
    .canvas = {189, 171, 148},
    .disc = {244, 238, 206},
    .cloud = {232, 232, 244},
    .star = {232, 232, 244},
    .mountain = {62, 66, 98},
    .peak = {120, 128, 164},
    .named = {{{171, 29, 36},
               {196, 102, 18},
               {202, 171, 29},
               {8, 90, 50},
               {22, 74, 205},
               {112, 32, 137},
               {202, 202, 227}}},
    .grounds = {{{{98, 118, 58}, {88, 108, 52}, {62, 78, 38}},
                 {{108, 124, 170}, {98, 114, 160}, {76, 90, 132}},
                 {{112, 96, 78}, {103, 88, 71}, {78, 66, 54}},
                 {{8, 60, 74}, {8, 60, 74}, {44, 96, 108}}}},
};

} // namespace

const Palette& paletteOf(Time time) {
    switch (time) {
    case Time::Day:
        return kDay;
    case Time::Sunset:
        return kSunset;
    case Time::Night:
        break;
    }
    return kNight;
}

Rgb skyAt(const Palette& palette, int row, int horizon) {
    const float t = std::clamp(static_cast<float>(row) / static_cast<float>(horizon), 0.0f, 1.0f);
    return palette.skyTop * (1 - t) + palette.skyHorizon * t;
}

} // namespace latentbrush::detector
