#include "detector/nonsense.h"

#include <cmath>

namespace latentbrush::detector {

namespace {

constexpr std::size_t kValues = std::size_t(kNonsenseSide) * kNonsenseSide * 3;

std::array<double, 3> anyColour(std::mt19937& random) {
    std::uniform_real_distribution<double> level(0, 255);
    return {level(random), level(random), level(random)};
}

struct Spot {
    double x, y, radius;
    std::array<double, 3> colour;
};

} // namespace

std::vector<std::uint8_t> noise(std::mt19937& random) {
    std::uniform_int_distribution<int> level(0, 255);
    std::vector<std::uint8_t> rgb(kValues);
    for (auto& value : rgb)
        value = static_cast<std::uint8_t>(level(random));
    return rgb;
}

std::vector<std::uint8_t> flatColour(std::mt19937& random) {
    const auto colour = anyColour(random);
    std::vector<std::uint8_t> rgb(kValues);
    for (std::size_t i = 0; i < rgb.size(); ++i)
        rgb[i] = static_cast<std::uint8_t>(colour[i % 3]);
    return rgb;
}

std::vector<std::uint8_t> blobs(std::mt19937& random) {
    std::uniform_real_distribution<double> place(0, kNonsenseSide), radius(10, 40);
    const auto background = anyColour(random);
    std::vector<Spot> spots;
    for (int i = 0; i < 12; ++i)
        spots.push_back({place(random), place(random), radius(random), anyColour(random)});
    std::vector<std::uint8_t> rgb(kValues);
    for (std::size_t i = 0; i < rgb.size(); ++i) {
        const double x = static_cast<double>(i / 3 % kNonsenseSide);
        const double y = static_cast<double>(i / 3 / kNonsenseSide);
        double sum = 0.2 * background[i % 3], weight = 0.2;
        for (const Spot& spot : spots) {
            const double far = std::hypot(x - spot.x, y - spot.y) / spot.radius;
            const double w = std::exp(-far * far);
            sum += w * spot.colour[i % 3];
            weight += w;
        }
        rgb[i] = static_cast<std::uint8_t>(sum / weight);
    }
    return rgb;
}

} // namespace latentbrush::detector
