#pragma once

#include "catalogue/model_manifest.h"

#include <cstdint>
#include <map>
#include <string>

namespace latentbrush::cli {

/// How many numbers the networks of these configs hold, by part: "unet", "vae", "text_encoder"; a part
/// without a config is left out. Counted from shapes: nothing is built or read.
std::map<std::string, std::int64_t> parameterCounts(const catalogue::ModelManifest& manifest);

} // namespace latentbrush::cli
