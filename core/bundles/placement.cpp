#include "bundles/placement.h"

#include "bundles/stop_point.h"

namespace latentbrush::bundles {

void place(torch::jit::Module& module, at::Device device, std::optional<at::ScalarType> dtype) {
    const at::NoGradGuard noGrad;
    module.eval();
    for (auto parameter : module.parameters()) {
        auto placed = parameter.detach().to(device, dtype.value_or(parameter.scalar_type()));
        if (placed.dim() == 4)
            placed = placed.contiguous(at::MemoryFormat::ChannelsLast);
        // One at a time, so that never two whole copies are in memory.
        parameter.set_requires_grad(false);
        parameter.set_data(placed);
    }
    for (auto buffer : module.buffers())
        buffer.set_data(dtype && buffer.is_floating_point() ? buffer.to(device, *dtype) : buffer.to(device));
    insertStopPoints(module);
}

} // namespace latentbrush::bundles
