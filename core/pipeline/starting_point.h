#pragma once

#include "base/result.h"
#include "bundles/loaded_model.h"
#include "pipeline/painted_area.h"
#include "pipeline/picture_noise.h"
#include "request/generation_request.h"
#include "sampling/plan.h"

namespace latentbrush::pipeline {

/// The steps that a request walks: all of the sampler's for a picture from text and for a part painted from
/// noise alone, else the latter part by its strength. Errors of makePlan and latterPart.
Result<sampling::SamplePlan> planOf(const catalogue::ModelManifest& manifest,
                                    const GenerationRequest& request);

/// What the model's steps of Schedule::Ays are optimised for.
sampling::AlignedFor alignedFor(const catalogue::ModelManifest& manifest);

/// Whether the plan is such a latter part, which starts from a picture with noise.
bool startsFromPicture(const Task& task);

/// The request's pictures as they must be, before anything is loaded: there (FileMissing with the hash as
/// subject), whole, and the mask of the picture's size (InvalidRequest with "task.init", "task.mask" or
/// "controls.picture" as subject).
Result<> checkPictures(const GenerationRequest& request);

/// Gives a request that names no size one: the picture's, each edge to the nearest `multiple` that the model
/// can do; a picture from text and the surroundings of a mask take the model's `native` size. An enlarged
/// picture has four times its own, whatever was named.
void takeSize(GenerationRequest& request, int nativeWidth, int nativeHeight, int multiple);

/// What a task's pictures give to the network and the sampler; the same for each picture of a job, whatever
/// its seed. All fp32 on the model's device.
///
/// A mask's pixel counts as white from 128 on (where grey says how much changes: from 1 on), and a cell of
/// the latents is repainted when any of its pixels is white. A nine-channel UNet is shown the mask and the
/// picture with its white pixels at 0 (mid grey) and paints by itself; for a UNet that takes latents alone,
/// and for every mask whose grey is more than a mixed edge, the sampler keeps the rest of the picture.
struct StartingPoint {
    at::Tensor clean;        ///< the picture's latents [1,C,h,w] (the mode of what the encoder says, not a
                             ///< sample as in diffusers: its deviation is far below a grey level, and so one
                             ///< encoding serves every seed); undefined where nobody needs them
    at::Tensor surroundings; ///< as emptySurroundings; undefined for a UNet that takes latents alone
    sampling::Kept kept{};
    at::Tensor repaint; ///< [1,1,h,w]: 1 where it is repainted; undefined without a mask
    MaskedContent content = MaskedContent::Original;

    /// The latents under a picture's first noise: `clean`, with noise or nothing under the mask where the
    /// request wants that. `unitNoise` is that first noise: what AUTOMATIC1111 takes too.
    at::Tensor underNoise(const at::Tensor& unitNoise) const;
};

/// The request has its size, its pictures were checked; `shown` is there for a task with a picture.
/// Exceptions of LibTorch fly through.
StartingPoint startingPoint(bundles::LoadedModel& model, const GenerationRequest& request,
                            const std::optional<PaintedArea>& shown);

/// The picture that is enlarged, as an upscaler's UNet is shown it [1,3,h,w]: with the noise of the task's
/// level by the model's own schedule for that, `noise`'s next draw, as in diffusers its first.
at::Tensor noisedLowResolution(bundles::LoadedModel& model, const Upscale& task, PictureNoise& noise);

} // namespace latentbrush::pipeline
