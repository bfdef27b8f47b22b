#include "networks/networks.h"

#include <ATen/CPUGeneratorImpl.h>
#include <cmath>

namespace latentbrush::networks {

namespace {

bool endsWith(std::string_view text, std::string_view end) {
    return text.ends_with(end);
}

/// The last layer of a residual block, whose zeros make the block begin as an identity; the UNet's last
/// convolution likewise begins by saying nothing.
bool beginsAtZero(std::string_view layer) {
    return layer == "conv_out" || endsWith(layer, ".conv2") || endsWith(layer, ".proj_out") ||
           endsWith(layer, ".attentions.0.to_out.0") || endsWith(layer, ".self_attn.out_proj") ||
           endsWith(layer, ".mlp.fc2");
}

std::int64_t fanIn(const at::Tensor& weight) {
    return weight.numel() / weight.size(0);
}

} // namespace

void initialise(torch::jit::Module& module, std::uint64_t seed) {
    const at::NoGradGuard noGrad;
    auto generator = at::detail::createCPUGenerator(seed);
    const auto state = stateOf(module);
    // The map's order, not the module's, decides which draw goes where: it outlives changes of the text.
    for (const auto& [name, tensor] : state) {
        const auto layer = name.substr(0, name.rfind('.'));
        const bool isWeight = endsWith(name, ".weight");
        const auto& weight = state.at(layer + ".weight");
        if (beginsAtZero(layer))
            tensor.zero_();
        else if (weight.dim() == 1)
            tensor.fill_(isWeight ? 1 : 0);
        else if (endsWith(layer, "_embedding"))
            tensor.normal_(0, 0.02, generator);
        else {
            // Kaiming uniform with a = √5 comes down to ±1/√fan for the weight, and the bias has the same
            // bound.
            const double bound = 1 / std::sqrt(double(fanIn(weight)));
            tensor.uniform_(-bound, bound, generator);
        }
    }
}

} // namespace latentbrush::networks
