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
    std::string textPrefix;
    std::string unetPrefix;
    std::string vaePrefix;
};

/// Builds the four networks from the manifest's configs, in `dtype` on the CPU, and copies the weights in.
/// The views may lie in a mapped file: no second copy comes up. TensorMissing, ShapeMismatch;
/// UnsupportedModel without configs; Cancelled soon after `stop` says Now.
Result<Components> buildComponents(const catalogue::ModelManifest& manifest, const NetworkWeights& weights,
                                   at::ScalarType dtype, const StopToken& stop);

} // namespace latentbrush::bundles
