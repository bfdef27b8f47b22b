#pragma once

#include "catalogue/tensor_table.h"

#include <optional>
#include <string>

namespace latentbrush::catalogue {

/// The name of the family, where the names of the tensors are those of one that we don't run (SD 3, Flux,
/// video and so on); none for every other file.
std::optional<std::string> foreignFamilyOf(const TensorTable& table);

/// What a file is that goes with a model rather than being one: "LoRA", "ControlNet", "VAE" …; none for a
/// checkpoint and for what nobody knows.
std::optional<std::string> companionKindOf(const TensorTable& table);

} // namespace latentbrush::catalogue
