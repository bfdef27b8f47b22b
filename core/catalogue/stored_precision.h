#pragma once

#include "catalogue/tensor_table.h"

#include <string>

namespace latentbrush::catalogue {

/// The format of most of a file's numbers: "fp32", "fp16", "bf16" or "fp8", as a manifest spells it; "fp32"
/// also for every other format, and for a file without tensors.
std::string storedPrecisionOf(const TensorTable& table);

} // namespace latentbrush::catalogue
