#pragma once

#include "base/stop_token.h"
#include "bundles/known_hashes.h"
#include "bundles/loaded_model.h"
#include "bundles/model_files.h"

namespace latentbrush::bundles {

/// How a model is to be loaded.
struct LoadOptions {
    at::Device device = at::kCPU;
    at::ScalarType dtype = at::kFloat;
    /// TorchScript is code that runs already while it loads: only for bundles that this machine wrote.
    bool mayRunTorchScript = false;
    StopToken stop{};
};

/// The networks as their files have them, on the CPU, with LibTorch's operators alone: in `options.dtype`
/// where they are built from weights, in their own where they are TorchScript. Errors as loadModel.
Result<Components> loadComponents(const ModelFiles& files, const LoadOptions& options,
                                  const KnownHashes& hashes);

/// Reads a model into memory, placed for inference, without holding its weights twice. Each file that the
/// manifest promises is there and has its SHA-256; a checkpoint is promised nothing, and its hash is not
/// taken here (LoadedModel::hash). Errors: FileMissing, HashMismatch, FileMalformed, FileTruncated,
/// TensorMissing, ShapeMismatch, UnsupportedModel (TorchScript that may not be run, networks we don't run),
/// Cancelled. Exceptions of LibTorch fly through.
Result<LoadedModel> loadModel(const ModelFiles& files, const LoadOptions& options, const KnownHashes& hashes);

} // namespace latentbrush::bundles
