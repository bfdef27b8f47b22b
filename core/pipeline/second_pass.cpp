#include "pipeline/second_pass.h"

#include "image/resize.h"
#include "pipeline/latent_colours.h"
#include "pipeline/networks_in_use.h"
#include "pipeline/painted_parts.h"
#include "pipeline/starting_point.h"

#include <algorithm>
#include <cmath>

namespace latentbrush::pipeline {

GenerationRequest enlargedRequest(const GenerationRequest& request, int multiple) {
    const auto larger = [&](int edge) {
        return std::max(1, static_cast<int>(std::lround(edge * request.hires.scale / multiple))) * multiple;
    };
    auto enlarged = request;
    enlarged.width = larger(request.width);
    enlarged.height = larger(request.height);
    return enlarged;
}

Result<sampling::SamplePlan> secondPlan(const catalogue::ModelManifest& manifest,
                                        const GenerationRequest& enlarged) {
    const auto& hires = enlarged.hires;
    const int walked = hires.steps > 0 ? hires.steps : enlarged.steps;
    constexpr double kMostStrength = 0.999;
    const auto strength = std::min(hires.strength, kMostStrength);
    const int all = std::min(static_cast<int>(walked / strength),
                             sampling::mostSteps(manifest.scheduler, enlarged.sampler));
    auto plan = sampling::makePlan(manifest.scheduler, enlarged.sampler, enlarged.schedule, all,
                                   alignedFor(manifest));
    if (!plan)
        return plan;
    plan->eta = enlarged.eta;
    return sampling::latterPart(*plan, std::max(strength, static_cast<double>(walked) / all));
}

at::Tensor enlargedLatents(bundles::LoadedModel& model, const at::Tensor& latents,
                           const GenerationRequest& enlarged, at::IntArrayRef shape) {
    const auto size = shape.slice(2);
    switch (enlarged.hires.by) {
    case Enlarging::Latents:
        return at::upsample_bilinear2d(latents, size, false);
    case Enlarging::NearestLatents:
        return at::upsample_nearest2d(latents, size);
    case Enlarging::Pixels:
        break;
    }
    const auto picture = pictureOf(decodeLatents(model, latents));
    const auto larger = image::resized(picture, enlarged.width, enlarged.height);
    TORCH_CHECK(larger, "the picture could not be enlarged");
    return encodePicture(model, tensorOf(*larger));
}

} // namespace latentbrush::pipeline
