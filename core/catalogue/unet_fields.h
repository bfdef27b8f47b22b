#pragma once

#include "catalogue/configs.h"
#include "catalogue/json_fields.h"

#include <string>

namespace latentbrush::catalogue {

/// Names of diffusers' blocks.
inline constexpr const char* kDownWithAttention = "CrossAttnDownBlock2D";
inline constexpr const char* kDown = "DownBlock2D";
inline constexpr const char* kUpWithAttention = "CrossAttnUpBlock2D";
inline constexpr const char* kUp = "UpBlock2D";
inline constexpr const char* kMidWithAttention = "UNetMidBlock2DCrossAttn";
inline constexpr const char* kMid = "UNetMidBlock2D";

/// The keys that a UNet's and a ControlNet's config.json share: the embeddings, the way down and the middle.
/// `part` goes before what is unsupported ("unet", "controlnet"). upcast_attention is passed over, for
/// attention.h keeps the scores in fp32 anyway.
UNetConfig readWayDown(JsonFields& fields, const std::string& part);

} // namespace latentbrush::catalogue
