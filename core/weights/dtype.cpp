#include "weights/safetensors.h"

#include <array>

namespace latentbrush::weights {

namespace {

struct Row {
    DType dtype;
    std::string_view name;
    int bits;
};

constexpr std::array kRows{
    Row{DType::Bool, "BOOL", 8},
    Row{DType::U8, "U8", 8},
    Row{DType::I8, "I8", 8},
    Row{DType::F8E4M3, "F8_E4M3", 8},
    Row{DType::F8E5M2, "F8_E5M2", 8},
    Row{DType::F8E8M0, "F8_E8M0", 8},
    Row{DType::F8E4M3Fnuz, "F8_E4M3FNUZ", 8},
    Row{DType::F8E5M2Fnuz, "F8_E5M2FNUZ", 8},
    Row{DType::I16, "I16", 16},
    Row{DType::U16, "U16", 16},
    Row{DType::F16, "F16", 16},
    Row{DType::BF16, "BF16", 16},
    Row{DType::I32, "I32", 32},
    Row{DType::U32, "U32", 32},
    Row{DType::F32, "F32", 32},
    Row{DType::F64, "F64", 64},
    Row{DType::I64, "I64", 64},
    Row{DType::U64, "U64", 64},
    Row{DType::C64, "C64", 64},
    Row{DType::F4, "F4", 4},
    Row{DType::F6E2M3, "F6_E2M3", 6},
    Row{DType::F6E3M2, "F6_E3M2", 6},
};

const Row& rowOf(DType dtype) {
    for (const auto& row : kRows)
        if (row.dtype == dtype)
            return row;
    return kRows.front();
}

} // namespace

int bitsOf(DType dtype) {
    return rowOf(dtype).bits;
}

std::string_view nameOf(DType dtype) {
    return rowOf(dtype).name;
}

std::optional<DType> dtypeFromName(std::string_view name) {
    for (const auto& row : kRows)
        if (row.name == name)
            return row.dtype;
    return std::nullopt;
}

} // namespace latentbrush::weights
