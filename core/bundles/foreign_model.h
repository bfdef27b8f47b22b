#pragma once

#include "bundles/load_model.h"

namespace latentbrush::bundles {

/// Whether loading runs a program that this machine did not write, which a person must have agreed to.
bool isForeign(const ModelFiles& model, const LoadOptions& options);

/// Loads such a model, after consent, from the very bytes that were agreed to. Networks with the methods of
/// networks/networks.h are taken as they are and placed as asked; all others stand behind adapters
/// (foreign_adapter.h), compute in the number format they were exported in, whatever was asked for
/// (LoadedModel::dtype says which), and have answered once. Errors of ForeignFiles; FileMalformed for what
/// LibTorch cannot load; UnsupportedFormat, subject the file, for networks that do not fit; Cancelled.
Result<LoadedModel> loadForeignModel(const ModelFiles& model, const LoadOptions& options,
                                     const KnownHashes& hashes);

} // namespace latentbrush::bundles
