#pragma once

#include "image/image.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace latentbrush::image {

/// Pixels with gradients and noise, so that every byte matters and every filter gets work.
inline Image samplePicture(int width, int height, int channels, unsigned seed = 1) {
    Image image{width, height, channels, {}};
    std::mt19937 random(seed);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int c = 0; c < channels; ++c)
                image.pixels.push_back(static_cast<std::uint8_t>(x * 3 + y * (c + 1) + random() % 8));
    return image;
}

inline std::filesystem::path testData(const std::string& name) {
    return std::filesystem::path(LATENTBRUSH_TEST_DATA) / name;
}

inline std::vector<std::byte> bytesOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

inline std::string hexOf(std::span<const std::uint8_t> bytes) {
    std::string hex;
    for (const auto value : bytes) {
        hex += "0123456789abcdef"[value >> 4];
        hex += "0123456789abcdef"[value & 15];
    }
    return hex;
}

} // namespace latentbrush::image
