#include "detector/detector.h"

#include "detector/frame.h"
#include "detector/ground_reader.h"
#include "detector/object_finder.h"
#include "detector/shapes.h"
#include "detector/sky_reader.h"

#include <algorithm>

namespace latentbrush::detector {

namespace {

constexpr double kLeastLikeness = 0.68;
constexpr float kLargestCast = 20;

/// The cast of the whole picture, as far as sky and ground agree on it.
Rgb commonCast(Rgb sky, Rgb ground) {
    const Rgb mean = (sky + ground) * 0.5f;
    const auto limited = [](float v) { return std::clamp(v, -kLargestCast, kLargestCast); };
    return {limited(mean.r), limited(mean.g), limited(mean.b)};
}

SeenObject describe(const Component& object, const Fit& fit, std::uint8_t colour) {
    return {
        fit.kind,    static_cast<Colour>(colour), object.left, object.top, object.width(), object.height(),
        fit.likeness};
}

} // namespace

Sighting look(std::span<const std::uint8_t> rgb, int width, int height) {
    if (width < 1 || height < 1 ||
        rgb.size() / 3 / static_cast<std::size_t>(width) < static_cast<std::size_t>(height))
        return {};
    Frame frame(rgb, width, height);
    const auto sky = readSky(frame);
    if (!sky)
        return {};
    const auto ground = readGround(frame, sky->time, sky->cast);
    if (!ground)
        return {};
    frame.subtract(commonCast(sky->cast, ground->cast));
    const Labels labels = labelPixels(frame, sky->time, *ground);
    Sighting sighting{sky->time, ground->ground, {}};
    for (const Component& object : findObjects(labels)) {
        const Fit fit = fitShape(object, labels);
        if (fit.likeness >= kLeastLikeness)
            sighting.objects.push_back(describe(object, fit, static_cast<std::uint8_t>(object.mainColour())));
    }
    return sighting;
}

} // namespace latentbrush::detector
