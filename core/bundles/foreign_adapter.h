#pragma once

#include "base/result.h"

#include <string>
#include <torch/script.h>
#include <vector>

namespace latentbrush::bundles {

/// How an exported module is called and what it answers, read from its schema.
struct ForeignCall {
    std::string method;
    int inputs = 0;
    bool isPair = false; ///< a tuple that begins with two tensors
    std::string first;   ///< TorchScript for the first tensor of the answer `out`
};

/// The first of the methods that the module has. UnsupportedFormat, subject `file`, where it has none of them
/// or answers with something else than a tensor, a tuple or a dict of tensors: traces of diffusers and
/// transformers give each of these.
Result<ForeignCall> callOf(const torch::jit::Module& module, const std::vector<std::string>& methods,
                           const std::string& file);

/// An exported module behind the `forward` of networks/networks.h. Inputs are cast to the number format of
/// its first parameter (fp32 where it has none), since a trace has casts to the format it was made in;
/// answers come back in the caller's. The modules share their parameters.
///
/// A trace knows whether it was shown one timestep for all pictures or one a picture, whole or not, but does
/// not say which: `unetAdapters` has one for each, those that keep fractions first.
/// UnsupportedFormat, subject `file`, where the export takes other inputs.
Result<std::vector<torch::jit::Module>> unetAdapters(const torch::jit::Module& unet, const std::string& file);
Result<torch::jit::Module> textAdapter(const torch::jit::Module& encoder, const std::string& file);
/// `method` is tried where it has no forward: "encode" or "decode".
Result<torch::jit::Module> vaeAdapter(const torch::jit::Module& vae, const std::string& method,
                                      const std::string& file);

/// Stands where no VAE encoder was exported; its forward throws.
torch::jit::Module missingEncoder();

/// The format that an adapter's module computes in.
at::ScalarType dtypeOf(const torch::jit::Module& adapter);

} // namespace latentbrush::bundles
