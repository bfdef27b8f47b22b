#pragma once

#include "networks/layer.h"

namespace latentbrush::networks {

/// GroupNorm, SiLU, 3×3 convolution, twice, around a skip; a 1×1 convolution on the skip where the channels
/// change (formats.md 1.1). With `embedding` > 0 forward(x [B,in,h,w], emb [B,embedding]) adds the projected
/// time embedding between the two halves; without, forward(x).
Layer resnetBlock(int in, int out, int embedding, int groups, double epsilon);

/// forward(x [B,C,h,w], size [h',w']): nearest neighbour to that size, then a 3×3 convolution ("conv").
Layer upsampler(int channels);

} // namespace latentbrush::networks
