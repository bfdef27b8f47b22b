#include "catalogue/ldm_shapes.h"

#include <algorithm>

namespace latentbrush::catalogue {

namespace {

constexpr int kHeadWidth = 64;

/// Where one layout keeps what tells the size of a text encoder.
struct Spelling {
    std::string tokens;
    std::string positions;
    std::string layers;
    std::string feedForward; ///< below a layer
};

Result<TextEncoderConfig> read(const TensorTable& table, const Spelling& spelling,
                               const std::string& subject) {
    TextEncoderConfig config;
    config.vocabularySize = edgeOf(table, spelling.tokens, 0);
    config.width = edgeOf(table, spelling.tokens, 1);
    config.positions = edgeOf(table, spelling.positions, 0);
    config.layers = lengthOf(table, spelling.layers);
    config.feedForward = edgeOf(table, spelling.layers + "0." + spelling.feedForward, 0);
    const std::pair<int, std::string> needed[] = {
        {config.width, spelling.tokens},
        {config.positions, spelling.positions},
        {config.feedForward, spelling.layers + "0." + spelling.feedForward}};
    for (const auto& [edge, name] : needed)
        if (edge == 0)
            return failure(ErrorCode::TensorMissing, name, subject);
    config.heads = std::max(1, config.width / kHeadWidth);
    if (config.width % config.heads != 0)
        return failure(ErrorCode::UnsupportedModel, "text_encoder: width " + std::to_string(config.width),
                       subject);
    config.endId = config.vocabularySize - 1; // the markers are the last two
    return config;
}

} // namespace

Result<TextEncoderConfig> clipFromShapes(const TensorTable& table, const std::string& subject) {
    const std::string front = hasPrefix(table, "text_model.") ? "text_model." : "";
    return read(table,
                {front + "embeddings.token_embedding.weight", front + "embeddings.position_embedding.weight",
                 front + "encoder.layers.", "mlp.fc1.weight"},
                subject);
}

Result<TextEncoderConfig> openClipFromShapes(const TensorTable& table, const std::string& subject) {
    return read(table,
                {"token_embedding.weight", "positional_embedding", "transformer.resblocks.",
                 "mlp.c_fc.weight"},
                subject)
        .map([&](TextEncoderConfig config) {
            config.activation = Activation::Gelu;
            config.projection = edgeOf(table, "text_projection", 1);
            return config;
        });
}

} // namespace latentbrush::catalogue
