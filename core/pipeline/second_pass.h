#pragma once

#include "base/result.h"
#include "bundles/loaded_model.h"
#include "request/generation_request.h"
#include "sampling/plan.h"

namespace latentbrush::pipeline {

// A picture from text, made larger and gone over once more (HiresPass; peers.md 3.7).

/// The request of the second pass: its size, each edge to the nearest `multiple`, and no second pass of its
/// own.
GenerationRequest enlargedRequest(const GenerationRequest& request, int multiple);

/// Its steps: as many as it says are walked whatever the strength, of a plan that is so much longer, as
/// AUTOMATIC1111 does it. `enlarged` comes from enlargedRequest. Errors of makePlan and latterPart.
Result<sampling::SamplePlan> secondPlan(const catalogue::ModelManifest& manifest,
                                        const GenerationRequest& enlarged);

/// The first pass's latents [1,C,h,w] at the second one's shape; by way of pixels decoded, enlarged and
/// encoded again. Exceptions of LibTorch fly through.
at::Tensor enlargedLatents(bundles::LoadedModel& model, const at::Tensor& latents,
                           const GenerationRequest& enlarged, at::IntArrayRef shape);

} // namespace latentbrush::pipeline
