#include "bundles/model_files.h"

#include "catalogue/diffusers_folder.h"
#include "catalogue/find_models.h"

namespace latentbrush::bundles {

namespace {

namespace fs = std::filesystem;

Result<ModelFiles> openBundle(const fs::path& folder) {
    auto manifest = catalogue::readManifest(folder / "model.json");
    if (!manifest)
        return failure(manifest);
    ModelFiles files;
    files.folder = folder;
    files.form = manifest->components ? ModelForm::Components : ModelForm::Weights;
    files.manifest = std::move(*manifest);
    files.tokenizerFolder = folder / "tokenizer";
    return files;
}

Result<ModelFiles> openDiffusers(const fs::path& folder) {
    const auto read = catalogue::readDiffusersFolder(folder);
    if (!read)
        return failure(read);
    return ModelFiles{.folder = folder,
                      .form = ModelForm::Diffusers,
                      .manifest = catalogue::manifestOf(*read),
                      .unetWeights = read->unetWeights,
                      .vaeWeights = read->vaeWeights,
                      .textEncoderWeights = read->textEncoderWeights,
                      .tokenizerFolder = read->tokenizer};
}

} // namespace

Result<ModelFiles> openModel(const fs::path& folder) {
    const auto kind = catalogue::modelKindOf(folder);
    if (!kind)
        return failure(ErrorCode::ModelNotFound, folder.string());
    switch (*kind) {
    case catalogue::ModelKind::Bundle:
        return openBundle(folder);
    case catalogue::ModelKind::DiffusersFolder:
        return openDiffusers(folder);
    case catalogue::ModelKind::SafetensorsFile:
        break;
    }
    return failure(ErrorCode::UnsupportedFormat, folder.string(), "a model is a folder");
}

} // namespace latentbrush::bundles
