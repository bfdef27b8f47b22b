#pragma once

#include "base/stop_token.h"
#include "request/job_event.h"

#include <chrono>

namespace latentbrush::ui {

/// A runner that paints instead of denoising, so that the window can be tested without a model: each step
/// takes `stepTime`, every picture is a gradient in the seed's colours, and a cancel is obeyed at each step.
Result<> paintPictures(const GenerationRequest& request, JobId job, const Observer& observer,
                       const StopToken& stop, std::chrono::milliseconds stepTime);

} // namespace latentbrush::ui
