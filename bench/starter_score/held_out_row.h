#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace latentbrush::score {

/// One line of tests/data/heldout_captions.txt: what the picture should show, and the captions that ask for
/// it.
struct HeldOutRow {
    std::string time;
    std::string ground;
    std::vector<std::string> objects; ///< "colour:kind", sorted
    std::string english;
    std::string japanese;
};

/// Throws std::runtime_error naming the line that is no row.
std::vector<HeldOutRow> readRows(const std::filesystem::path& file);

} // namespace latentbrush::score
