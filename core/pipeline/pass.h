#pragma once

#include "bundles/read_control_net.h"
#include "pipeline/controls.h"
#include "pipeline/painted_area.h"
#include "pipeline/prompt_conditioning.h"
#include "pipeline/starting_point.h"
#include "sampling/plan.h"

#include <optional>
#include <vector>

namespace latentbrush::pipeline {

/// A model in memory with how its text encoders read.
struct ModelWithText {
    bundles::LoadedModel& model;
    PromptCache& prompts;
    std::vector<EncoderTokens> encoders;
    EmbeddingVectors vectors;
    std::string encodersState; ///< see PromptConditioning
};

/// A model that takes a pass over before its end (SDXL's refiner).
struct Takeover {
    bundles::LoadedModel& model;
    Conditioning positive;
    Conditioning negative;
    double belowTimestep; ///< it answers for timesteps below this
};

/// One walk over a sampler's steps at one size: all that is the same for each picture of a job.
struct Pass {
    GenerationRequest request; ///< with this pass's size
    sampling::SamplePlan plan;
    std::optional<PaintedArea> shown; ///< of the task's picture, where it has one
    Conditioning positive;
    Conditioning negative;
    StartingPoint start;
    std::vector<Control> controls;
    std::optional<Takeover> refiner;
};

/// What a pass is made of; all must outlive it.
struct PassParts {
    ModelWithText base;
    std::optional<ModelWithText> refiner;
    std::vector<bundles::LoadedControlNet> controlNets; ///< in the order of the request's
};

/// Reads the prompts and pictures of a request that is checked, with its size; in a second pass,
/// `firstPass` is how many steps the first has. Errors of PromptConditioning, paintedArea and controlHint.
/// Exceptions of LibTorch fly through.
Result<Pass> preparePass(const GenerationRequest& request, sampling::SamplePlan plan, const PassParts& parts,
                         std::optional<int> firstPass = {});

} // namespace latentbrush::pipeline
