#pragma once

#include "request/generation_request.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace latentbrush::cli {

/// The flags of `generate` that bring in further networks and passes: ControlNets, a refiner, a larger second
/// pass, FreeU, and noise of another size.
struct PassOptions {
    std::vector<std::string> controls;
    std::optional<std::string> refiner, hiresBy, freeU, seedResize;
    std::optional<double> refinerFrom, hiresScale, hiresStrength;
    std::optional<int> hiresSteps;

    void addTo(CLI::App& command);

    /// The flags over what `--request` asked for; `--control` adds to its list, whose own pictures are looked
    /// for in `requestFolder`. InvalidRequest names the flag; the errors of reading pictures.
    Result<> setIn(GenerationRequest& request, const std::filesystem::path& requestFolder) const;
};

} // namespace latentbrush::cli
