#include "catalogue/diffusers_folder.h"

#include "catalogue/configs_json.h"
#include "catalogue/diffusers_weights.h"
#include "catalogue/json_fields.h"

#include <algorithm>
#include <array>

namespace latentbrush::catalogue {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::array kPipelines{"StableDiffusionPipeline", "StableDiffusionImg2ImgPipeline",
                                "StableDiffusionInpaintPipeline"};

struct Component {
    const char* key;
    const char* className; ///< null: any
};
constexpr std::array kComponents{Component{"unet", "UNet2DConditionModel"}, Component{"vae", "AutoencoderKL"},
                                 Component{"text_encoder", "CLIPTextModel"}, Component{"tokenizer", nullptr},
                                 Component{"scheduler", nullptr}};

/// `"unet": ["diffusers", "UNet2DConditionModel"]`
void checkComponent(JsonFields& index, const Component& component) {
    const auto* value = index.find(component.key);
    const bool isPair = value && value->is_array() && value->size() == 2 && (*value)[1].is_string();
    if (!isPair)
        index.malformed(component.key, value ? "not a library and a class" : "missing");
    else if (component.className && (*value)[1] != component.className)
        index.unsupported(std::string(component.key) + ": " + (*value)[1].get<std::string>());
}

Result<std::string> pipelineOf(const fs::path& folder) {
    const auto file = folder / "model_index.json";
    const auto value = readJsonFile(file);
    if (!value)
        return failure(value);
    Fault fault;
    JsonFields index(*value, file.string(), fault);
    auto pipeline = index.text("_class_name", std::nullopt);
    if (!std::ranges::any_of(kPipelines, [&](const char* known) { return pipeline == known; }))
        index.unsupported(pipeline);
    for (const auto& component : kComponents)
        checkComponent(index, component);
    if (fault)
        return tl::unexpected(*fault);
    return pipeline;
}

template <class Config>
Result<> readConfig(const fs::path& file, Result<Config> (*read)(const json&, const std::string&),
                    Config& config) {
    const auto value = readJsonFile(file);
    if (!value)
        return failure(value);
    auto result = read(*value, file.string());
    if (!result)
        return failure(result);
    config = std::move(*result);
    return {};
}

Result<> readConfigs(DiffusersFolder& model) {
    const auto& folder = model.folder;
    return readConfig(folder / "unet" / "config.json", unetFromJson, model.unet)
        .and_then([&] { return readConfig(folder / "vae" / "config.json", vaeFromJson, model.vae); })
        .and_then([&] {
            return readConfig(folder / "text_encoder" / "config.json", textEncoderFromJson,
                              model.textEncoder);
        })
        .and_then([&] {
            return readConfig(folder / "scheduler" / "scheduler_config.json", schedulerFromJson,
                              model.scheduler);
        });
}

Result<> findFiles(DiffusersFolder& model, WeightVariant variant) {
    const auto find = [&](const char* part, const char* stem, std::vector<fs::path>& files) -> Result<> {
        auto found = weightFiles(model.folder / part, stem, variant);
        if (!found)
            return failure(found);
        files = std::move(*found);
        return {};
    };
    return find("unet", "diffusion_pytorch_model", model.unetWeights)
        .and_then([&] { return find("vae", "diffusion_pytorch_model", model.vaeWeights); })
        .and_then([&] { return find("text_encoder", "model", model.textEncoderWeights); });
}

Result<> findTokenizer(DiffusersFolder& model) {
    model.tokenizer = model.folder / "tokenizer";
    std::error_code error;
    if (fs::is_regular_file(model.tokenizer / "tokenizer.json", error))
        return {};
    for (const auto* name : {"vocab.json", "merges.txt"})
        if (!fs::is_regular_file(model.tokenizer / name, error))
            return failure(ErrorCode::FileMissing, (model.tokenizer / name).string());
    return {};
}

Result<> checkTogether(const DiffusersFolder& model) {
    const int channels = model.vae.latentChannels;
    if (model.unet.outChannels != channels)
        return failure(ErrorCode::UnsupportedModel,
                       "unet: out_channels other than the vae's latent_channels");
    if (model.unet.inChannels != channels && model.unet.inChannels != 2 * channels + 1)
        return failure(ErrorCode::UnsupportedModel,
                       "unet: in_channels = " + std::to_string(model.unet.inChannels));
    if (model.unet.contextWidth != model.textEncoder.width)
        return failure(ErrorCode::FileMalformed, (model.folder / "unet" / "config.json").string(),
                       "cross_attention_dim: another number than the text encoder's hidden_size");
    return {};
}

} // namespace

Result<DiffusersFolder> readDiffusersFolder(const fs::path& folder, WeightVariant variant) {
    auto pipeline = pipelineOf(folder);
    if (!pipeline)
        return failure(pipeline);
    DiffusersFolder model;
    model.folder = folder;
    model.pipeline = std::move(*pipeline);
    const auto read = readConfigs(model)
                          .and_then([&] { return checkTogether(model); })
                          .and_then([&] { return findFiles(model, variant); })
                          .and_then([&] { return findTokenizer(model); });
    if (!read)
        return failure(read);
    model.vae.forceUpcast = false;
    return model;
}

ModelManifest manifestOf(const DiffusersFolder& folder) {
    constexpr int kSd2ContextWidth = 1024;
    ModelManifest manifest;
    const auto name = folder.folder.filename();
    manifest.name = (name.empty() ? folder.folder.parent_path().filename() : name).string();
    manifest.family = folder.unet.contextWidth == kSd2ContextWidth ? "sd2" : "sd1";
    manifest.scheduler = folder.scheduler;
    manifest.latents = {folder.vae.latentChannels, folder.vae.downscale(), folder.vae.scalingFactor,
                        folder.vae.shiftFactor};
    manifest.nativeWidth = manifest.nativeHeight = folder.unet.sampleSize * folder.vae.downscale();
    manifest.concat =
        folder.unet.inChannels == folder.vae.latentChannels ? Concat::None : Concat::MaskMaskedImage;
    manifest.unet = folder.unet;
    manifest.vae = folder.vae;
    manifest.textEncoder = folder.textEncoder;
    return manifest;
}

} // namespace latentbrush::catalogue
