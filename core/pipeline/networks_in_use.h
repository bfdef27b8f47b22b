#pragma once

#include "bundles/loaded_model.h"

namespace latentbrush::pipeline {

/// What a picture's making asks of a loaded model, by its manifest. Latents here are as the sampler has them,
/// (moments' mean − shift) · scale, [B,Z,h,w] fp32. Exceptions of LibTorch fly through; on a CPU each call
/// throws soon after the thread's StopScope says Now.

/// Picture in [−1,1] [1,3,H,W] → latents, the mode of what the encoder says.
at::Tensor encodePicture(bundles::LoadedModel& model, const at::Tensor& picture);

/// Latents → picture [1,3,H,W] fp32 about [−1,1]; above 1024×1024 pixels in strips (tiled_decode.h). Where
/// half precision overflows, again in fp32.
at::Tensor decodeLatents(bundles::LoadedModel& model, const at::Tensor& latents);

/// What is concatenated to the latents of a nine-channel UNet where no part of a picture is kept: a mask full
/// of ones and the latents of an empty picture (zeros where the manifest says so), [1,1+Z,h,w]; undefined for
/// a UNet that takes latents alone.
at::Tensor emptySurroundings(bundles::LoadedModel& model, std::int64_t height, std::int64_t width);

} // namespace latentbrush::pipeline
