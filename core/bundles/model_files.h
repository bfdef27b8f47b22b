#pragma once

#include "catalogue/model_manifest.h"

#include <filesystem>
#include <string>
#include <vector>

namespace latentbrush::bundles {

/// The forms in which a model lies in a folder.
enum class ModelForm {
    Components, ///< a bundle: model.json and TorchScript
    Weights,  ///< a bundle without code: model.json and safetensors (the starter as the repository holds it)
    Diffusers ///< model_index.json and a folder a part
};

/// A model on disk: what its files say it is. Nothing heavy was read.
struct ModelFiles {
    std::filesystem::path folder;
    ModelForm form = ModelForm::Components;
    catalogue::ModelManifest manifest; ///< for a diffusers folder, made from its configs

    /// Of the diffusers form: safetensors of each part, several where they are in shards.
    std::vector<std::filesystem::path> unetWeights;
    std::vector<std::filesystem::path> vaeWeights;
    std::vector<std::filesystem::path> textEncoderWeights;
    std::filesystem::path tokenizerFolder;
};

/// Reads what the folder says about itself. ModelNotFound (it holds no model), UnsupportedFormat (a model,
/// but not one in a folder), FileMissing, FileMalformed, NewerFormat, UnsupportedModel.
Result<ModelFiles> openModel(const std::filesystem::path& folder);

} // namespace latentbrush::bundles
