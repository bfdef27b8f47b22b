#include "networks/networks.h"

#include <ATen/ops/empty.h>
#include <array>
#include <sstream>

namespace latentbrush::networks {

namespace {

/// Attention names that diffusers wrote before 2023.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kOldNames{
    {{".to_q.", ".query."}, {".to_k.", ".key."}, {".to_v.", ".value."}, {".to_out.0.", ".proj_attn."}}};

const at::Tensor* find(const tensors::StateDict& weights, const std::string& prefix,
                       const std::string& name) {
    std::vector<std::string> spellings{name};
    for (const auto& [now, once] : kOldNames)
        if (const auto place = name.find(now); place != std::string::npos)
            spellings.push_back(std::string(name).replace(place, now.size(), once));
    for (const auto& spelling : spellings)
        for (const auto& full : {prefix + spelling, spelling})
            if (const auto found = weights.find(full); found != weights.end())
                return &found->second;
    return nullptr;
}

/// [C,C,1,1] and [C,C] hold the same numbers.
at::IntArrayRef withoutUnitKernel(at::IntArrayRef shape) {
    return shape.size() == 4 && shape[2] == 1 && shape[3] == 1 ? shape.slice(0, 2) : shape;
}

std::string text(at::IntArrayRef shape) {
    std::ostringstream out;
    out << shape;
    return out.str();
}

} // namespace

Result<> loadWeights(torch::jit::Module& module, const tensors::StateDict& weights,
                     const std::string& prefix) {
    const at::NoGradGuard noGrad;
    const auto parameters = stateOf(module);
    // Nothing is changed before everything fits.
    for (const auto& [name, parameter] : parameters) {
        const auto* tensor = find(weights, prefix, name);
        if (!tensor)
            return failure(ErrorCode::TensorMissing, prefix + name);
        if (withoutUnitKernel(tensor->sizes()) != withoutUnitKernel(parameter.sizes()))
            return failure(ErrorCode::ShapeMismatch, prefix + name,
                           text(tensor->sizes()) + " instead of " + text(parameter.sizes()));
    }
    for (const auto& [name, parameter] : parameters)
        parameter.copy_(find(weights, prefix, name)->reshape(parameter.sizes()));
    return {};
}

tensors::StateDict stateOf(const torch::jit::Module& module) {
    tensors::StateDict state;
    for (const auto& parameter : module.named_parameters())
        state.emplace(parameter.name, parameter.value);
    return state;
}

} // namespace latentbrush::networks
