#pragma once

#include "../base/temporary_folder.h"

#include <nlohmann/json.hpp>
#include <string>

namespace latentbrush::catalogue {

/// Writes a file, and the folders above it.
void put(const TemporaryFolder& folder, const std::string& file, const std::string& text = {});

/// A whole manifest of a small inpainting model with components, weights and everything optional.
nlohmann::json wholeManifest();

/// SD 1.5's files as diffusers saved them, shortened to what differs from the class defaults.
nlohmann::json sd15UNet();
nlohmann::json sd15Vae();
nlohmann::json sd15TextEncoder();
nlohmann::json sd15Scheduler();
/// A folder with those, empty weights and an empty tokenizer.
void writeDiffusersFolder(const TemporaryFolder& folder);

} // namespace latentbrush::catalogue
