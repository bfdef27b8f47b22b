#pragma once

#include "base/result.h"
#include "catalogue/configs.h"

#include <array>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace latentbrush::catalogue {

/// A file of the bundle and what its bytes must be.
struct FileRecord {
    std::string file;   ///< a plain name in the bundle's folder
    std::string sha256; ///< 64 lower-case hex digits
    bool operator==(const FileRecord&) const = default;
};

/// What the sampler's numbers mean: latents = (moments' mean or sample − shift) × scale.
struct LatentFacts {
    int channels = 4;
    int downscale = 8; ///< pixels a latent, along each edge
    double scale = 0.18215;
    double shift = 0;
    bool operator==(const LatentFacts&) const = default;
};

/// What is concatenated to the sample before the UNet, along the channels.
enum class Concat {
    None,
    MaskMaskedImage, ///< mask (1 = repaint), then the masked image's latents
    LowResolution    ///< the small picture with some noise, red, green, blue in [−1,1] (x4 upscaler)
};

/// What goes into the UNet beside the timestep, as one vector: the pooled text, then each of these numbers as
/// 256 cosines and sines (formats.md 1.2, SDXL).
enum class VectorConditioning {
    None,
    SizesAndCrop,  ///< height, width as it was; crop from the top, the left; height, width wanted
    AestheticScore ///< height, width as it was; crop from the top, the left; score (6, of the negative
                   ///< prompt 2.5)
};

/// What stands for the masked image's latents where nothing is masked away, that is for text to image.
enum class EmptyMaskedLatents {
    Zeros,  ///< the number 0
    Encoded ///< the encoder's latents of a picture of zeros
};

/// TorchScript files, as DESIGN's table describes their forwards.
struct ComponentFiles {
    FileRecord textEncoder;
    FileRecord unet;
    FileRecord vaeEncoder;
    FileRecord vaeDecoder;
    std::optional<FileRecord> textEncoder2{};
    bool operator==(const ComponentFiles&) const = default;
};

/// Each of them that there is: an export may have no encoder.
std::vector<FileRecord> recordsOf(const ComponentFiles& files);

/// What a window starts with for this model: ids as requests spell them.
struct ModelDefaults {
    std::optional<std::string> sampler;
    std::optional<std::string> schedule;
    std::optional<int> steps;
    std::optional<double> guidance;
    bool operator==(const ModelDefaults&) const = default;
};

/// A bundle's model.json: a plain value.
struct ModelManifest {
    static constexpr int kFormatVersion = 1;

    std::string name;
    std::string family; ///< "starter", "sd1", "sd2", "sdxl", "sdxl_refiner", "x4_upscaler"; others' own words
    std::string licence;
    std::map<std::string, std::string> description; ///< by language: "en", "ja"

    SchedulerConfig scheduler;
    LatentFacts latents;
    int nativeWidth = 512; ///< pixels
    int nativeHeight = 512;
    std::optional<int> textEncoderLayer; ///< layers dropped from the end; none: as the component gives it
    Concat concat = Concat::None;
    EmptyMaskedLatents emptyMaskedLatents = EmptyMaskedLatents::Encoded;
    std::string crossAttention = "text"; ///< the one kind known yet
    VectorConditioning vector = VectorConditioning::None;
    bool zerosForEmptyNegative =
        false; ///< without a negative prompt, hidden states and pooled vector are zeros
    /// How the low-resolution picture gets its noise; of Concat::LowResolution.
    std::optional<SchedulerConfig> lowResolutionNoise;
    std::optional<TokenizerConfig> tokenizer;  ///< none: as the tokenizer's own files say
    std::optional<TokenizerConfig> tokenizer2; ///< of the second text encoder
    std::string precision = "fp32";            ///< of the stored weights: fp32, fp16, bf16, fp8

    /// The networks' shapes. Needed to build components from `weights`; exports of others may lack them.
    std::optional<UNetConfig> unet;
    std::optional<VaeConfig> vae;
    std::optional<TextEncoderConfig> textEncoder;
    /// Its hidden states follow the first one's along the width, and the pooled vector is its (SDXL).
    std::optional<TextEncoderConfig> textEncoder2;

    /// safetensors; names begin with "unet.", "vae.", "text_encoder." or "text_encoder_2."
    std::vector<FileRecord> weights;
    std::optional<ComponentFiles> components;

    /// Rows red, green, blue: one factor a latent channel, then a constant; colour in [0,1].
    std::optional<std::array<std::vector<double>, 3>> previewRgb;
    ModelDefaults defaults;
    std::map<std::string, std::vector<std::string>> samplePrompts; ///< by language

    /// Members that this version does not know, at the places where they stood (inside of objects; not inside
    /// of lists). They are written again.
    nlohmann::json unknown = nlohmann::json::object();

    bool operator==(const ModelManifest&) const = default;
};

nlohmann::json toJson(const ModelManifest& manifest);

/// `subject` names the file in errors. NewerFormat above kFormatVersion; FileMalformed naming the key for
/// every other fault, also for a manifest with neither components nor weights with their three configs;
/// UnsupportedModel for networks and schedulers of another build.
Result<ModelManifest> manifestFromJson(const nlohmann::json& json, const std::string& subject);

/// FileMissing, FileUnreadable, FileTooLarge, and those above.
Result<ModelManifest> readManifest(const std::filesystem::path& file);

} // namespace latentbrush::catalogue
