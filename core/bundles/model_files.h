#pragma once

#include "catalogue/checkpoint.h"
#include "catalogue/model_manifest.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace latentbrush::bundles {

/// The forms in which a model lies on disk.
enum class ModelForm {
    Components, ///< a bundle: model.json and TorchScript
    Weights,   ///< a bundle without code: model.json and safetensors (the starter as the repository holds it)
    Diffusers, ///< model_index.json and a folder a part
    Checkpoint, ///< one file of weights in the layout of CompVis and Stability
    Exports     ///< TorchScript of others (catalogue/export_files.h), which runs when a person agreed to it
};

/// A model on disk: what its files say it is. Nothing heavy was read.
struct ModelFiles {
    std::filesystem::path folder; ///< of a checkpoint, the file
    ModelForm form = ModelForm::Components;
    catalogue::ModelManifest manifest; ///< made from configs or shapes where there is no model.json
    std::optional<catalogue::Checkpoint> checkpoint{}; ///< where the parts stand in the file

    /// Of the diffusers form: safetensors of each part, several where they are in shards.
    std::vector<std::filesystem::path> unetWeights;
    std::vector<std::filesystem::path> vaeWeights;
    std::vector<std::filesystem::path> textEncoderWeights;
    std::vector<std::filesystem::path> textEncoder2Weights;

    /// A folder that prompt::ClipTokenizer opens, or a merges.txt alone. Empty for a checkpoint, which holds
    /// none: CLIP's own merges then, those of the build. Where there is no folder, the manifest's tokenizer
    /// says the padding.
    std::filesystem::path tokenizerFolder;
    std::filesystem::path tokenizerFolder2; ///< of the second text encoder

    /// Whether it has a VAE encoder, and can begin from a picture: exports may come without one.
    bool canEncode() const;
};

/// Reads what the folder or the file says about itself; of a checkpoint its header, and the .yaml beside it
/// that has its stem; of exports the tables of their ZIPs. Nothing of TorchScript is run. ModelNotFound
/// (there is no model), UnsupportedFormat, FileMissing, FileMalformed, FileTruncated, NewerFormat,
/// UnsupportedModel, TensorMissing (a part is not in the checkpoint).
Result<ModelFiles> openModel(const std::filesystem::path& model);

} // namespace latentbrush::bundles
