#include "catalogue/export_manifest.h"

#include "catalogue/configs_json.h"
#include "catalogue/export_files.h"
#include "catalogue/json_fields.h"

namespace latentbrush::catalogue {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// The config of that file; none where there is no such file.
template <class Config>
Result<std::optional<Config>> read(const fs::path& file,
                                   Result<Config> (*fromJson)(const json&, const std::string&)) {
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        return std::nullopt;
    const auto value = readJsonFile(file);
    if (!value)
        return failure(value);
    return fromJson(*value, file.string()).map([](Config config) {
        return std::optional(std::move(config));
    });
}

Result<> readScheduler(const fs::path& folder, ModelManifest& manifest) {
    for (const auto* name : {"scheduler/scheduler_config.json", "scheduler_config.json"}) {
        const auto scheduler = read(folder / name, schedulerFromJson);
        if (!scheduler)
            return failure(scheduler);
        if (!*scheduler)
            continue;
        manifest.scheduler = **scheduler;
        return {};
    }
    return {};
}

Result<> readVae(const fs::path& folder, ModelManifest& manifest) {
    auto vae = read(folder / "vae/config.json", vaeFromJson);
    if (!vae)
        return failure(vae);
    if (!*vae)
        return {};
    auto& config = **vae;
    config.forceUpcast = false; // an export computes in the format that it was made in
    manifest.latents = {config.latentChannels, config.downscale(), config.scalingFactor, config.shiftFactor};
    manifest.vae = std::move(config);
    return {};
}

Result<> readUNet(const fs::path& folder, ModelManifest& manifest) {
    auto unet = read(folder / "unet/config.json", unetFromJson);
    if (!unet)
        return failure(unet);
    if (!*unet)
        return {};
    auto& config = **unet;
    if (config.vectorWidth > 0 || config.classCount > 0 || config.guidanceWidth > 0)
        return failure(ErrorCode::UnsupportedModel, "TorchScript: a UNet with a vector beside the timestep");
    if (config.inChannels == 2 * manifest.latents.channels + 1)
        manifest.concat = Concat::MaskMaskedImage;
    else if (config.inChannels != manifest.latents.channels)
        return failure(ErrorCode::UnsupportedModel,
                       "unet: in_channels = " + std::to_string(config.inChannels));
    manifest.nativeWidth = manifest.nativeHeight = config.sampleSize * manifest.latents.downscale;
    manifest.unet = std::move(config);
    return {};
}

Result<> readText(const fs::path& folder, ModelManifest& manifest) {
    return read(folder / "text_encoder/config.json", textEncoderFromJson)
        .map([&](std::optional<TextEncoderConfig> config) { manifest.textEncoder = config; });
}

FileRecord recordOf(const fs::path& file) {
    return {.file = file.filename().string(), .sha256 = {}};
}

} // namespace

Result<ModelManifest> exportManifest(const fs::path& folder) {
    const auto files = exportFilesIn(folder).value();
    ModelManifest manifest;
    const auto name = folder.filename();
    manifest.name = (name.empty() ? folder.parent_path().filename() : name).string();
    manifest.family = kExportFamily;
    manifest.tokenizer = TokenizerConfig();
    manifest.components = ComponentFiles{.textEncoder = recordOf(files.textEncoder),
                                         .unet = recordOf(files.unet),
                                         .vaeEncoder = recordOf(files.vaeEncoder),
                                         .vaeDecoder = recordOf(files.vaeDecoder)};
    for (const auto part : {readScheduler, readVae, readUNet, readText})
        if (const auto done = part(folder, manifest); !done)
            return failure(done);
    return manifest;
}

} // namespace latentbrush::catalogue
