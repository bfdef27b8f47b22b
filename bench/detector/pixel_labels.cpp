#include "detector/pixel_labels.h"

#include <limits>

namespace latentbrush::detector {

namespace {

constexpr float kFarthest = 30;      // beyond it a pixel is a smudge or the mixture of an edge
constexpr float kLeastPaleness = 16; // canvas nearer to what is behind cannot be told from it

struct Candidate {
    Lab lab;
    std::uint8_t label;
    int fromRow, toRow; // first row and the one after the last
};

std::vector<Candidate> candidatesOf(const Palette& palette, const GroundSeen& ground) {
    std::vector<Candidate> result;
    const auto add = [&](Rgb colour, std::uint8_t label, int fromRow, int toRow) {
        result.push_back({labOf(colour), label, fromRow, toRow});
    };
    for (int i = 0; i < static_cast<int>(palette.named.size()); ++i)
        add(palette.named[i], static_cast<std::uint8_t>(kNamedFirst + i), 0, kSide);
    for (const Rgb& brown : palette.browns)
        add(brown, kBrown, 0, kSide);
    const GroundColours& colours = palette.grounds[static_cast<int>(ground.ground)];
    const bool onCanvas = difference(labOf(palette.canvas), labOf(colours.far)) < kLeastPaleness;
    const int skyEnd = ground.horizon + 3, groundStart = ground.horizon - 9;
    add(palette.canvas, kCream, 0, onCanvas ? groundStart : kSide);
    add(palette.wheel, kBlack, ground.horizon, kSide); // by night the sky's top is as dark
    for (const Rgb& high : {palette.disc, palette.cloud})
        add(high, kBackground, 0, 46);
    add(palette.star, kBackground, 0, 50);
    add(palette.mountain, kBackground, 36, skyEnd);
    add(palette.peak, kBackground, 36, skyEnd);
    add(colours.far, kBackground, groundStart, kSide);
    add(colours.near, kBackground, 90, kSide);
    add(colours.shadow, kBackground, ground.ground == Ground::Sea ? groundStart : 92, kSide);
    return result;
}

} // namespace

Labels labelPixels(const Frame& frame, Time time, const GroundSeen& ground) {
    const Palette& palette = paletteOf(time);
    const auto candidates = candidatesOf(palette, ground);
    const Lab canvas = labOf(palette.canvas);
    Labels labels(kSide * kSide, kUnknown);
    for (int y = 0; y < kSide; ++y) {
        const bool inSky = y < ground.horizon + 3;
        const Lab sky = labOf(skyAt(palette, y, ground.horizon));
        const bool canvasHides = inSky && difference(canvas, sky) < kLeastPaleness;
        for (int x = 0; x < kSide; ++x) {
            const Lab pixel = frame.lab(x, y);
            float least = inSky ? difference(pixel, sky) : std::numeric_limits<float>::max();
            std::uint8_t label = kBackground;
            for (const Candidate& candidate : candidates) {
                if (y < candidate.fromRow || y >= candidate.toRow ||
                    (canvasHides && candidate.label == kCream))
                    continue;
                const float apart = difference(pixel, candidate.lab);
                if (apart < least) {
                    least = apart;
                    label = candidate.label;
                }
            }
            if (least <= kFarthest)
                labels[y * kSide + x] = label;
        }
    }
    return labels;
}

} // namespace latentbrush::detector
