#include "pipeline/import_model.h"

#include "bundles/load_model.h"
#include "bundles/write_bundle.h"
#include "catalogue/model_hash.h"

namespace latentbrush::pipeline {

namespace {

namespace fs = std::filesystem;

/// fp8 is a format to store, not to compute in.
at::ScalarType storedDtype(const std::string& precision) {
    if (precision == "fp16" || precision == "fp8")
        return at::kHalf;
    return precision == "bf16" ? at::kBFloat16 : at::kFloat;
}

fs::path vocabularyOf(const fs::path& own, const fs::path& clipMerges) {
    return own.empty() ? clipMerges : own;
}

} // namespace

Result<std::string> importModel(const bundles::ModelFiles& model, const fs::path& clipMerges,
                                const fs::path& folder, const bundles::KnownHashes& hashes,
                                const StopToken& stop) {
    const bool isCode =
        model.form == bundles::ModelForm::Components || model.form == bundles::ModelForm::Exports;
    if (isCode)
        return failure(ErrorCode::UnsupportedModel, model.manifest.name, "is TorchScript already");
    const auto components = bundles::loadComponents(
        model, {.dtype = storedDtype(model.manifest.precision), .stop = stop}, hashes);
    if (!components)
        return failure(components);
    const auto written = bundles::writeBundle(folder, model.manifest, *components,
                                              vocabularyOf(model.tokenizerFolder, clipMerges),
                                              vocabularyOf(model.tokenizerFolder2, clipMerges));
    if (!written)
        return failure(written);
    const auto manifest = catalogue::readManifest(folder / "model.json");
    if (!manifest)
        return failure(manifest);
    return catalogue::modelHash(*manifest->components);
}

} // namespace latentbrush::pipeline
