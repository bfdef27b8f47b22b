#include "catalogue/model_card.h"

#include "catalogue/checkpoint.h"

namespace latentbrush::catalogue {

namespace {

constexpr const char* kStarter = "starter";

bool sharesTextEncoder(const std::string& made, const std::string& model) {
    return (made == idOf(Family::Sd2) && model == idOf(Family::X4Upscaler)) ||
           (made == idOf(Family::Sdxl) && model == idOf(Family::SdxlRefiner));
}

// formats.md 1.2: KL-f4 of the upscaler, KL-f8 of all others.
int downscaleOf(const std::string& family) {
    return family == idOf(Family::X4Upscaler) ? 4 : 8;
}

} // namespace

std::optional<Misfit> misfitOf(const ModelCard& card, const std::string& modelFamily) {
    const bool isRun = familyFromId(modelFamily).has_value();
    if (card.kind == CardKind::Vae)
        return isRun && card.downscale > 0 && card.downscale != downscaleOf(modelFamily)
                   ? std::optional(Misfit::OtherLatents)
                   : std::nullopt;
    const bool isTold = (isRun || modelFamily == kStarter) && !card.family.empty();
    if (card.kind == CardKind::Model || !isTold || card.family == modelFamily)
        return std::nullopt;
    if (card.kind == CardKind::Embedding && sharesTextEncoder(card.family, modelFamily))
        return std::nullopt;
    return Misfit::OtherFamily;
}

} // namespace latentbrush::catalogue
