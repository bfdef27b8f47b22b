#pragma once

#include "base/result.h"
#include "catalogue/configs.h"
#include "catalogue/model_manifest.h"

#include <filesystem>
#include <string>
#include <vector>

namespace latentbrush::catalogue {

/// Which weights to take where a folder has both; the other serves when one is missing.
enum class WeightVariant { Full, Fp16 };

/// A folder that diffusers saved, in the form of SD 1.x: one CLIP text encoder, UNet2DConditionModel,
/// AutoencoderKL. Nothing but the small JSON files was read.
struct DiffusersFolder {
    std::filesystem::path folder;
    std::string pipeline; ///< `_class_name` of model_index.json
    UNetConfig unet;
    VaeConfig vae; ///< forceUpcast is off: the pipelines of SD 1.x don't ask for it
    TextEncoderConfig textEncoder;
    SchedulerConfig scheduler;

    /// safetensors, several where the weights are in shards; names as in diffusers, without a prefix.
    std::vector<std::filesystem::path> unetWeights;
    std::vector<std::filesystem::path> vaeWeights;
    std::vector<std::filesystem::path> textEncoderWeights;
    std::filesystem::path tokenizer; ///< the folder with vocab.json and merges.txt, or tokenizer.json
};

/// FileMissing naming the file, FileMalformed, UnsupportedModel (another pipeline or component, by its name),
/// UnsupportedFormat where the weights are pickles alone.
Result<DiffusersFolder> readDiffusersFolder(const std::filesystem::path& folder,
                                            WeightVariant variant = WeightVariant::Full);

/// The same as a manifest, without files: name from the folder, family "sd1", or "sd2" for a context of 1024.
ModelManifest manifestOf(const DiffusersFolder& folder);

} // namespace latentbrush::catalogue
