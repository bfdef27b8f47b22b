#pragma once

#include "bundles/loaded_model.h"

#include <filesystem>

namespace latentbrush::bundles {

/// A manifest of networks so small that a test builds them in milliseconds: 64×64 pixels, latents a quarter
/// of it, nine input channels where `inpainting`.
catalogue::ModelManifest tinyManifest(bool inpainting = false);

/// Its networks with random weights.
Components tinyComponents(const catalogue::ModelManifest& manifest);

/// Writes `folder` in the starter's form: model.json, two shards in fp16 and the tokenizer of
/// tests/golden/tiny_sd.
void writeTinyStarter(const std::filesystem::path& folder, const catalogue::ModelManifest& manifest,
                      const Components& components);

std::filesystem::path tinyTokenizer();

} // namespace latentbrush::bundles
