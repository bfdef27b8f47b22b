#pragma once

#include "base/result.h"
#include "catalogue/tensor_table.h"

#include <map>
#include <string>

namespace latentbrush::catalogue {

/// The family that a LoRA or one of its kin was made for, by its names and shapes (formats.md 4): the width
/// of the text that cross-attention reads, else that of the text encoder. Where only other modules are
/// changed, what the trainer wrote into `metadata` (`ss_base_model_version`, `modelspec.architecture`).
/// Empty where none of it tells. `subject` is the file. UnsupportedModel for a LoRA of a family that is not
/// run, by its name; UnsupportedFormat where no name is a LoRA's.
Result<std::string> loraFamilyOf(const TensorTable& table, const std::map<std::string, std::string>& metadata,
                                 const std::string& subject);

} // namespace latentbrush::catalogue
