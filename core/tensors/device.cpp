#include "tensors/device.h"

#include <ATen/Context.h>
#include <ATen/Version.h>
#include <charconv>
#include <dlfcn.h>

namespace latentbrush::tensors {

namespace {

constexpr std::string_view kCuda = "cuda";

/// The N of "cuda:N"; 0 for "cuda".
std::optional<int> gpuNumber(std::string_view name) {
    if (!name.starts_with(kCuda))
        return std::nullopt;
    name.remove_prefix(kCuda.size());
    if (name.empty())
        return 0;
    if (name.size() < 2 || name.size() > 4 || name.front() != ':')
        return std::nullopt;
    int number = -1;
    const auto* const end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + 1, end, number);
    if (error != std::errc() || stop != end || number < 0)
        return std::nullopt;
    return number;
}

int gpuCount() {
    return openCuda() ? static_cast<int>(at::getNumGPUs()) : 0;
}

} // namespace

bool openCuda() {
    static const bool usable = [] {
        // Its registrations do the work; the handle is kept for the life of the process.
        dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL);
        return at::hasCUDA() && at::getNumGPUs() > 0;
    }();
    return usable;
}

Result<at::Device> deviceFor(const std::string& name) {
    if (name == "cpu")
        return at::Device(at::kCPU);
    if (name == "auto")
        return gpuCount() > 0 ? at::Device(at::kCUDA, 0) : at::Device(at::kCPU);
    const auto number = gpuNumber(name);
    if (!number)
        return failure(ErrorCode::UnknownDevice, name, "neither auto, cpu, cuda nor cuda:N");
    if (*number >= gpuCount())
        return failure(ErrorCode::UnknownDevice, name, std::to_string(gpuCount()) + " GPUs can be used");
    return at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(*number));
}

at::ScalarType automaticDtype(const at::Device& device) {
    if (!device.is_cpu())
        return at::kHalf;
    const bool wide = at::get_cpu_capability() == "AVX512";
    // CPUs that multiply bf16 in AMX's tiles have this as well.
    const bool multipliesBf16 = __builtin_cpu_supports("avx512bf16");
    return wide && multipliesBf16 ? at::kBFloat16 : at::kFloat;
}

Result<Place> placeFor(const std::string& device, std::optional<at::ScalarType> dtype) {
    const auto found = deviceFor(device);
    if (!found)
        return failure(found);
    return Place{*found, dtype.value_or(automaticDtype(*found))};
}

} // namespace latentbrush::tensors
