#include "pipeline/provenance_of.h"

#include "kernels/instruction_set.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/version.h>

namespace latentbrush::pipeline {

namespace {

Precision precisionOf(at::ScalarType dtype) {
    switch (dtype) {
    case at::kBFloat16:
        return Precision::Bf16;
    case at::kHalf:
        return Precision::Fp16;
    default:
        return Precision::Fp32;
    }
}

/// Ours serve the CPU alone; LibTorch's are called by no name.
std::string ownKernels(at::Device device) {
    const auto set = kernels::instructionSet();
    const bool ours = device.is_cpu() && set != kernels::InstructionSet::Portable;
    return ours ? std::string("attention ").append(kernels::nameOf(set)) : std::string();
}

} // namespace

Provenance provenanceOf(ModelInUse& inUse, const std::string& name) {
    inUse.completeHash();
    const auto& model = inUse.model();
    return {.engineVersion = LATENTBRUSH_VERSION,
            .torchVersion = TORCH_VERSION,
            .device = model.device.str(),
            .precision = std::string(idOf(precisionOf(model.dtype))),
            .threads = at::get_num_threads(),
            .cpuCapability = at::get_cpu_capability(),
            .kernels = ownKernels(model.device),
            .modelName = name,
            .modelHash = model.hash,
            .addOns = inUse.addOnHashes(),
            .loraHashes = inUse.loraHashes()};
}

std::optional<at::ScalarType> dtypeOf(Precision precision) {
    switch (precision) {
    case Precision::Fp32:
        return at::kFloat;
    case Precision::Bf16:
        return at::kBFloat16;
    case Precision::Fp16:
        return at::kHalf;
    case Precision::Auto:
        break;
    }
    return std::nullopt;
}

} // namespace latentbrush::pipeline
