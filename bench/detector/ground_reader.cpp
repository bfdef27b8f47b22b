#include "detector/ground_reader.h"

#include "detector/median.h"
#include "detector/palette.h"

#include <limits>

namespace latentbrush::detector {

namespace {

constexpr int kFirstEmptyRow = 114; // below every standing line and its shadow
constexpr int kFirstGroundRow = 78; // below every horizon
constexpr float kFollows = 18;
constexpr double kLeastShare = 0.45; // two boats with their sails hide a third of the lower rows
// Horizons lie at 68 to 74, hills rise 5 rows above and what a network paints wavers by a few.
constexpr int kMiddleHorizon = 71;
constexpr int kHighestHorizon = 58, kLowestHorizon = 82;

Rgb emptyRows(const Frame& frame) {
    std::vector<Rgb> pixels;
    for (int y = kFirstEmptyRow; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
            pixels.push_back(frame.rgb(x, y));
    return medianOf(pixels);
}

Ground nearestGround(Rgb seen, const Palette& palette) {
    Ground best = Ground::GrassyField;
    float least = std::numeric_limits<float>::max();
    for (int i = 0; i < static_cast<int>(palette.grounds.size()); ++i) {
        const float apart = difference(labOf(seen), labOf(palette.grounds[i].near));
        if (apart < least) {
            least = apart;
            best = static_cast<Ground>(i);
        }
    }
    return best;
}

bool isGround(Lab pixel, const GroundColours& colours) {
    return difference(pixel, labOf(colours.far)) < kFollows ||
           difference(pixel, labOf(colours.near)) < kFollows;
}

double shareOfGround(const Frame& frame, const GroundColours& colours) {
    int count = 0;
    for (int y = kFirstGroundRow; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
            count += isGround(frame.lab(x, y), colours);
    return static_cast<double>(count) / ((kSide - kFirstGroundRow) * kSide);
}

/// The first row from which on, for three rows, more pixels are nearer to the ground's far colour than to
/// the sky's, mountains and all else left out.
int findHorizon(const Frame& frame, const Palette& palette, const GroundColours& colours) {
    const Lab far = labOf(colours.far);
    int inARow = 0;
    for (int y = kHighestHorizon - 8; y < kSide; ++y) {
        const Lab sky = labOf(skyAt(palette, y, kMiddleHorizon));
        int ground = 0, other = 0;
        for (int x = 0; x < kSide; ++x) {
            const float toGround = difference(frame.lab(x, y), far);
            const float toSky = difference(frame.lab(x, y), sky);
            ground += toGround < kFollows && toGround < toSky;
            other += toSky < kFollows && toSky <= toGround;
        }
        inARow = ground > other && ground > kSide / 5 ? inARow + 1 : 0;
        if (inARow == 3)
            return y - 2;
    }
    return kSide;
}

} // namespace

std::optional<GroundSeen> readGround(const Frame& frame, Time time, Rgb skyCast) {
    const Palette& palette = paletteOf(time);
    const Rgb seen = emptyRows(frame);
    const Ground ground = nearestGround(seen - skyCast, palette);
    const GroundColours& colours = palette.grounds[static_cast<int>(ground)];
    if (difference(labOf(seen - skyCast), labOf(colours.near)) > kFollows ||
        shareOfGround(frame, colours) < kLeastShare)
        return std::nullopt;
    const int horizon = findHorizon(frame, palette, colours);
    if (horizon < kHighestHorizon || horizon > kLowestHorizon)
        return std::nullopt;
    return GroundSeen{ground, horizon, seen - colours.near};
}

} // namespace latentbrush::detector
