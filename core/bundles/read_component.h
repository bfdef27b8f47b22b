#pragma once

#include "base/stop_token.h"
#include "bundles/loaded_model.h"

#include <filesystem>

namespace latentbrush::bundles {

/// Loads the TorchScript files that the manifest names, which runs what they hold: hashes are checked before.
/// A second text encoder is read where the manifest has one. FileMissing; FileMalformed for what is no
/// TorchScript or has no forward; ShapeMismatch where a parameter that the manifest's config describes has
/// another shape.
Result<Components> readComponents(const std::filesystem::path& folder,
                                  const catalogue::ModelManifest& manifest, const StopToken& stop);

} // namespace latentbrush::bundles
