#pragma once

#include "base/stop_token.h"
#include "bundles/known_hashes.h"
#include "bundles/loaded_model.h"
#include "bundles/model_files.h"
#include "catalogue/consents.h"

namespace latentbrush::bundles {

/// How a model is to be loaded.
struct LoadOptions {
    at::Device device = at::kCPU;
    at::ScalarType dtype = at::kFloat;
    /// TorchScript is code that runs already while it loads: only for bundles that this machine wrote.
    bool mayRunTorchScript = false;
    /// What else of it a person agreed to run (foreign_model.h); of loadModel.
    catalogue::Consents consents{};
    StopToken stop{};
};

/// The networks as their files have them, on the CPU, with LibTorch's operators alone: in `options.dtype`
/// where they are built from weights, in their own where they are TorchScript. Errors as loadModel, and
/// UnsupportedModel for TorchScript that this machine did not write: it stays what it is.
Result<Components> loadComponents(const ModelFiles& files, const LoadOptions& options,
                                  const KnownHashes& hashes);

/// Reads a model into memory, placed for inference, without holding its weights twice. Each file that the
/// manifest promises is there and has its SHA-256; a checkpoint is promised nothing, and its hash is not
/// taken here (LoadedModel::hash). Errors: FileMissing, HashMismatch, FileMalformed, FileTruncated,
/// TensorMissing, ShapeMismatch, UnsupportedModel (networks we don't run), ConsentNeeded (TorchScript that
/// nobody agreed to run) and the others of loadForeignModel, Cancelled. Exceptions of LibTorch fly through.
Result<LoadedModel> loadModel(const ModelFiles& files, const LoadOptions& options, const KnownHashes& hashes);

} // namespace latentbrush::bundles
