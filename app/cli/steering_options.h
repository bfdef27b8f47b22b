#pragma once

#include "request/generation_request.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace latentbrush::cli {

/// The flags of `generate` that say how the prompt is read, how it steers and how noise is drawn.
struct SteeringOptions {
    std::optional<std::string> vae, prediction, grammar, emphasis, noiseSource;
    std::vector<std::string> loras;
    std::optional<int> clipSkip;
    std::optional<double> eta, rescale, start, end, perturbed, variationStrength;
    std::optional<std::uint64_t> variationSeed;

    void addTo(CLI::App& command);

    /// The flags over what `--request` asked for; `--lora` adds to its list. InvalidRequest names the flag.
    Result<> setIn(GenerationRequest& request) const;
};

} // namespace latentbrush::cli
