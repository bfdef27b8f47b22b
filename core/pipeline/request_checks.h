#pragma once

#include "base/result.h"
#include "pipeline/model_shelf.h"
#include "request/generation_request.h"

namespace latentbrush::pipeline {

// Whether a model can do what a request asks, before anything is loaded.

/// A model that enlarges does nothing else, and nothing else enlarges; a second pass follows a picture from
/// text. InvalidRequest with "task" or "hires_scale" as subject.
Result<> checkTask(const ShelvedModel& model, const GenerationRequest& request);

/// Of a request that has its size: InvalidSize with the multiple of pixels that the model needs as detail.
Result<> checkSize(const ShelvedModel& model, const GenerationRequest& request);

} // namespace latentbrush::pipeline
