#pragma once

#include "networks/layer.h"
#include "networks/networks.h"

#include <torch/script.h>

namespace latentbrush::networks {

/// The layer as a TorchScript module, its parameters in fp32 on the CPU, wanting gradients, their values
/// undefined. Layers that hold and do the same share one class, so that compiling, saving and loading
/// cost little. A c10::Error in the text of a layer is a bug.
torch::jit::Module moduleOf(const Layer& layer, Parameters parameters = Parameters::Allocated);

} // namespace latentbrush::networks
