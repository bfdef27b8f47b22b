#pragma once

#include "base/result.h"
#include "request/json_reader.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace latentbrush {

/// How a picture is enlarged before its second pass.
enum class Enlarging {
    Latents,        ///< its latents, bilinear
    NearestLatents, ///< its latents, each cell as it is
    Pixels          ///< the picture, by Lanczos
};

/// A picture from text made larger and gone over once more, so that large pictures hold together ("hires
/// fix", peers.md 3.7): a plain value.
struct HiresPass {
    static constexpr double kScaleLimit = 4;

    double scale = 1; ///< of both edges, 1 to 4; 1: no second pass. The size is rounded to what the model can
    int steps = 0;    ///< 0: as many as the first pass
    double strength = 0.7; ///< above 0, at most 1
    Enlarging by = Enlarging::Latents;
    bool operator==(const HiresPass&) const = default;

    bool isOn() const { return scale > 1; }
};

std::string_view idOf(Enlarging enlarging);    ///< "latent", "latent_nearest", "lanczos"
std::string_view labelOf(Enlarging enlarging); ///< as AUTOMATIC1111 writes it
std::optional<Enlarging> enlargingFromId(std::string_view id);

/// Its keys in a request's object: hires_scale, hires_steps, hires_strength, hires_by.
void writeInto(nlohmann::json& request, const HiresPass& hires);
/// Reads those that are there; the reader keeps the first error.
void readFrom(JsonReader& request, HiresPass& hires);

/// The ranges above: InvalidRequest with the key as subject.
Result<> validate(const HiresPass& hires);

} // namespace latentbrush
