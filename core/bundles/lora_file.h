#pragma once

#include "base/result.h"
#include "tensors/state_dict.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace latentbrush::bundles {

/// What a file says about one module, as it lies there: factors by the last part of their names ("down",
/// "up", "mid", "hada_w1_a", "lokr_w2", "diff" …; lora_A and lora_B are "down" and "up").
struct LoraModule {
    tensors::StateDict factors{};
    std::optional<double> alpha{}; ///< none: as large as the rank
};

/// A LoRA or one of its kin (formats.md 4): modules by the file's own spelling of their names. The factors
/// look into the mapped file. Immutable; any thread.
struct LoraFile {
    std::string name; ///< the file's stem
    std::map<std::string, LoraModule> modules;
};

/// Any of kohya's, PEFT's and diffusers' spellings; safetensors or pickles. The errors of
/// weights::WeightFile; UnsupportedFormat where no name is a LoRA's.
Result<LoraFile> readLora(const std::filesystem::path& path);

/// The same from tensors and the file's metadata, of which `lora_adapter_metadata` may give PEFT's alphas.
Result<LoraFile> loraFrom(const std::string& name, const tensors::StateDict& tensors,
                          const std::map<std::string, std::string>& metadata);

} // namespace latentbrush::bundles
