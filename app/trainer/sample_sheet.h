#pragma once

#include <filesystem>
#include <torch/script.h>

namespace latentbrush::trainer {

/// Pictures [B,3,H,W] in [−1,1] as one sheet, `columns` a row, in a binary PPM.
void writeSheet(const std::filesystem::path& path, const at::Tensor& pictures, int columns);

} // namespace latentbrush::trainer
