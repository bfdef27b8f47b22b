#pragma once

#include "base/result.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace latentbrush::cli {

/// What a model at `path` is, read from its JSON files and the headers of its weights alone; nothing of it is
/// executed. Keys: kind, name, family, licence, parameters {unet, vae, text_encoder, total}, files {name,
/// bytes}, config. A bundle folder, a diffusers folder, or a single safetensors file. FileMissing;
/// UnsupportedFormat for anything else.
Result<nlohmann::json> inspectModel(const std::filesystem::path& path);

} // namespace latentbrush::cli
