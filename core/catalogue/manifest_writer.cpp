#include "catalogue/configs_json.h"
#include "catalogue/manifest_words.h"

#include <algorithm>

namespace latentbrush::catalogue {

namespace {

using nlohmann::json;

json toJson(const FileRecord& record) {
    return {{"file", record.file}, {"sha256", record.sha256}};
}

json toJson(const TokenizerConfig& config) {
    return {{"length", config.length},
            {"begin_id", config.beginId},
            {"end_id", config.endId},
            {"pad_id", config.padId}};
}

json toJson(const ComponentFiles& components) {
    json value;
    for (const auto& [name, member] : kComponentWords)
        value[name] = toJson(components.*member);
    if (components.textEncoder2)
        value["text_encoder_2"] = toJson(*components.textEncoder2);
    return value;
}

json toJson(const ModelDefaults& defaults) {
    json value = json::object();
    if (defaults.sampler)
        value["sampler"] = *defaults.sampler;
    if (defaults.schedule)
        value["schedule"] = *defaults.schedule;
    if (defaults.steps)
        value["steps"] = *defaults.steps;
    if (defaults.guidance)
        value["guidance"] = *defaults.guidance;
    return value;
}

template <class Words, class Meaning>
const char* wordFor(const Words& words, Meaning meaning) {
    return std::ranges::find(words, meaning, &Words::value_type::second)->first;
}

void addOptional(json& value, const ModelManifest& manifest) {
    const auto add = [&](const char* key, const auto& member) {
        if (member)
            value[key] = toJson(*member);
    };
    add("unet", manifest.unet);
    add("vae", manifest.vae);
    add("text_encoder", manifest.textEncoder);
    add("text_encoder_2", manifest.textEncoder2);
    add("tokenizer", manifest.tokenizer);
    add("tokenizer_2", manifest.tokenizer2);
    add("low_resolution_noise", manifest.lowResolutionNoise);
    add("components", manifest.components);
    if (manifest.vector != VectorConditioning::None)
        value["vector_conditioning"] = wordFor(kVectorWords, manifest.vector);
    if (manifest.zerosForEmptyNegative)
        value["zeros_for_empty_negative"] = true;
    if (manifest.textEncoderLayer)
        value["text_encoder_layer"] = *manifest.textEncoderLayer;
    if (manifest.previewRgb)
        value["preview_rgb"] = *manifest.previewRgb;
    if (!manifest.description.empty())
        value["description"] = manifest.description;
    if (!manifest.samplePrompts.empty())
        value["sample_prompts"] = manifest.samplePrompts;
    if (manifest.defaults != ModelDefaults())
        value["defaults"] = toJson(manifest.defaults);
    for (const auto& weights : manifest.weights)
        value["weights"].push_back(toJson(weights));
}

} // namespace

json toJson(const ModelManifest& manifest) {
    const auto& latents = manifest.latents;
    json value = {{"format_version", ModelManifest::kFormatVersion},
                  {"name", manifest.name},
                  {"family", manifest.family},
                  {"licence", manifest.licence},
                  {"scheduler", toJson(manifest.scheduler)},
                  {"latents",
                   {{"channels", latents.channels},
                    {"downscale", latents.downscale},
                    {"scale", latents.scale},
                    {"shift", latents.shift}}},
                  {"native_size", {{"width", manifest.nativeWidth}, {"height", manifest.nativeHeight}}},
                  {"concat", wordFor(kConcatWords, manifest.concat)},
                  {"empty_masked_latents", wordFor(kEmptyMaskedLatentsWords, manifest.emptyMaskedLatents)},
                  {"cross_attention", manifest.crossAttention},
                  {"precision", manifest.precision}};
    addOptional(value, manifest);
    json all = manifest.unknown;
    all.update(value, /*merge_objects=*/true);
    return all;
}

} // namespace latentbrush::catalogue
