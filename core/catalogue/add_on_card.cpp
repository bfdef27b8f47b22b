#include "catalogue/add_on_card.h"

#include "catalogue/checkpoint.h"
#include "catalogue/controlnet_shapes.h"
#include "catalogue/family_facts.h"
#include "catalogue/ldm_shapes.h"
#include "catalogue/lora_family.h"
#include "catalogue/stored_precision.h"
#include "weights/embedding_file.h"

namespace latentbrush::catalogue {

namespace {

namespace fs = std::filesystem;

std::string idOrNone(const std::optional<Family>& family) {
    return family ? idOf(*family) : std::string();
}

std::string familyOf(const weights::EmbeddingFile& embedding) {
    constexpr std::int64_t kBigG = 1280;
    if (embedding.vectors.contains(kBigG))
        return idOf(Family::Sdxl);
    return idOrNone(familyOfContext(static_cast<int>(embedding.vectors.begin()->first)));
}

Result<> takeLora(const weights::WeightFile& file, const TensorTable& table, ModelCard& card) {
    auto family = loraFamilyOf(table, file.metadata(), card.path.string());
    if (!family)
        return failure(family);
    card.family = std::move(*family);
    return {};
}

Result<> takeControlNet(const TensorTable& table, ModelCard& card) {
    const auto control = controlNetFromShapes(table, card.path.string());
    if (!control)
        return failure(control);
    card.family = idOrNone(familyOfContext(control->config.unet.contextWidth));
    return {};
}

Result<> takeVae(const TensorTable& table, ModelCard& card) {
    const auto path = card.path.string();
    const auto inside = below(table, "first_stage_model.");
    const auto vae = vaeFromShapes(inside.empty() ? table : inside, path);
    if (!vae)
        return failure(vae);
    constexpr int kLatentChannels = 4; // of all families that are run
    if (vae->latentChannels != kLatentChannels)
        return failure(ErrorCode::UnsupportedModel,
                       "vae: latent_channels = " + std::to_string(vae->latentChannels), path);
    card.downscale = vae->downscale();
    return {};
}

Result<> takeEmbedding(ModelCard& card) {
    const auto embedding = weights::readEmbedding(card.path);
    if (!embedding)
        return failure(embedding);
    if (embedding->vectors.empty())
        return failure(ErrorCode::UnsupportedFormat, card.path.string(), "no embedding");
    card.family = familyOf(*embedding);
    const TensorFact rows{{1, 1}, embedding->vectors.begin()->second.dtype};
    card.precision = storedPrecisionOf({{"rows", rows}});
    return {};
}

Result<> takeHeader(ModelCard& card) {
    if (card.kind == CardKind::Embedding)
        return takeEmbedding(card);
    const auto file = weights::WeightFile::open(card.path);
    if (!file)
        return failure(file);
    const auto table = tensorTableOf(*file);
    card.precision = storedPrecisionOf(table);
    if (card.kind == CardKind::Lora)
        return takeLora(*file, table, card);
    return card.kind == CardKind::ControlNet ? takeControlNet(table, card) : takeVae(table, card);
}

} // namespace

CardKind cardKindOf(AddOnKind kind) {
    switch (kind) {
    case AddOnKind::Lora:
        return CardKind::Lora;
    case AddOnKind::Embedding:
        return CardKind::Embedding;
    case AddOnKind::ControlNet:
        return CardKind::ControlNet;
    default:
        return CardKind::Vae;
    }
}

ModelCard readAddOnCard(const AddOnFile& file) {
    ModelCard card{.kind = cardKindOf(file.kind), .name = file.name, .path = file.path};
    std::error_code error;
    const auto bytes = fs::file_size(file.path, error);
    card.bytes = error ? 0 : bytes;
    if (file.kind == AddOnKind::PreviewVae)
        return card;
    if (const auto taken = takeHeader(card); !taken) {
        card.problem = taken.error();
        card.precision.clear();
    }
    return card;
}

} // namespace latentbrush::catalogue
