#pragma once

#include <torch/script.h>
#include <vector>

namespace latentbrush::pipeline {

/// What a text encoder says about a text.
struct TextStates {
    at::Tensor context{}; ///< hidden states [1,T,D], T a multiple of the encoder's length
    at::Tensor pooled{};  ///< [1,P]; undefined where the family has none
    at::Tensor vector{};  ///< [1,V]: what goes in beside the timestep; undefined where the UNet takes none
};

/// A prompt over the steps: parts that steer together ("AND"), each in stages that follow one another
/// ("[from: to:when]").
struct Conditioning {
    struct Stage {
        int lastStep; ///< the stage holds until more steps than this are done; the last one to the end
        TextStates states;
    };
    struct Part {
        double weight = 1;
        std::vector<Stage> stages; ///< at least one

        /// With so many steps done: as AUTOMATIC1111 looks, which gives a first stage one step more than it
        /// names.
        const TextStates& at(int done) const {
            for (const auto& stage : stages)
                if (done <= stage.lastStep)
                    return stage.states;
            return stages.back().states;
        }
    };
    std::vector<Part> parts; ///< at least one
};

} // namespace latentbrush::pipeline
