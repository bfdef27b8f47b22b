#include "bundles/model_files.h"

#include "catalogue/checkpoint_hints.h"
#include "catalogue/diffusers_folder.h"
#include "catalogue/export_files.h"
#include "catalogue/export_manifest.h"
#include "catalogue/find_models.h"
#include "weights/torch_script.h"
#include "weights/weight_file.h"

namespace latentbrush::bundles {

namespace {

namespace fs = std::filesystem;

// What was made from a checkpoint has the merges alone.
fs::path tokenizerIn(const fs::path& folder) {
    std::error_code error;
    const bool whole =
        fs::exists(folder / "vocab.json", error) || fs::exists(folder / "tokenizer.json", error);
    return !whole && fs::exists(folder / "merges.txt", error) ? folder / "merges.txt" : folder;
}

Result<ModelFiles> openBundle(const fs::path& folder) {
    auto manifest = catalogue::readManifest(folder / "model.json");
    if (!manifest)
        return failure(manifest);
    ModelFiles files;
    files.folder = folder;
    files.form = manifest->components ? ModelForm::Components : ModelForm::Weights;
    files.manifest = std::move(*manifest);
    files.tokenizerFolder = tokenizerIn(folder / "tokenizer");
    if (files.manifest.textEncoder2)
        files.tokenizerFolder2 = tokenizerIn(folder / "tokenizer_2");
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
                      .textEncoder2Weights = read->textEncoder2Weights,
                      .tokenizerFolder = read->tokenizer,
                      .tokenizerFolder2 = read->tokenizer2};
}

Result<ModelFiles> openCheckpoint(const fs::path& file) {
    const auto weights = weights::WeightFile::open(file);
    if (!weights)
        return failure(weights);
    auto checkpoint = catalogue::readCheckpoint(catalogue::tensorTableOf(*weights), file.string(),
                                                catalogue::hintsOf(*weights, file));
    if (!checkpoint)
        return failure(checkpoint);
    ModelFiles files;
    files.folder = file;
    files.form = ModelForm::Checkpoint;
    files.manifest = catalogue::manifestOf(*checkpoint, file.stem().string());
    files.checkpoint = std::move(*checkpoint);
    return files;
}

Result<ModelFiles> openExports(const fs::path& folder) {
    for (const auto& file : catalogue::exportFilesIn(folder).value().all())
        if (const auto checked = weights::checkTorchScript(file); !checked)
            return failure(checked);
    auto manifest = catalogue::exportManifest(folder);
    if (!manifest)
        return failure(manifest);
    ModelFiles files;
    files.folder = folder;
    files.form = ModelForm::Exports;
    files.manifest = std::move(*manifest);
    // The empty surroundings of a picture are something that its encoder says.
    if (files.manifest.concat != catalogue::Concat::None && !files.canEncode())
        return failure(ErrorCode::FileMissing, (folder / "vae_encoder.pt").string());
    std::error_code error;
    if (fs::is_directory(folder / "tokenizer", error))
        files.tokenizerFolder = tokenizerIn(folder / "tokenizer");
    return files;
}

} // namespace

bool ModelFiles::canEncode() const {
    return form != ModelForm::Exports || !manifest.components->vaeEncoder.file.empty();
}

Result<ModelFiles> openModel(const fs::path& model) {
    const auto kind = catalogue::modelKindOf(model);
    std::error_code error;
    if (!kind && fs::is_regular_file(model, error))
        return failure(ErrorCode::UnsupportedFormat, model.string(), "no safetensors and no pickle");
    if (!kind)
        return failure(ErrorCode::ModelNotFound, model.string());
    switch (*kind) {
    case catalogue::ModelKind::Bundle:
        return openBundle(model);
    case catalogue::ModelKind::DiffusersFolder:
        return openDiffusers(model);
    case catalogue::ModelKind::SingleFile:
        return openCheckpoint(model);
    case catalogue::ModelKind::Exports:
        return openExports(model);
    }
    return failure(ErrorCode::UnsupportedFormat, model.string());
}

} // namespace latentbrush::bundles
