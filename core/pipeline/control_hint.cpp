#include "pipeline/control_hint.h"

#include "image/control_hints.h"
#include "image/crop.h"
#include "image/resize.h"

namespace latentbrush::pipeline {

Result<image::Image> preprocessed(const image::Image& picture, Preprocessor preprocessor) {
    switch (preprocessor) {
    case Preprocessor::Canny:
        return image::cannyEdges(picture);
    case Preprocessor::Scribble:
        return image::scribble(picture);
    case Preprocessor::LineArt:
        return image::lineArt(picture);
    case Preprocessor::Depth:
        return image::depthMap(picture);
    case Preprocessor::None:
        break;
    }
    return picture;
}

Result<image::Image> controlHint(const ControlUse& use, const PaintedArea* area, const image::Image* init,
                                 int width, int height) {
    const auto& whole = *use.picture.picture;
    auto hint = preprocessed(whole, use.preprocessor);
    const bool coversTheTask = area && init && init->width == whole.width && init->height == whole.height &&
                               !area->mask.values.empty();
    if (hint && coversTheTask)
        hint = image::cropped(*hint, area->box);
    if (hint && (hint->width != width || hint->height != height))
        hint = image::resized(*hint, width, height);
    return hint;
}

} // namespace latentbrush::pipeline
