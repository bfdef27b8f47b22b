#pragma once

#include "base/result.h"
#include "pipeline/painted_area.h"
#include "request/control.h"

namespace latentbrush::pipeline {

/// What a ControlNet is shown of its picture, at the size of generation, three channels: preprocessed, then
/// scaled. A picture as large as the task's own is shown by the same part of it (`area`). Free of torch; any
/// thread. The picture is there (checkPictures). The errors of image/control_hints.h.
Result<image::Image> controlHint(const ControlUse& use, const PaintedArea* area, const image::Image* init,
                                 int width, int height);

/// The preprocessor's picture alone, as a window shows it.
Result<image::Image> preprocessed(const image::Image& picture, Preprocessor preprocessor);

} // namespace latentbrush::pipeline
