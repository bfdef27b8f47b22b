#pragma once

#include "bundles/loaded_model.h"

#include <filesystem>

namespace latentbrush::bundles {

/// Writes a bundle: the components as TorchScript of aten operators alone (never of modules that were placed
/// for inference), `tokenizer/` copied (and `tokenizer_2/`, where there is a second text encoder; each from a
/// folder or from a merges.txt alone), and last `model.json` with each file's SHA-256 and what else
/// `manifest` says; its `weights` stay as the record of what the components were made from. The folder is
/// made; files of those names are replaced, each whole or not at all, so that model.json never names a file
/// that is not written. WriteFailed, DiskFull, FileMissing (the tokenizer).
Result<> writeBundle(const std::filesystem::path& folder, catalogue::ModelManifest manifest,
                     const Components& components, const std::filesystem::path& tokenizer,
                     const std::filesystem::path& tokenizer2 = {});

} // namespace latentbrush::bundles
