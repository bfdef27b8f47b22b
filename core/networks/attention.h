#pragma once

#include "networks/layer.h"

namespace latentbrush::networks {

struct TransformerShape {
    int channels = 0;
    int heads = 1; ///< divides channels
    int depth = 1;
    int contextWidth = 0;
    int groups = 32;
    bool linearProjection = false;
    bool onlyCrossAttention = false; ///< the first attention looks at the context too (x4 upscaler)
};

/// forward(x [B,C,h,w], context [B,T,contextWidth]): GroupNorm (ε 1e-6), projection, `depth` blocks of self
/// attention, cross attention and GEGLU feed-forward over the pixels as tokens, projection, outer skip
/// (formats.md 1.1). fp16 needs no upcast of its own (diffusers' upcast_attention): the operator keeps the
/// scores in fp32. Tokens of a channels_last activation are a view of it.
/// perturbed(x, context): the same, but each token's self attention sees that token alone (formats.md 6.5);
/// there is none where the first attention looks at the context.
Layer spatialTransformer(const TransformerShape& shape);

/// forward(x [B,C,h,w]): the autoencoder's self attention with one head and an outer skip, GroupNorm ε 1e-6.
Layer pixelAttention(int channels, int groups);

} // namespace latentbrush::networks
