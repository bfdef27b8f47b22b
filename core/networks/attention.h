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
};

/// forward(x [B,C,h,w], context [B,T,contextWidth]): GroupNorm (ε 1e-6), projection, `depth` blocks of self
/// attention, cross attention and GEGLU feed-forward over the pixels as tokens, projection, outer skip
/// (formats.md 1.1). Tokens of a channels_last activation are a view of it.
Layer spatialTransformer(const TransformerShape& shape);

/// forward(x [B,C,h,w]): the autoencoder's self attention with one head and an outer skip, GroupNorm ε 1e-6.
Layer pixelAttention(int channels, int groups);

} // namespace latentbrush::networks
