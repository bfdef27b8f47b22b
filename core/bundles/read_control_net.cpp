#include "bundles/read_control_net.h"

#include "bundles/placement.h"
#include "bundles/weight_views.h"
#include "catalogue/configs_json.h"
#include "catalogue/controlnet_shapes.h"
#include "catalogue/json_fields.h"
#include "networks/networks.h"
#include "weights/weight_file.h"

namespace latentbrush::bundles {

namespace {

namespace fs = std::filesystem;

tensors::StateDict weightsOf(const weights::WeightFile& file, const catalogue::ControlNetFile& found) {
    tensors::StateDict views;
    addViews(file, views);
    if (!found.ldm)
        return views;
    const auto names = catalogue::ldmControlNetNames(found.config);
    tensors::StateDict weights;
    for (const auto& [name, tensor] : views)
        if (name.starts_with(found.prefix))
            if (auto diffusers = names.toDiffusers(std::string_view(name).substr(found.prefix.size())))
                weights.emplace(std::move(*diffusers), tensor);
    return weights;
}

/// A config.json beside the file, of a diffusers folder, knows more than shapes.
Result<catalogue::ControlNetConfig> configOf(const fs::path& path, const catalogue::ControlNetFile& found) {
    const auto file = path.parent_path() / "config.json";
    std::error_code error;
    if (found.ldm || path.stem() != "diffusion_pytorch_model" || !fs::is_regular_file(file, error))
        return found.config;
    const auto json = catalogue::readJsonFile(file);
    if (!json)
        return failure(json);
    return catalogue::controlNetFromJson(*json, file.string());
}

Result<> fits(const catalogue::UNetConfig& control, const LoadedModel& model, const fs::path& path) {
    if (!model.manifest.unet)
        return failure(ErrorCode::AddOnMisfit, path.string(), "the model does not say how it is built");
    const auto& unet = *model.manifest.unet;
    const bool alike =
        control.contextWidth == unet.contextWidth && control.blockOutChannels == unet.blockOutChannels &&
        control.layersPerBlock == unet.layersPerBlock && control.vectorWidth == unet.vectorWidth &&
        control.inChannels == model.manifest.latents.channels;
    return alike ? Result<>()
                 : failure(ErrorCode::AddOnMisfit, path.string(), "a ControlNet for another family");
}

} // namespace

Result<LoadedControlNet> readControlNet(const fs::path& path, const LoadedModel& model) {
    const auto file = weights::WeightFile::open(path);
    if (!file)
        return failure(file);
    const auto found = catalogue::controlNetFromShapes(catalogue::tensorTableOf(*file), path.string());
    if (!found && found.error().code == ErrorCode::TensorMissing)
        return failure(ErrorCode::AddOnMisfit, path.string(), "no ControlNet: " + found.error().subject);
    if (!found)
        return failure(found);
    auto config = configOf(path, *found);
    if (!config)
        return failure(config);
    if (const auto alike = fits(config->unet, model, path); !alike)
        return failure(alike);
    // Shapes do not tell heads; the model's own are those of its family.
    config->unet.heads = model.manifest.unet->heads;
    config->unet.normGroups = model.manifest.unet->normGroups;
    config->unet.normEpsilon = model.manifest.unet->normEpsilon;
    LoadedControlNet control{*config, networks::buildControlNet(*config)};
    if (const auto loaded = networks::loadWeights(control.network, weightsOf(*file, *found)); !loaded)
        return failure(loaded);
    place(control.network, model.device, model.dtype);
    return control;
}

} // namespace latentbrush::bundles
