#pragma once

#include "request/generation_request.h"
#include "request/job_event.h"

#include <QString>

namespace latentbrush::ui {

/// What a request will do, as the prompt card and the queue say it: "New picture", "Fill the mask, 4
/// candidates".
QString taskText(const GenerationRequest& request);

/// The same for so many pictures of a canvas that was made larger: "Extend the picture". The request is one
/// that fills a mask, and does not say where that mask came from.
QString extendText(int count);

/// What a job is doing now: "Loading the model".
QString stageText(Progress::Stage stage);

/// A length of time as minutes and seconds, "0:12"; hours in front when there are any.
QString timeText(double seconds);

} // namespace latentbrush::ui
