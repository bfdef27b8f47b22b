#pragma once

#include "bundles/loaded_model.h"

#include <filesystem>

namespace latentbrush::bundles {

/// Writes a bundle: the four components as TorchScript of aten operators alone (never of modules that were
/// placed for inference), `tokenizer/` copied, and last `model.json` with each file's SHA-256 and what else
/// `manifest` says; its `weights` stay as the record of what the components were made from. The folder is
/// made; files of those names are replaced, each whole or not at all, so that model.json never names a file
/// that is not written. WriteFailed, DiskFull, FileMissing (the tokenizer).
Result<> writeBundle(const std::filesystem::path& folder, catalogue::ModelManifest manifest,
                     const Components& components, const std::filesystem::path& tokenizerFolder);

} // namespace latentbrush::bundles
