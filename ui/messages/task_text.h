#pragma once

#include "request/generation_request.h"
#include "request/job_event.h"

#include <QString>

namespace latentbrush::ui {

/// What a request will do, as the prompt card and the queue say it: "New picture".
QString taskText(const GenerationRequest& request);

/// What a job is doing now: "Loading the model".
QString stageText(Progress::Stage stage);

/// A length of time as minutes and seconds, "0:12"; hours in front when there are any.
QString timeText(double seconds);

} // namespace latentbrush::ui
