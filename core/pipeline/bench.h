#pragma once

#include "pipeline/engine.h"

namespace latentbrush::pipeline {

/// What a model takes on this machine, measured by making pictures; seconds, bytes.
struct BenchReport {
    std::string model;
    Provenance provenance; ///< device, precision, threads, versions
    int width = 0;
    int height = 0;
    double load = 0;              ///< from files to ready
    double text = 0;              ///< both prompts, not cached
    double step = 0;              ///< one UNet step with guidance, the least seen
    double decode = 0;            ///< the least seen
    std::uint64_t memory = 0;     ///< resident after the last picture
    std::uint64_t peakMemory = 0; ///< resident at most since the process began

    bool operator==(const BenchReport&) const = default;
};

struct BenchOptions {
    std::string model = "starter";
    std::string device = "auto";
    Precision precision = Precision::Auto;
    int width = 0; ///< 0: native
    int height = 0;
    int steps = 4;    ///< a picture
    int pictures = 2; ///< the first warms up
};

/// Unloads what is loaded, loads the model and makes pictures. Same thread as `generate`; same errors.
Result<BenchReport> measure(Engine& engine, const BenchOptions& options, const StopToken& stop = {});

nlohmann::json toJson(const BenchReport& report);

} // namespace latentbrush::pipeline
