#pragma once

#include "base/stop_token.h"
#include "bundles/known_hashes.h"
#include "bundles/model_files.h"

#include <filesystem>
#include <string>

namespace latentbrush::pipeline {

/// Writes a model that was opened from weights as a bundle of TorchScript components in the number format
/// that its files have, to keep or to hand on: it opens with neither configs nor weights. `clipMerges` is for
/// models without a vocabulary of their own. Gives the bytes' hash, by which a person agrees to run them
/// (catalogue::Consents). UnsupportedModel for what is TorchScript already; errors of loadComponents and
/// writeBundle; Cancelled. Exceptions of LibTorch fly through.
Result<std::string> importModel(const bundles::ModelFiles& model, const std::filesystem::path& clipMerges,
                                const std::filesystem::path& folder, const bundles::KnownHashes& hashes,
                                const StopToken& stop = {});

} // namespace latentbrush::pipeline
