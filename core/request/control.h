#pragma once

#include "base/result.h"
#include "request/json_reader.h"
#include "request/picture_reference.h"

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latentbrush {

/// How a picture becomes what a ControlNet is shown (image/control_hint.h).
enum class Preprocessor {
    None,     ///< as it is: a picture that was drawn or prepared for this network
    Canny,    ///< thin edges, white on black
    Scribble, ///< thick strokes, white on black
    LineArt,  ///< soft lines, white on black
    Depth     ///< a depth map from a file: grey, stretched to the whole range, near is white
};

/// A ControlNet of the model folders and the picture that steers through it: a plain value.
struct ControlUse {
    static constexpr double kWeightLimit = 2;
    static constexpr std::size_t kControlsLimit = 8;

    std::string name; ///< in the catalogue, or a path
    PictureReference picture;
    Preprocessor preprocessor = Preprocessor::None;
    double weight = 1; ///< 0 to 2
    /// The share of the steps that it begins and ends at.
    double start = 0;
    double end = 1;
    /// Only the prompt's side sees it, and its deeper answers count more: it then guesses what the picture
    /// shows even without a prompt ("guess mode", formats.md 5.2).
    bool guess = false;

    bool operator==(const ControlUse&) const = default;
};

struct PreprocessorName {
    Preprocessor value;
    std::string_view id;    ///< requests and the command line
    std::string_view label; ///< as AUTOMATIC1111's extension writes it
};
inline constexpr std::array kPreprocessors{
    PreprocessorName{Preprocessor::None, "none", "none"},
    PreprocessorName{Preprocessor::Canny, "canny", "canny"},
    PreprocessorName{Preprocessor::Scribble, "scribble", "scribble_xdog"},
    PreprocessorName{Preprocessor::LineArt, "lineart", "lineart_standard"},
    PreprocessorName{Preprocessor::Depth, "depth", "depth"}};
std::string_view idOf(Preprocessor preprocessor);
std::string_view labelOf(Preprocessor preprocessor);
std::optional<Preprocessor> preprocessorFromId(std::string_view id);

/// A list of {name, picture (as in picture_reference.h), preprocessor, weight, start, end, guess}.
nlohmann::json toJson(const std::vector<ControlUse>& controls);
/// From the key "controls", if it is there; the reader keeps the first error. The errors of `resolved`, where
/// a picture is not found.
Result<> readFrom(JsonReader& request, std::vector<ControlUse>& controls, const PictureResolver& resolver);

/// The ranges above, start below end, a name and a picture's hash for each: InvalidRequest with "controls" or
/// its key as subject.
Result<> validate(const std::vector<ControlUse>& controls);

} // namespace latentbrush
