#include "detector/degrade.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace latentbrush::detector {

namespace {

std::vector<double> kernelOf(double sigma) {
    const int radius = static_cast<int>(std::ceil(3 * sigma));
    std::vector<double> kernel;
    double sum = 0;
    for (int i = -radius; i <= radius; ++i) {
        kernel.push_back(std::exp(-0.5 * i * i / (sigma * sigma)));
        sum += kernel.back();
    }
    for (double& weight : kernel)
        weight /= sum;
    return kernel;
}

/// One pass along a line of `count` values that lie `step` apart.
void blurLine(std::vector<double>& values, std::size_t first, std::size_t step, int count,
              const std::vector<double>& kernel) {
    const int radius = static_cast<int>(kernel.size() / 2);
    std::vector<double> line(count);
    for (int i = 0; i < count; ++i)
        line[i] = values[first + step * i];
    for (int i = 0; i < count; ++i) {
        double sum = 0;
        for (int k = -radius; k <= radius; ++k)
            sum += kernel[k + radius] * line[std::clamp(i + k, 0, count - 1)];
        values[first + step * i] = sum;
    }
}

void blur(std::vector<double>& values, int width, int height, double sigma) {
    const auto kernel = kernelOf(sigma);
    for (int y = 0; y < height; ++y)
        for (int c = 0; c < 3; ++c)
            blurLine(values, static_cast<std::size_t>(y) * width * 3 + c, 3, width, kernel);
    for (int x = 0; x < width; ++x)
        for (int c = 0; c < 3; ++c)
            blurLine(values, static_cast<std::size_t>(x) * 3 + c, static_cast<std::size_t>(width) * 3, height,
                     kernel);
}

} // namespace

void degrade(std::vector<std::uint8_t>& rgb, int width, int height, const Degradation& how,
             std::mt19937& random) {
    std::vector<double> values(rgb.begin(), rgb.end());
    if (how.sigma > 0)
        blur(values, width, height, how.sigma);
    std::uniform_real_distribution<double> castOf(-how.cast, how.cast), noiseOf(-how.noise, how.noise);
    const std::array<double, 3> cast = {castOf(random), castOf(random), castOf(random)};
    for (std::size_t i = 0; i < values.size(); ++i)
        rgb[i] = static_cast<std::uint8_t>(
            std::clamp(std::lround(values[i] + cast[i % 3] + noiseOf(random)), 0L, 255L));
}

} // namespace latentbrush::detector
