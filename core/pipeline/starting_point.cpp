#include "pipeline/starting_point.h"

#include "image/picture_file.h"
#include "pipeline/networks_in_use.h"
#include "pipeline/painted_parts.h"

namespace latentbrush::pipeline {

namespace {

Result<> checkPicture(const char* key, const PictureReference& reference) {
    if (!reference.picture)
        return failure(ErrorCode::FileMissing, reference.hash, reference.path);
    if (const auto whole = image::checkImage(*reference.picture); !whole)
        return failure(ErrorCode::InvalidRequest, key, whole.error().detail);
    return {};
}

Result<> checkSize(const char* key, const PictureReference& reference, int width, int height) {
    const auto& picture = *reference.picture;
    if (picture.width == width && picture.height == height)
        return {};
    const auto text = [](int w, int h) { return std::to_string(w) + "x" + std::to_string(h); };
    return failure(ErrorCode::InvalidRequest, key,
                   text(picture.width, picture.height) + ", not " + text(width, height));
}

} // namespace

bool startsFromPicture(const Task& task) {
    return std::holds_alternative<ImageToImage>(task) || strengthOf(task) < 1;
}

Result<sampling::SamplePlan> planOf(const catalogue::SchedulerConfig& scheduler,
                                    const GenerationRequest& request) {
    auto plan = sampling::makePlan(scheduler, request.sampler, request.schedule, request.steps);
    if (!plan || !startsFromPicture(request.task))
        return plan;
    return sampling::latterPart(*plan, strengthOf(request.task));
}

Result<> takeSizeOfPictures(GenerationRequest& request) {
    const auto* init = initOf(request.task);
    if (!init)
        return {};
    if (auto checked = checkPicture("task.init", *init); !checked)
        return checked;
    if (request.width == 0) {
        request.width = init->picture->width;
        request.height = init->picture->height;
    }
    if (auto checked = checkSize("task.init", *init, request.width, request.height); !checked)
        return checked;
    const auto* inpaint = std::get_if<Inpaint>(&request.task);
    if (!inpaint)
        return {};
    if (auto checked = checkPicture("task.mask", inpaint->mask); !checked)
        return checked;
    return checkSize("task.mask", inpaint->mask, request.width, request.height);
}

StartingPoint startingPoint(bundles::LoadedModel& model, const GenerationRequest& request) {
    const auto& manifest = model.manifest;
    const auto edge = manifest.latents.downscale;
    const bool nineChannels = manifest.concat == catalogue::Concat::MaskMaskedImage;
    const auto* inpaint = std::get_if<Inpaint>(&request.task);
    StartingPoint point;
    const auto* init = initOf(request.task);
    const auto pixels = init ? tensorOf(*init->picture) : at::Tensor();
    if (init && (startsFromPicture(request.task) || !nineChannels))
        point.clean = encodePicture(model, pixels);
    if (!inpaint) {
        point.surroundings = emptySurroundings(model, request.height / edge, request.width / edge);
        return point;
    }
    const auto white = whiteOf(*inpaint->mask.picture);
    const auto repaint = onLatents(white, edge).to(model.device);
    if (nineChannels)
        point.surroundings = at::cat({repaint, encodePicture(model, pixels * (1 - white))}, 1);
    else
        point.kept = {point.clean, repaint};
    return point;
}

} // namespace latentbrush::pipeline
