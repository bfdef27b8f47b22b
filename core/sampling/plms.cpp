#include "sampling/plms.h"

#include "sampling/ddim_grid.h"
#include "sampling/predictions.h"

#include <deque>

namespace latentbrush::sampling {

namespace {

using catalogue::PredictionType;

/// The newest output comes first.
at::Tensor combined(const std::deque<at::Tensor>& e) {
    switch (e.size()) {
    case 1:
        return e[0];
    case 2:
        return (3 * e[0] - e[1]) / 2;
    case 3:
        return (23 * e[0] - 16 * e[1] + 5 * e[2]) / 12;
    default:
        return (55 * e[0] - 59 * e[1] + 37 * e[2] - 9 * e[3]) / 24;
    }
}

/// What outputs are combined as, and how to read it.
struct Reading {
    PredictionType network;
    PredictionType combination;

    at::Tensor output(const SamplerRun& run, const at::Tensor& latents, double timestep,
                      const NoiseLevel& level) const {
        const at::Tensor raw = run.outputAt(latents, timestep, level);
        return network == combination ? raw : noiseEstimate(network, latents, raw, level);
    }
    at::Tensor clean(const at::Tensor& latents, const at::Tensor& output, const NoiseLevel& from) const {
        return cleanEstimate(combination, latents, output, from);
    }
    at::Tensor moved(const at::Tensor& latents, const at::Tensor& output, const NoiseLevel& from,
                     const NoiseLevel& to) const {
        return to.signal * clean(latents, output, from) +
               to.noise * noiseEstimate(combination, latents, output, from);
    }
};

} // namespace

at::Tensor plms(const SamplerRun& run, const at::Tensor& unitNoise) {
    const auto& steps = run.grid.steps;
    const Reading reading{run.prediction,
                          run.prediction == PredictionType::V ? PredictionType::V : PredictionType::Epsilon};
    at::Tensor latents = unitNoise.to(at::kFloat) * run.grid.initialScale;
    std::deque<at::Tensor> outputs;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto& [timestep, from, to] = steps[i];
        const at::Tensor output = reading.output(run, latents, timestep, from);
        const at::Tensor clean = reading.clean(latents, output, from);
        outputs.push_front(output);
        if (outputs.size() > 4)
            outputs.pop_back();
        at::Tensor next = reading.moved(latents, combined(outputs), from, to);
        if (i < run.grid.probes.size()) {
            const auto& [secondTimestep, start] = run.grid.probes[i];
            const NoiseLevel& second = steps[i + 1].from;
            const at::Tensor mean = (reading.output(run, next, secondTimestep, second) + output) / 2;
            next = reading.moved(latents, mean, start, second);
        }
        latents = next;
        run.finished(i, clean);
    }
    return latents;
}

Grid plmsGrid(catalogue::SchedulerConfig config, catalogue::Spacing spacing, int steps) {
    // Outputs are combined as ε, which needs signal.
    if (config.prediction == catalogue::PredictionType::Sample)
        config.prediction = catalogue::PredictionType::Epsilon;
    Grid grid = ddimGrid(config, spacing, steps);
    if (grid.steps.size() > 1) {
        const NoiseSchedule schedule(config);
        const int second = static_cast<int>(grid.steps[1].timestep);
        const int start = second + schedule.timesteps() / steps;
        grid.probes.push_back({grid.steps[1].timestep, schedule.levelAt(start, config.prediction)});
    }
    return grid;
}

} // namespace latentbrush::sampling
