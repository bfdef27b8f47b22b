#include "bundles/weight_views.h"

#include <cstring>

namespace latentbrush::bundles {

namespace {

std::optional<at::ScalarType> scalarTypeOf(weights::DType dtype) {
    switch (dtype) {
    case weights::DType::Bool:
        return at::kBool;
    case weights::DType::U8:
        return at::kByte;
    case weights::DType::I8:
        return at::kChar;
    case weights::DType::I16:
        return at::kShort;
    case weights::DType::I32:
        return at::kInt;
    case weights::DType::I64:
        return at::kLong;
    case weights::DType::F16:
        return at::kHalf;
    case weights::DType::BF16:
        return at::kBFloat16;
    case weights::DType::F32:
        return at::kFloat;
    case weights::DType::F64:
        return at::kDouble;
    case weights::DType::F8E4M3:
        return at::kFloat8_e4m3fn;
    case weights::DType::F8E5M2:
        return at::kFloat8_e5m2;
    case weights::DType::F8E4M3Fnuz:
        return at::kFloat8_e4m3fnuz;
    case weights::DType::F8E5M2Fnuz:
        return at::kFloat8_e5m2fnuz;
    default:
        return std::nullopt;
    }
}

/// `file` keeps the mapping; shared, as it has a list of all tensors that none of them needs for itself.
at::Tensor viewOf(const std::shared_ptr<const weights::WeightFile>& file, const weights::TensorEntry& entry,
                  at::ScalarType dtype) {
    const auto alignment = c10::elementSize(dtype);
    if (entry.bytes.empty() || reinterpret_cast<std::uintptr_t>(entry.bytes.data()) % alignment != 0) {
        auto copy = at::empty(entry.shape, dtype);
        if (!entry.bytes.empty())
            std::memcpy(copy.data_ptr(), entry.bytes.data(), entry.bytes.size());
        return copy;
    }
    auto* bytes = const_cast<std::byte*>(entry.bytes.data());
    return torch::from_blob(
        bytes, entry.shape, [file](void*) {}, dtype);
}

} // namespace

void addViews(const weights::WeightFile& file, tensors::StateDict& views) {
    const auto shared = std::make_shared<const weights::WeightFile>(file);
    for (const auto& [name, entry] : shared->tensors())
        if (const auto dtype = scalarTypeOf(entry.dtype))
            views[name] = viewOf(shared, entry, *dtype);
}

std::optional<weights::DType> quantisedBeyondUs(const weights::WeightFile& file) {
    using weights::DType;
    for (const auto& [name, entry] : file.tensors())
        for (const auto dtype : {DType::F8E8M0, DType::F4, DType::F6E2M3, DType::F6E3M2})
            if (entry.dtype == dtype)
                return dtype;
    return std::nullopt;
}

} // namespace latentbrush::bundles
