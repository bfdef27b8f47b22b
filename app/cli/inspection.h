#pragma once

#include "base/result.h"
#include "catalogue/consents.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace latentbrush::cli {

/// What a model at `path` is, read from its JSON files and the headers of its weights alone; nothing of it is
/// executed. Keys: kind, name, family, licence, parameters {unet, vae, text_encoder, total}, files {name,
/// bytes}, config. A bundle folder, a diffusers folder, a single safetensors file, or TorchScript of others:
/// its family is unknown, its files have their sha256, and a folder of it has the hash that a person agrees
/// to and whether one did (trusted, by `consents`). FileMissing; UnsupportedFormat for anything else.
Result<nlohmann::json> inspectModel(const std::filesystem::path& path, const catalogue::Consents& consents);

} // namespace latentbrush::cli
