#pragma once

#include "catalogue/model_manifest.h"

#include <string>
#include <vector>

namespace latentbrush::catalogue {

/// The identity of a model by its bytes: SHA-256 over the sorted hashes of its files, one a line. 64 hex
/// digits.
std::string modelHash(std::vector<std::string> fileHashes);

/// Of the program that the components are: by it a person agrees to run them (consents.h).
std::string modelHash(const ComponentFiles& files);

/// Over the weights where the bundle has them, else over its components: components are built anew from the
/// same weights by another version, and it stays the same model.
std::string modelHash(const ModelManifest& manifest);

} // namespace latentbrush::catalogue
