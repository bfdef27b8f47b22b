#pragma once

#include "catalogue/model_manifest.h"

#include <torch/script.h>

namespace latentbrush::bundles {

/// A model's networks; their `forward`s are described in networks/networks.h.
struct Components {
    torch::jit::Module textEncoder;
    torch::jit::Module unet;
    torch::jit::Module vaeEncoder;
    torch::jit::Module vaeDecoder;
};

/// A model in memory, placed for inference: on its device, in its dtype, channels last, with stop points.
struct LoadedModel {
    catalogue::ModelManifest manifest;
    std::string hash; ///< SHA-256 over the hashes of the files it was made from
    Components components;
    at::Device device = at::kCPU;
    at::ScalarType dtype = at::kFloat;
};

} // namespace latentbrush::bundles
