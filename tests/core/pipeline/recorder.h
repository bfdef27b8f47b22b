#pragma once

#include "pipeline/engine.h"

#include <vector>

namespace latentbrush::pipeline {

/// Keeps every event of a job, as an Observer.
class Recorder {
public:
    Observer observer() {
        return [this](const JobEvent& event) { events.push_back(event); };
    }

    template <class What>
    std::vector<What> all() const {
        std::vector<What> found;
        for (const auto& event : events)
            if (const auto* what = std::get_if<What>(&event.what))
                found.push_back(*what);
        return found;
    }

    /// The pictures' bytes, in order.
    std::vector<std::vector<std::uint8_t>> pixels() const {
        std::vector<std::vector<std::uint8_t>> found;
        for (const auto& ready : all<ImageReady>())
            found.push_back(ready.image.picture->pixels);
        return found;
    }

    std::vector<JobEvent> events;
};

/// A request for one 64×64 picture of the tiny model on the CPU in fp32.
inline GenerationRequest tinyRequest(const std::filesystem::path& model) {
    GenerationRequest request;
    request.model = model.string();
    request.prompt = "a red house on a snowy field, at night";
    request.negativePrompt = "blurry";
    request.sampler = Sampler::Euler;
    request.schedule = Schedule::Auto;
    request.steps = 4;
    request.seed = 5;
    request.device = "cpu";
    request.precision = Precision::Fp32;
    return request;
}

} // namespace latentbrush::pipeline
