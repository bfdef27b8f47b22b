#pragma once

#include "base/result.h"
#include "base/stop_token.h"
#include "bundles/loaded_model.h"

namespace latentbrush::bundles {

/// What a try of an exported network is held against.
struct ForeignFacts {
    catalogue::LatentFacts latents;
    int inChannels = 4;                           ///< of the UNet
    std::vector<std::int64_t> latentEdges{8, 64}; ///< tried in this order: the small one costs little, the
                                                  ///< native one serves exports of one size
    int tokens = 77;
    std::int64_t lastId = 0; ///< the highest that a prompt may have
    at::Device device = at::kCPU;
};

// Each lets a network answer once, to learn whether it fits before a person waits for twenty steps.
// UnsupportedFormat, subject `file`, with what LibTorch said or with the shape of the answer; Cancelled.

/// The width of its states.
Result<std::int64_t> probeText(torch::jit::Module& encoder, const ForeignFacts& facts,
                               const std::string& file);
/// The first of the adapters that answers.
Result<torch::jit::Module> probeUNet(std::vector<torch::jit::Module> adapters, std::int64_t contextWidth,
                                     const ForeignFacts& facts, const StopToken& stop,
                                     const std::string& file);
Result<> probeDecoder(torch::jit::Module& decoder, const ForeignFacts& facts, const StopToken& stop,
                      const std::string& file);
Result<> probeEncoder(torch::jit::Module& encoder, const ForeignFacts& facts, const StopToken& stop,
                      const std::string& file);

} // namespace latentbrush::bundles
