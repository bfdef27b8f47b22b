#pragma once

#include "base/result.h"
#include "catalogue/model_manifest.h"

#include <filesystem>

namespace latentbrush::catalogue {

/// The family of exports: nothing says which one they are of.
inline constexpr const char* kExportFamily = "torchscript";

/// What a folder of exports (export_files.h) is, as far as anything says it: diffusers' configs beside them
/// (scheduler/scheduler_config.json or scheduler_config.json, unet/config.json, vae/config.json,
/// text_encoder/config.json), and SD 1.x's values where there are none. Its `components` name the files
/// without hashes. Nothing of the exports is read.
///
/// The errors of configs_json.h; UnsupportedModel for a UNet that wants more than sample, timestep and
/// states. A folder without exports is a bug.
Result<ModelManifest> exportManifest(const std::filesystem::path& folder);

} // namespace latentbrush::catalogue
