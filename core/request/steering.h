#pragma once

#include "base/result.h"
#include "request/json_reader.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace latentbrush {

/// FreeU: on the first two levels of the network's way up, what comes from below is strengthened and the
/// coarse part of what comes from the side weakened (formats.md 9; usual for SD 1.5: 1.5, 1.6, 0.9, 0.2).
struct FreeU {
    static constexpr double kLimit = 3;

    double backbone1 = 1; ///< 0 to 3; all 1 is off
    double backbone2 = 1;
    double skip1 = 1;
    double skip2 = 1;
    bool operator==(const FreeU&) const = default;

    bool isOn() const { return *this != FreeU(); }
};

/// What guidance does beside its scale: a plain value (formats.md 6.5).
struct Steering {
    static constexpr double kPerturbedLimit = 20;

    /// How far the guided output is brought back to the spread of the unguided one, 0 to 1.
    double rescale = 0;
    /// The share of the steps that guidance begins and ends at; outside, the prompt alone steers.
    double start = 0;
    double end = 1;
    /// Perturbed-attention guidance: how far away from what the network draws when its middle self attention
    /// sees nothing; 0 is off.
    double perturbed = 0;
    FreeU freeU{};

    bool operator==(const Steering&) const = default;
};

/// Where a picture's random numbers come from.
enum class NoiseSource {
    Cpu,   ///< as `torch.randn` draws them on a CPU
    Philox ///< as CUDA draws them, computed on the CPU (AUTOMATIC1111's "NV")
};

/// How a picture's noise is drawn beside its seed: a plain value.
struct NoiseChoice {
    NoiseSource source = NoiseSource::Cpu;
    /// Mixes the noise of a second seed in: picture i of a job uses variationSeed + i and one and the same
    /// seed.
    std::optional<std::uint64_t> variationSeed{};
    double variationStrength = 0; ///< 0 to 1
    /// The noise of a picture of that size, laid into the middle of this one's, so that another size keeps
    /// its picture (peers.md 3.5); 0: off. Pixels.
    int resizeFromWidth = 0;
    int resizeFromHeight = 0;
    bool operator==(const NoiseChoice&) const = default;

    bool varies() const { return variationSeed && variationStrength > 0; }
    bool resizes() const { return resizeFromWidth > 0 && resizeFromHeight > 0; }
};

std::string_view idOf(NoiseSource source);    ///< "cpu", "philox"
std::string_view labelOf(NoiseSource source); ///< as AUTOMATIC1111 writes it
std::optional<NoiseSource> noiseSourceFromId(std::string_view id);

/// Their keys in a request's object: guidance_rescale, guidance_start, guidance_end, perturbed_attention,
/// freeu_b1, freeu_b2, freeu_s1, freeu_s2; noise_source, variation_seed (null: none), variation_strength,
/// seed_resize_width, seed_resize_height.
void writeInto(nlohmann::json& request, const Steering& steering);
void writeInto(nlohmann::json& request, const NoiseChoice& noise);
/// Reads those that are there; the reader keeps the first error.
void readFrom(JsonReader& request, Steering& steering);
void readFrom(JsonReader& request, NoiseChoice& noise);

/// The ranges above; start below end: InvalidRequest with the key as subject.
Result<> validate(const Steering& steering);
Result<> validate(const NoiseChoice& noise);

} // namespace latentbrush
