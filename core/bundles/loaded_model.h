#pragma once

#include "catalogue/model_manifest.h"

#include <optional>
#include <string>
#include <torch/script.h>
#include <vector>

namespace latentbrush::bundles {

/// A model's networks; their `forward`s are described in networks/networks.h.
struct Components {
    torch::jit::Module textEncoder;
    torch::jit::Module unet;
    torch::jit::Module vaeEncoder;
    torch::jit::Module vaeDecoder;
    std::optional<torch::jit::Module> textEncoder2{}; ///< SDXL's
};

/// All that there are; they live in `components`.
std::vector<torch::jit::Module*> modulesOf(Components& components);

/// A model in memory, placed for inference: on its device, in its dtype, channels last, with stop points.
struct LoadedModel {
    catalogue::ModelManifest manifest;
    /// SHA-256 over the hashes of the files it was made from; of a checkpoint, the file's own, as other tools
    /// have it, and empty as long as nobody asked: reading gigabytes for it would delay the loading.
    std::string hash;
    Components components;
    at::Device device = at::kCPU;
    at::ScalarType dtype = at::kFloat;
};

} // namespace latentbrush::bundles
