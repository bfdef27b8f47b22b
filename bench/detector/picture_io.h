#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace latentbrush::detector {

/// 8-bit RGB, rows from the top left.
struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;
};

/// Reads a PNG of any kind; throws std::runtime_error with the file's name and what is wrong.
Pixels readPicture(const std::filesystem::path& file);

} // namespace latentbrush::detector
