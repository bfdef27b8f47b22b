#include "bundles/read_vae.h"

#include "bundles/placement.h"
#include "bundles/weight_views.h"
#include "catalogue/ldm_names.h"
#include "catalogue/ldm_shapes.h"
#include "networks/networks.h"
#include "weights/weight_file.h"

namespace latentbrush::bundles {

namespace {

constexpr std::string_view kPrefix = "first_stage_model.";

std::string withoutPrefix(const std::string& name) {
    return name.starts_with(kPrefix) ? name.substr(kPrefix.size()) : name;
}

catalogue::TensorTable tableOf(const weights::WeightFile& file) {
    catalogue::TensorTable table;
    for (auto& [name, fact] : catalogue::tensorTableOf(file))
        table.emplace(withoutPrefix(name), std::move(fact));
    return table;
}

tensors::StateDict weightsOf(const weights::WeightFile& file, const catalogue::VaeConfig& config) {
    tensors::StateDict views;
    addViews(file, views);
    const auto names = catalogue::ldmVaeNames(config);
    tensors::StateDict weights;
    for (const auto& [name, tensor] : views) {
        const auto plain = withoutPrefix(name);
        weights.emplace(names.toDiffusers(plain).value_or(plain), tensor);
    }
    return weights;
}

} // namespace

Result<Vae> readVae(const std::filesystem::path& path, const LoadedModel& model) {
    const auto file = weights::WeightFile::open(path);
    if (!file)
        return failure(file);
    auto config = catalogue::vaeFromShapes(tableOf(*file), path.string());
    if (!config)
        return failure(ErrorCode::AddOnMisfit, path.string(), "no VAE: " + config.error().subject);
    const auto& latents = model.manifest.latents;
    if (config->latentChannels != latents.channels || config->downscale() != latents.downscale)
        return failure(ErrorCode::AddOnMisfit, path.string(), "a VAE for other latents");
    // None of it is in the shapes.
    if (model.manifest.vae) {
        config->normGroups = model.manifest.vae->normGroups;
        config->forceUpcast = model.manifest.vae->forceUpcast;
    }
    config->scalingFactor = latents.scale;
    config->shiftFactor = latents.shift;
    const auto weights = weightsOf(*file, *config);
    Vae vae{*config, networks::buildVaeEncoder(*config), networks::buildVaeDecoder(*config)};
    for (auto* module : {&vae.encoder, &vae.decoder}) {
        if (const auto loaded = networks::loadWeights(*module, weights); !loaded)
            return failure(loaded);
        place(*module, model.device, model.dtype);
    }
    return vae;
}

} // namespace latentbrush::bundles
