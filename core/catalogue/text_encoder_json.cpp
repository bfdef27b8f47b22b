#include "catalogue/configs_json.h"
#include "catalogue/required_values.h"

#include <algorithm>

namespace latentbrush::catalogue {

using nlohmann::json;

Result<TextEncoderConfig> textEncoderFromJson(const json& value, const std::string& subject) {
    constexpr int kWidest = 1 << 16;
    constexpr int kMostWords = 1 << 24;
    Fault fault;
    JsonFields fields(value, subject, fault);
    requireValues(fields, "text_encoder", {{"model_type", "clip_text_model"}});
    TextEncoderConfig config;
    config.vocabularySize = fields.integer("vocab_size", 49408, 1, kMostWords);
    config.positions = fields.integer("max_position_embeddings", 77, 1, kWidest);
    config.width = fields.integer("hidden_size", 512, 1, kWidest);
    config.layers = fields.integer("num_hidden_layers", 12, 1, 1024);
    config.heads = fields.integer("num_attention_heads", 8, 1, kWidest);
    config.feedForward = fields.integer("intermediate_size", 2048, 1, kWidest);
    config.normEpsilon = fields.number("layer_norm_eps", 1e-5);
    // A projection's width stands in every config; the class says whether there is one. What of the states is
    // taken is the pipeline's custom, which the keys behind it say only in what we write.
    const auto classes = fields.texts("architectures");
    if (std::ranges::find(classes, "CLIPTextModelWithProjection") != classes.end())
        config.projection = fields.integer("projection_dim", 512, 1, kWidest);
    config.skippedLayers = fields.integer("skipped_layers", 0, 0, config.layers);
    config.normHidden = fields.boolean("norm_hidden", true);
    // Its own eos_token_id is wrong by history (formats.md 2.2); small vocabularies end with the marker.
    if (fields.has("end_id"))
        config.endId = fields.id("end_id");
    else if (config.projection > 0)
        config.endId = std::min<std::int64_t>(config.endId, config.vocabularySize - 1);
    const auto activation = fields.text("hidden_act", "quick_gelu");
    config.activation = activation == "gelu" ? Activation::Gelu : Activation::QuickGelu;
    if (activation != "gelu" && activation != "quick_gelu")
        fields.unsupported("text_encoder: hidden_act = " + activation);
    if (config.width % config.heads != 0)
        fields.malformed("num_attention_heads", "hidden_size is no multiple of it");
    if (fault)
        return tl::unexpected(*fault);
    return config;
}

json toJson(const TextEncoderConfig& config) {
    json value = {{"model_type", "clip_text_model"},
                  {"vocab_size", config.vocabularySize},
                  {"max_position_embeddings", config.positions},
                  {"hidden_size", config.width},
                  {"num_hidden_layers", config.layers},
                  {"num_attention_heads", config.heads},
                  {"intermediate_size", config.feedForward},
                  {"hidden_act", config.activation == Activation::Gelu ? "gelu" : "quick_gelu"},
                  {"layer_norm_eps", config.normEpsilon}};
    if (config.projection > 0) {
        value["architectures"] = {"CLIPTextModelWithProjection"};
        value["projection_dim"] = config.projection;
    }
    const TextEncoderConfig usual;
    if (config.skippedLayers != usual.skippedLayers)
        value["skipped_layers"] = config.skippedLayers;
    if (config.normHidden != usual.normHidden)
        value["norm_hidden"] = config.normHidden;
    if (config.endId != usual.endId)
        value["end_id"] = config.endId;
    return value;
}

} // namespace latentbrush::catalogue
