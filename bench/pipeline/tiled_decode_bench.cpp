// Decodes a large picture with a full-size autoencoder of random weights, in strips and in one piece, and
// says what each took: seconds, memory beyond the weights, and how alike they are.
//   tiled_decode_bench [--size 2048] [--dtype bf16|fp32] [--strips-only]

#include "networks/networks.h"
#include "pipeline/memory.h"
#include "pipeline/processor.h"
#include "pipeline/tiled_decode.h"
#include "pipeline/time_left.h"

#include <ATen/Parallel.h>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <torch/csrc/jit/runtime/graph_executor.h>

using namespace latentbrush;

namespace {

torch::jit::Module randomDecoder(const catalogue::VaeConfig& config, at::ScalarType dtype) {
    auto decoder = networks::buildVaeDecoder(config);
    at::manual_seed(1);
    for (auto parameter : decoder.parameters()) {
        const auto inputs = static_cast<double>(parameter.numel()) / static_cast<double>(parameter.size(0));
        const auto drawn = parameter.dim() == 1 ? at::randn(parameter.sizes()) * 0.1 + 1
                                                : at::randn(parameter.sizes()) / std::sqrt(inputs);
        const auto placed = drawn.to(dtype);
        parameter.set_requires_grad(false);
        parameter.set_data(placed.dim() == 4 ? placed.contiguous(at::MemoryFormat::ChannelsLast) : placed);
    }
    decoder.eval();
    return decoder;
}

/// Runs `work`, and says how long it took and how much memory it had at most beyond what was held before.
at::Tensor measured(const char* what, const std::function<at::Tensor()>& work) {
    pipeline::returnFreeMemory();
    std::ofstream("/proc/self/clear_refs") << "5"; // the peak begins anew
    const auto before = pipeline::residentMemory().now;
    const pipeline::Stopwatch watch;
    auto result = work().to(at::kFloat);
    const auto seconds = watch.seconds();
    const auto beyond = static_cast<double>(pipeline::residentMemory().peak - before) / (1 << 30);
    std::printf("%-10s %7.1f s   %5.2f GiB beyond the weights\n", what, seconds, beyond);
    return result;
}

} // namespace

int main(int count, char** arguments) {
    std::int64_t size = 2048;
    auto dtype = at::kBFloat16;
    bool whole = true;
    for (int i = 1; i < count; ++i) {
        const std::string flag = arguments[i];
        if (flag == "--size" && i + 1 < count)
            size = std::stoll(arguments[++i]);
        else if (flag == "--dtype" && i + 1 < count)
            dtype = std::string(arguments[++i]) == "fp32" ? at::kFloat : at::kBFloat16;
        else if (flag == "--strips-only")
            whole = false;
        else
            return std::fprintf(stderr, "%s: unknown\n", flag.c_str()), 2;
    }
    pipeline::keepFreedMemory();
    at::set_num_threads(pipeline::usableCores());
    const c10::InferenceMode inference;
    const torch::jit::GraphOptimizerEnabledGuard optimiserOff(false);
    const catalogue::VaeConfig config;
    auto decoder = randomDecoder(config, dtype);
    const auto latents = at::randn({1, config.latentChannels, size / 8, size / 8})
                             .to(dtype)
                             .contiguous(at::MemoryFormat::ChannelsLast);
    const auto strips =
        measured("in strips", [&] { return pipeline::tiledDecode(decoder, config, latents); });
    if (!whole)
        return 0;
    const auto piece = measured("one piece", [&] { return decoder.forward({latents}).toTensor(); });
    const auto error = ((strips - piece) / (piece.max() - piece.min())).to(at::kDouble).square().mean();
    std::printf("alike to %.1f dB\n", -10 * std::log10(error.item<double>()));
    return 0;
}
