#pragma once

#include "catalogue/json_fields.h"
#include "catalogue/model_manifest.h"

namespace latentbrush::catalogue {

/// What must hold between the members of a manifest: channels, sizes, tables that fit each other. Faults go
/// to `fields`.
void checkManifest(const ModelManifest& manifest, JsonFields& fields);

/// A name that stays in the bundle's folder, or lies in its tokenizer/.
bool isBundleFileName(const std::string& name);
bool isSha256(const std::string& text);

} // namespace latentbrush::catalogue
