#include "pipeline/starting_point.h"

#include "image/picture_file.h"
#include "pipeline/latent_colours.h"
#include "pipeline/networks_in_use.h"
#include "pipeline/painted_parts.h"

#include <algorithm>
#include <tuple>

namespace latentbrush::pipeline {

namespace {

Result<> checkPicture(const char* key, const PictureReference& reference) {
    if (!reference.picture)
        return failure(ErrorCode::FileMissing, reference.hash, reference.path);
    if (const auto whole = image::checkImage(*reference.picture); !whole)
        return failure(ErrorCode::InvalidRequest, key, whole.error().detail);
    return {};
}

/// At least one multiple.
int nearestMultiple(int length, int multiple) {
    return std::max((length + multiple / 2) / multiple, 1) * multiple;
}

sampling::Kept::Edge edgeOf(GreyMask grey) {
    switch (grey) {
    case GreyMask::Amount:
        return sampling::Kept::Edge::Gradual;
    case GreyMask::Soft:
        return sampling::Kept::Edge::Soft;
    case GreyMask::Mix:
        break;
    }
    return sampling::Kept::Edge::Mixed;
}

Result<> checkTaskPictures(const Task& task) {
    const auto* init = initOf(task);
    if (!init)
        return {};
    if (auto checked = checkPicture("task.init", *init); !checked)
        return checked;
    const auto* inpaint = std::get_if<Inpaint>(&task);
    if (!inpaint)
        return {};
    if (auto checked = checkPicture("task.mask", inpaint->mask); !checked)
        return checked;
    const auto& [picture, mask] = std::tie(*init->picture, *inpaint->mask.picture);
    if (mask.width == picture.width && mask.height == picture.height)
        return {};
    const auto text = [](const image::Image& of) {
        return std::to_string(of.width) + "x" + std::to_string(of.height);
    };
    return failure(ErrorCode::InvalidRequest, "task.mask", text(mask) + ", not " + text(picture));
}

} // namespace

sampling::AlignedFor alignedFor(const catalogue::ModelManifest& manifest) {
    return hasSdxlLatents(manifest) ? sampling::AlignedFor::StableDiffusionXl
                                    : sampling::AlignedFor::StableDiffusion1;
}

bool startsFromPicture(const Task& task) {
    return std::holds_alternative<ImageToImage>(task) || strengthOf(task) < 1;
}

Result<sampling::SamplePlan> planOf(const catalogue::ModelManifest& manifest,
                                    const GenerationRequest& request) {
    auto plan = sampling::makePlan(manifest.scheduler, request.sampler, request.schedule, request.steps,
                                   alignedFor(manifest));
    if (plan)
        plan->eta = request.eta;
    if (!plan || !startsFromPicture(request.task))
        return plan;
    return sampling::latterPart(*plan, strengthOf(request.task));
}

Result<> checkPictures(const GenerationRequest& request) {
    for (const auto& control : request.controls)
        if (auto checked = checkPicture("controls.picture", control.picture); !checked)
            return checked;
    return checkTaskPictures(request.task);
}

void takeSize(GenerationRequest& request, int nativeWidth, int nativeHeight, int multiple) {
    if (const auto* upscale = std::get_if<Upscale>(&request.task)) {
        constexpr int kTimes = 4;
        request.width = kTimes * upscale->init.picture->width;
        request.height = kTimes * upscale->init.picture->height;
        return;
    }
    if (request.width != 0)
        return;
    const auto* init = initOf(request.task);
    const auto* inpaint = std::get_if<Inpaint>(&request.task);
    const bool showsAll = !inpaint || inpaint->painting.area == InpaintArea::Whole;
    request.width = init && showsAll ? nearestMultiple(init->picture->width, multiple) : nativeWidth;
    request.height = init && showsAll ? nearestMultiple(init->picture->height, multiple) : nativeHeight;
}

at::Tensor StartingPoint::underNoise(const at::Tensor& unitNoise) const {
    if (content == MaskedContent::Noise)
        return clean * (1 - repaint) + unitNoise * repaint;
    if (content == MaskedContent::Nothing)
        return clean * (1 - repaint);
    return clean;
}

StartingPoint startingPoint(bundles::LoadedModel& model, const GenerationRequest& request,
                            const std::optional<PaintedArea>& shown) {
    const auto& manifest = model.manifest;
    const auto edge = manifest.latents.downscale;
    const bool nineChannels = manifest.concat == catalogue::Concat::MaskMaskedImage;
    const auto* inpaint = std::get_if<Inpaint>(&request.task);
    StartingPoint point;
    if (!inpaint) {
        if (shown)
            point.clean = encodePicture(model, tensorOf(shown->picture));
        if (manifest.concat != catalogue::Concat::LowResolution)
            point.surroundings = emptySurroundings(model, request.height / edge, request.width / edge);
        return point;
    }
    const auto grey = inpaint->painting.grey;
    const auto amount = tensorOf(shown->mask);
    const auto white = (grey == GreyMask::Amount ? amount.gt(0) : amount.mul(255).ge(127.5)).to(at::kFloat);
    const auto pixels = tensorOf(shown->picture);
    point.repaint = onLatents(white, edge).to(model.device);
    point.content = inpaint->painting.content;
    const bool samplerKeeps = !nineChannels || grey != GreyMask::Mix;
    if (samplerKeeps || startsFromPicture(request.task))
        point.clean = encodePicture(model, pixels);
    if (nineChannels)
        point.surroundings = at::cat({point.repaint, encodePicture(model, pixels * (1 - white))}, 1);
    if (samplerKeeps)
        point.kept = {point.clean,
                      grey == GreyMask::Mix ? point.repaint
                                            : at::avg_pool2d(amount, edge, edge).to(model.device),
                      edgeOf(grey)};
    return point;
}

at::Tensor noisedLowResolution(bundles::LoadedModel& model, const Upscale& task, PictureNoise& noise) {
    const auto picture = tensorOf(*task.init.picture);
    const auto drawn = noise.next(picture.sizes());
    const auto& config = model.manifest.lowResolutionNoise;
    TORCH_CHECK(config, "the model does not say how its picture gets its noise");
    const auto alphaBar = sampling::NoiseSchedule(*config).alphaBars().at(
        static_cast<std::size_t>(std::min(task.noiseLevel, config->trainTimesteps - 1)));
    const auto level = sampling::NoiseLevel::fromAlphaBar(alphaBar);
    return (picture * level.signal + drawn * level.noise).to(model.device);
}

} // namespace latentbrush::pipeline
