#include "ui/documents/document_settings.h"

namespace latentbrush::ui {
namespace {

constexpr auto kKey = "generation";

} // namespace

std::optional<DocumentSettings> settingsOf(const nlohmann::json& documentSettings) {
    const auto found = documentSettings.find(kKey);
    if (found == documentSettings.end() || !found->is_object() || !found->contains("request"))
        return std::nullopt;
    const auto request = requestFromJson((*found)["request"]);
    if (!request)
        return std::nullopt;
    DocumentSettings settings{.request = *request, .painting = {}};
    JsonReader reader(*found);
    reader.read("picture_strength", settings.pictureStrength);
    reader.read("mask_strength", settings.maskStrength);
    readFrom(reader, settings.painting);
    if (reader.error() || !validate(settings.painting))
        return std::nullopt;
    return settings;
}

void writeInto(nlohmann::json& documentSettings, const DocumentSettings& settings) {
    auto request = settings.request;
    request.task = TextToImage{};
    nlohmann::json written{{"request", toJson(request)},
                           {"picture_strength", settings.pictureStrength},
                           {"mask_strength", settings.maskStrength}};
    writeInto(written, settings.painting);
    documentSettings[kKey] = std::move(written);
}

DocumentSettings settingsOf(const GenerationRequest& request) {
    DocumentSettings settings{.request = request, .painting = {}};
    if (const auto* over = std::get_if<ImageToImage>(&request.task))
        settings.pictureStrength = over->strength;
    if (const auto* inpaint = std::get_if<Inpaint>(&request.task)) {
        settings.maskStrength = inpaint->strength;
        settings.painting = inpaint->painting;
    }
    settings.request.task = TextToImage{};
    return settings;
}

} // namespace latentbrush::ui
