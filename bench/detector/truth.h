#pragma once

#include "detector/sighting.h"

#include <filesystem>
#include <string>
#include <vector>

namespace latentbrush::detector {

/// A line of truth.tsv, or a sighting in the same words. Objects are sorted, so that lists compare as
/// multisets: `red:house`, `white:pine_tree`.
struct Description {
    std::string time, ground;
    std::vector<std::string> objects;
    bool operator==(const Description&) const = default;
};

struct Truth {
    std::string file;
    Description description;
};

/// The lines of FOLDER/truth.tsv by their columns file, time, ground, objects; throws std::runtime_error.
std::vector<Truth> readTruths(const std::filesystem::path& folder);

/// `nothing` as time and ground when there is none.
Description describe(const Sighting& sighting);

/// `red:house+white:pine_tree`; "-" without any.
std::string joined(const std::vector<std::string>& words);

/// What stands before, and after, the colon of each object, sorted.
std::vector<std::string> coloursOf(const Description& description);
std::vector<std::string> kindsOf(const Description& description);

} // namespace latentbrush::detector
