#include "detector/sky_reader.h"

#include "detector/median.h"
#include "detector/palette.h"

#include <cmath>

namespace latentbrush::detector {

namespace {

// Mountains begin below this row, so that above it only balloons, tops of trees, sun and cloud hide the sky.
constexpr int kOpenRows = 44;
constexpr int kMiddleHorizon = 71;
// A cast of ±12 levels moves a colour by up to about 15 in Lab; the skies of two times are 40 and more apart.
constexpr float kFollows = 18;
// Two balloons of the largest size hide 40 % of the open rows, a cloud and a sun 15 % more.
constexpr double kLeastShare = 0.4;

std::vector<Rgb> deviations(const Frame& frame, const Palette& palette, int fromRow, int toRow) {
    std::vector<Rgb> result;
    for (int y = fromRow; y < toRow; ++y) {
        const Rgb model = skyAt(palette, y, kMiddleHorizon);
        const Lab lab = labOf(model);
        for (int x = 0; x < kSide; ++x)
            if (difference(frame.lab(x, y), lab) < kFollows)
                result.push_back(frame.rgb(x, y) - model);
    }
    return result;
}

float length(Rgb colour) {
    return std::sqrt(colour.r * colour.r + colour.g * colour.g + colour.b * colour.b);
}

/// A flat colour that happens to be near a sky deviates in opposite ways above and below.
bool changesDownwards(const Frame& frame, const Palette& palette) {
    const Rgb above = medianOf(deviations(frame, palette, 0, kOpenRows / 3));
    const Rgb below = medianOf(deviations(frame, palette, 2 * kOpenRows / 3, kOpenRows));
    const Rgb change =
        skyAt(palette, kOpenRows * 5 / 6, kMiddleHorizon) - skyAt(palette, kOpenRows / 6, kMiddleHorizon);
    return length(below - above) < 0.6f * length(change);
}

} // namespace

std::optional<SkySeen> readSky(const Frame& frame) {
    std::optional<SkySeen> best;
    double bestShare = kLeastShare;
    for (const Time time : {Time::Day, Time::Sunset, Time::Night}) {
        const auto seen = deviations(frame, paletteOf(time), 0, kOpenRows);
        const double share = static_cast<double>(seen.size()) / (kOpenRows * kSide);
        if (share > bestShare && changesDownwards(frame, paletteOf(time))) {
            bestShare = share;
            best = SkySeen{time, medianOf(seen)};
        }
    }
    return best;
}

} // namespace latentbrush::detector
