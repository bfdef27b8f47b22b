#pragma once

#include "base/stop_token.h"
#include "bundles/loaded_model.h"
#include "tensors/state_dict.h"

namespace latentbrush::bundles {

/// Weights of each network, by the names that networks/networks.h gives to parameters behind a prefix.
struct NetworkWeights {
    tensors::StateDict text;
    tensors::StateDict unet;
    tensors::StateDict vae; ///< encoder and decoder
    tensors::StateDict text2{};
    std::string textPrefix;
    std::string unetPrefix;
    std::string vaePrefix;
    std::string text2Prefix{};
};

/// Builds the networks from the manifest's configs, in `dtype` on the CPU with 4-D parameters channels last,
/// and copies the weights in. The views may lie in a mapped file: each number is read and written once,
/// straight into the format and the order in which it is computed with. TensorMissing, ShapeMismatch;
/// UnsupportedModel without configs; Cancelled soon after `stop` says Now.
Result<Components> buildComponents(const catalogue::ModelManifest& manifest, const NetworkWeights& weights,
                                   at::ScalarType dtype, const StopToken& stop);

} // namespace latentbrush::bundles
