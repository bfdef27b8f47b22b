#pragma once

#include "request/json_reader.h"
#include "request/painting.h"
#include "request/picture_reference.h"

#include <nlohmann/json.hpp>
#include <variant>

namespace latentbrush {

/// A new picture from noise.
struct TextToImage {
    bool operator==(const TextToImage&) const = default;
};

/// A picture made over: the last `strength` of the steps, from the picture with noise.
struct ImageToImage {
    PictureReference init;
    double strength = 0.75; ///< above 0, at most 1
    bool operator==(const ImageToImage&) const = default;
};

/// A part of a picture made anew: white in the mask is repainted, black keeps the picture's pixels as they
/// are; what grey does and how the edge is made says `painting`. The mask has the picture's size;
/// transparency in it counts as black.
struct Inpaint {
    PictureReference init;
    PictureReference mask;
    double strength = 0.75; ///< above 0, at most 1, at which painting starts from noise alone
    Painting painting{};
    bool operator==(const Inpaint&) const = default;
};

/// A picture made four times as wide and high by a model for that (Stable Diffusion's x4 upscaler).
struct Upscale {
    static constexpr int kNoiseLevelLimit = 350; ///< what such models were trained with

    PictureReference init;
    int noiseLevel = 20; ///< how much of the picture's detail is taken for noise, 0 to 350
    bool operator==(const Upscale&) const = default;
};

/// What kind of picture is asked for, with what that kind alone needs.
using Task = std::variant<TextToImage, ImageToImage, Inpaint, Upscale>;

/// {"type": "text_to_image"}, {"type": "image_to_image", "init": {…}, "strength": 0.75}, {"type": "inpaint",
/// "init": {…}, "mask": {…}, "strength": 0.75, and the keys of painting.h}, {"type": "upscale",
/// "init": {…}, "noise_level": 20}; pictures as in picture_reference.h.
nlohmann::json toJson(const Task& task);

/// From the value of the key "task"; a missing type is text to image. InvalidRequest (subject "task" or the
/// key under it), and the errors of `resolved`. Keys that no one knows go to `unknown`.
Result<Task> taskFromJson(const nlohmann::json& json, const PictureResolver& resolver,
                          nlohmann::json& unknown);

/// Strength within its range and hashes that are some: InvalidRequest, with the JSON's key as subject.
Result<> validate(const Task& task);

/// The picture that the task starts from; null for text to image.
const PictureReference* initOf(const Task& task);
/// How much of the steps the task walks: 1 for a task without strength.
double strengthOf(const Task& task);

} // namespace latentbrush
