#pragma once

#include "catalogue/configs.h"

#include <torch/script.h>

namespace latentbrush::pipeline {

/// Pictures with more pixels are decoded in strips, and a strip's size on the level that it is cut on.
inline constexpr std::int64_t kPixelsInOnePiece = 1024 * 1024;
inline constexpr std::int64_t kPixelsOfAStrip = 1 << 14;

/// What an autoencoder's decoder (networks/networks.h) makes of latents/scale [1,Z,h,w], worked off in strips
/// of rows so that a large picture needs little memory: strips overlap by what their convolutions reach, and
/// group norms have the statistics of the whole picture, gathered in passes of their own. So there is no
/// seam, and beside rounding the picture is that of one piece: the same in 16 bits, where in fp32 what lies
/// between layers keeps 11 bits (row_store.h). The largest thing that is held is the picture at full size
/// with its level's channels in 16 bits, and half as much beside it. It takes longer than one piece does:
/// each norm asks for a pass of its own, and rows at the edges of strips are worked out twice.
///
/// `pixelsAtOnce` is the size of a strip. On a CPU it throws soon after the thread's StopScope says Now.
at::Tensor tiledDecode(const torch::jit::Module& vaeDecoder, const catalogue::VaeConfig& config,
                       const at::Tensor& latents, std::int64_t pixelsAtOnce = kPixelsOfAStrip);

} // namespace latentbrush::pipeline
