#include "master_weights.h"

#include "orthogonal_updates.h"
#include "tensors/device.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adamw.h>

namespace latentbrush::trainer {

namespace {

struct Slot {
    at::Tensor working;
    at::Tensor master;
    at::Tensor average;
    at::Tensor momentum; ///< of an orthogonal update; undefined where AdamW moves the weight
};

/// A matrix or a kernel between two hidden layers. What comes in and goes out, tables of embeddings and
/// single rows have no singular values worth evening out.
bool isHidden(const std::string& name, const at::Tensor& weight) {
    if (weight.dim() < 2 || weight.size(0) < 32)
        return false;
    for (const auto* outer : {"embedding", "conv_in", "conv_out"})
        if (name.find(outer) != std::string::npos)
            return false;
    return name.find('.') != std::string::npos;
}

} // namespace

struct MasterWeights::Private {
    Settings settings;
    std::vector<torch::jit::Module> modules;
    std::vector<Slot> slots;
    std::vector<at::Tensor> masters;
    std::unique_ptr<torch::optim::AdamW> optimiser; ///< of the masters that have no momentum of their own
    long steps = 0;

    void moveHidden(double learningRate);

    void show(at::Tensor Slot::*source) {
        torch::NoGradGuard noGradients;
        for (auto& slot : slots)
            slot.working.copy_(slot.*source);
    }
};

MasterWeights::MasterWeights(std::vector<torch::jit::Module> modules, at::Device device,
                             at::ScalarType working, Settings settings)
    : m_private(std::make_unique<Private>()) {
    m_private->settings = settings;
    std::vector<at::Tensor> others;
    m_private->modules = std::move(modules);
    for (auto& module : m_private->modules) {
        module.to(device);
        std::vector<at::Tensor> masters;
        for (const auto& parameter : module.parameters())
            masters.push_back(parameter.detach().to(at::kFloat).clone().requires_grad_());
        module.to(working);
        std::size_t k = 0;
        for (const auto& parameter : module.named_parameters()) {
            const auto& master = masters[k++];
            const bool hidden = settings.orthogonal && isHidden(parameter.name, master);
            m_private->slots.push_back({parameter.value, master, master.detach().clone(),
                                        hidden ? at::zeros_like(master.detach()) : at::Tensor()});
            m_private->masters.push_back(master);
            if (!hidden)
                others.push_back(master);
        }
    }
    for (auto& slot : m_private->slots)
        slot.working.requires_grad_();
    m_private->optimiser = std::make_unique<torch::optim::AdamW>(
        others, torch::optim::AdamWOptions(1e-4).betas({0.9, 0.99}).weight_decay(settings.weightDecay));
}

MasterWeights::~MasterWeights() = default;

void MasterWeights::Private::moveHidden(double learningRate) {
    torch::NoGradGuard noGradients;
    for (auto& slot : slots)
        if (slot.momentum.defined())
            moveOrthogonally(slot.master, slot.master.grad(), slot.momentum, learningRate,
                             settings.weightDecay);
}

double MasterWeights::step(double learningRate) {
    auto& self = *m_private;
    for (auto& slot : self.slots) {
        auto& gradient = slot.working.mutable_grad();
        slot.master.mutable_grad() =
            gradient.defined() ? gradient.to(at::kFloat) : at::zeros_like(slot.master, at::kFloat);
        gradient = at::Tensor();
    }
    const double norm = torch::nn::utils::clip_grad_norm_(self.masters, self.settings.largestGradient);
    if (!std::isfinite(norm))
        return norm; // one bad batch must not poison the moments
    for (auto& group : self.optimiser->param_groups())
        group.options().set_lr(learningRate);
    self.optimiser->step();
    self.moveHidden(learningRate);

    torch::NoGradGuard noGradients;
    ++self.steps;
    const double decay = std::min(self.settings.averageDecay, (1.0 + self.steps) / (10.0 + self.steps));
    for (auto& slot : self.slots) {
        slot.average.lerp_(slot.master.detach(), 1 - decay);
        slot.working.copy_(slot.master);
    }
    return norm;
}

void MasterWeights::showAverage() {
    m_private->show(&Slot::average);
}
void MasterWeights::showMasters() {
    m_private->show(&Slot::master);
}

void MasterWeights::finish() {
    torch::NoGradGuard noGradients;
    for (auto& module : m_private->modules)
        module.to(at::kFloat);
    for (auto& slot : m_private->slots)
        slot.working.copy_(slot.average);
    for (auto& module : m_private->modules)
        module.to(at::kCPU);
}

at::ScalarType workingTypeFor(const at::Device& device) {
    return device.is_cuda() ? at::kBFloat16 : tensors::automaticDtype(device);
}

double cosineRate(double peak, double progress) {
    constexpr double kWarmUp = 0.03;
    constexpr double kFloor = 0.02;
    if (progress < kWarmUp)
        return peak * std::max(progress / kWarmUp, 0.01);
    const double through = std::min((progress - kWarmUp) / (1 - kWarmUp), 1.0);
    return peak * (kFloor + (1 - kFloor) * 0.5 * (1 + std::cos(std::numbers::pi * through)));
}

} // namespace latentbrush::trainer
