#pragma once

#include "base/result.h"
#include "catalogue/checkpoint.h"
#include "catalogue/configs.h"
#include "catalogue/model_manifest.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace latentbrush::catalogue {

/// Which weights to take where a folder has both; the other serves when one is missing.
enum class WeightVariant { Full, Fp16 };

/// A folder that diffusers saved, of one of the families of checkpoint.h. Nothing but the small JSON files
/// was read.
struct DiffusersFolder {
    std::filesystem::path folder;
    std::string pipeline; ///< `_class_name` of model_index.json
    Family family = Family::Sd1;
    UNetConfig unet;
    VaeConfig vae;                 ///< forceUpcast is off for SD 1 and 2: their pipelines don't ask for it
    TextEncoderConfig textEncoder; ///< of the refiner, its one: text_encoder_2
    std::optional<TextEncoderConfig> textEncoder2;
    SchedulerConfig scheduler;
    std::optional<SchedulerConfig> lowResolutionNoise; ///< of the upscaler
    Concat concat = Concat::None;
    bool zerosForEmptyNegative = false;

    /// safetensors, several where the weights are in shards; names as in diffusers, without a prefix.
    std::vector<std::filesystem::path> unetWeights;
    std::vector<std::filesystem::path> vaeWeights;
    std::vector<std::filesystem::path> textEncoderWeights;
    std::vector<std::filesystem::path> textEncoder2Weights;
    std::filesystem::path tokenizer;  ///< the folder with vocab.json and merges.txt, or tokenizer.json
    std::filesystem::path tokenizer2; ///< empty without a second text encoder
};

/// FileMissing naming the file, FileMalformed, UnsupportedModel (another pipeline or component, by its name),
/// UnsupportedFormat where the weights are pickles alone.
Result<DiffusersFolder> readDiffusersFolder(const std::filesystem::path& folder,
                                            WeightVariant variant = WeightVariant::Full);

/// The same as a manifest, without files: name from the folder.
ModelManifest manifestOf(const DiffusersFolder& folder);

} // namespace latentbrush::catalogue
