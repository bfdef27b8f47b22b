#pragma once

#include "catalogue/model_manifest.h"

#include <array>
#include <utility>

namespace latentbrush::catalogue {

// The words of model.json, shared by its reader and its writer.

inline constexpr std::array<std::pair<const char*, Concat>, 3> kConcatWords{
    {{"none", Concat::None},
     {"mask_masked_image", Concat::MaskMaskedImage},
     {"low_resolution", Concat::LowResolution}}};
inline constexpr std::array<std::pair<const char*, VectorConditioning>, 3> kVectorWords{
    {{"none", VectorConditioning::None},
     {"sizes_and_crop", VectorConditioning::SizesAndCrop},
     {"aesthetic_score", VectorConditioning::AestheticScore}}};
inline constexpr std::array<std::pair<const char*, EmptyMaskedLatents>, 2> kEmptyMaskedLatentsWords{
    {{"zeros", EmptyMaskedLatents::Zeros}, {"encoded", EmptyMaskedLatents::Encoded}}};
inline constexpr std::array<std::pair<const char*, FileRecord ComponentFiles::*>, 4> kComponentWords{
    {{"text_encoder", &ComponentFiles::textEncoder},
     {"unet", &ComponentFiles::unet},
     {"vae_encoder", &ComponentFiles::vaeEncoder},
     {"vae_decoder", &ComponentFiles::vaeDecoder}}};

} // namespace latentbrush::catalogue
