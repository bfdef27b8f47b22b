#include "probes.h"

#include "networks/networks.h"
#include "scene_labels.h"

namespace latentbrush::trainer {

namespace {

torch::jit::Module childOf(const torch::jit::Module& module, const std::string& list, std::size_t index) {
    return module.attr(list).toModule().attr(std::to_string(index)).toModule();
}

std::size_t sizeOf(const torch::jit::Module& module, const std::string& list) {
    return module.attr(list).toModule().children().size();
}

at::Tensor run(const torch::jit::Module& module, const std::string& name, const at::Tensor& input) {
    return module.attr(name).toModule().forward({input}).toTensor();
}

} // namespace

UNetPass passThrough(const torch::jit::Module& unet, const at::Tensor& sample, const at::Tensor& timesteps,
                     const at::Tensor& context) {
    const auto embedding = unet.attr("time_embedding").toModule().forward({timesteps, sample}).toTensor();
    auto x = run(unet, "conv_in", sample);
    c10::List<at::Tensor> states({x});
    const auto levels = sizeOf(unet, "down_blocks");
    for (std::size_t i = 0; i < levels; ++i) {
        states.append(childOf(unet, "down_blocks", i).forward({x, embedding, context}).toTensorList());
        x = states[states.size() - 1];
    }
    x = unet.attr("mid_block").toModule().forward({x, embedding, context}).toTensor();
    UNetPass pass;
    for (std::size_t i = 0; i < levels; ++i) {
        pass.features = x;
        x = childOf(unet, "up_blocks", i).forward({x, states, embedding, context}).toTensor();
    }
    pass.output = run(unet, "conv_out", at::silu(run(unet, "conv_norm_out", x)));
    return pass;
}

Probes::Probes(const catalogue::UNetConfig& unet, const catalogue::TextEncoderConfig& text,
               std::uint64_t seed)
    : m_module("Probes") {
    const auto add = [&](const std::string& name, at::IntArrayRef shape) {
        m_module.register_parameter(name, at::zeros(shape).requires_grad_(), false);
    };
    const auto width = unet.blockOutChannels.size() > 1 ? unet.blockOutChannels[1] : unet.blockOutChannels[0];
    add("facts", {kFacts, text.width});
    add("facts_bias", {kFacts});
    add("cells", {kCellLabels, width, 1, 1});
    add("cells_bias", {kCellLabels});
    m_module.define("def read_facts(self, context):\n"
                    "    return torch.linear(context[:, -1], self.facts, self.facts_bias)\n"
                    "def read_cells(self, features):\n"
                    "    x = torch.group_norm(features, 1, None, None)\n"
                    "    return torch.conv2d(x, self.cells, self.cells_bias)\n");
    torch::NoGradGuard noGradients;
    const auto dice = at::detail::createCPUGenerator(seed);
    for (const auto* name : {"facts", "cells"})
        m_module.attr(name).toTensor().normal_(0, 0.02, dice);
}

at::Tensor Probes::textLoss(const at::Tensor& context, const at::Tensor& facts, const at::Tensor& said) {
    const auto logits = m_module.get_method("read_facts")({context}).toTensor().to(at::kFloat);
    const auto losses =
        at::binary_cross_entropy_with_logits(logits, facts, {}, {}, at::Reduction::None).sum(1);
    return (losses * said).sum() / said.sum().clamp_min(1);
}

at::Tensor Probes::cellLoss(const at::Tensor& features, const at::Tensor& labels, const at::Tensor& weights) {
    const auto logits = m_module.get_method("read_cells")({features}).toTensor().to(at::kFloat);
    const auto losses = at::cross_entropy_loss(logits, labels, {}, at::Reduction::None);
    return (losses * weights).sum() / weights.sum();
}

} // namespace latentbrush::trainer
