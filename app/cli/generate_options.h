#pragma once

#include "pass_options.h"
#include "request/generation_request.h"
#include "steering_options.h"
#include "task_options.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>

namespace latentbrush::cli {

/// What `generate` was asked for, word by word; what was not said stays empty, so that a flag overrides
/// `--request` and nothing else.
struct GenerateOptions {
    std::optional<std::string> model, prompt, negative, sampler, schedule, size, device, dtype;
    std::optional<std::uint64_t> seed;
    std::optional<int> steps, count;
    std::optional<double> guidance;
    std::string requestFile, latentsIn, latentsOut, out;
    SteeringOptions steering;
    PassOptions passes;
    TaskOptions task;
    bool history = false;
    bool force = false;
    bool json = false;

    void addTo(CLI::App& command);

    /// What a model's maker recommends, by the model's name or path.
    using DefaultsOf = std::function<SamplingDefaults(const std::string& model)>;

    /// The request of `--request`, without one that of the model's defaults, with the flags over it; its seed
    /// drawn when there is none; its pictures read. A sampler without a schedule takes the model's own.
    /// InvalidRequest names the flag.
    Result<GenerationRequest> request(const DefaultsOf& defaultsOf) const;
};

} // namespace latentbrush::cli
