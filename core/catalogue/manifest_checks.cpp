#include "catalogue/manifest_checks.h"

#include <algorithm>
#include <string_view>

namespace latentbrush::catalogue {

namespace {

bool isPlainName(std::string_view name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos &&
           name.find('\\') == std::string_view::npos && std::ranges::none_of(name, [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
           });
}

void checkContents(const ModelManifest& manifest, JsonFields& fields) {
    if (manifest.components)
        return;
    if (manifest.weights.empty())
        fields.malformed("components", "missing, and there are no weights to build them from");
    else if (!manifest.unet)
        fields.malformed("unet", "missing, and the weights need it");
    else if (!manifest.vae)
        fields.malformed("vae", "missing, and the weights need it");
    else if (!manifest.textEncoder)
        fields.malformed("text_encoder", "missing, and the weights need it");
}

void checkVae(const ModelManifest& manifest, const VaeConfig& vae, JsonFields& fields) {
    if (manifest.latents.channels != vae.latentChannels)
        fields.malformed("latents.channels", "another number than vae.latent_channels");
    if (manifest.latents.downscale != vae.downscale())
        fields.malformed("latents.downscale", "not what vae.block_out_channels give");
    if (manifest.latents.scale != vae.scalingFactor)
        fields.malformed("latents.scale", "another number than vae.scaling_factor");
    if (manifest.latents.shift != vae.shiftFactor)
        fields.malformed("latents.shift", "another number than vae.shift_factor");
}

void checkUNet(const ModelManifest& manifest, const UNetConfig& unet, JsonFields& fields) {
    const int channels = manifest.latents.channels;
    if (unet.outChannels != channels)
        fields.malformed("unet.out_channels", "another number than latents.channels");
    constexpr int kImageChannels = 3;
    const int beside = manifest.concat == Concat::MaskMaskedImage ? channels + 1
                       : manifest.concat == Concat::LowResolution ? kImageChannels
                                                                  : 0;
    if (unet.inChannels != channels + beside)
        fields.malformed("unet.in_channels", "not what latents.channels and concat make");
}

void checkText(const ModelManifest& manifest, const TextEncoderConfig& text, JsonFields& fields) {
    const int width = text.width + (manifest.textEncoder2 ? manifest.textEncoder2->width : 0);
    if (manifest.unet && manifest.unet->contextWidth != width)
        fields.malformed("text_encoder.hidden_size", "another number than unet.cross_attention_dim");
    if (manifest.textEncoderLayer && *manifest.textEncoderLayer >= text.layers)
        fields.malformed("text_encoder_layer", "more than the layers of text_encoder");
}

void checkTokenizer(const std::string& key, const TokenizerConfig& ids, const TextEncoderConfig& text,
                    JsonFields& fields) {
    if (ids.length != text.positions)
        fields.malformed(key + ".length", "another number than the encoder's max_position_embeddings");
    if (std::max({ids.beginId, ids.endId, ids.padId}) >= text.vocabularySize)
        fields.malformed(key, "an id beyond the encoder's vocab_size");
}

// The pooled vector and each number as 256 more.
void checkVector(const ModelManifest& manifest, const UNetConfig& unet, JsonFields& fields) {
    constexpr int kNumberWidth = 256;
    const int numbers = manifest.vector == VectorConditioning::SizesAndCrop     ? 6
                        : manifest.vector == VectorConditioning::AestheticScore ? 5
                                                                                : 0;
    const auto& text = manifest.textEncoder2 ? manifest.textEncoder2 : manifest.textEncoder;
    const int pooled = numbers > 0 && text ? text->projection : 0;
    if (unet.vectorWidth != pooled + numbers * kNumberWidth)
        fields.malformed("vector_conditioning", "not as wide as what the unet takes");
}

void checkSizes(const ModelManifest& manifest, JsonFields& fields) {
    const int step = manifest.latents.downscale;
    if (manifest.nativeWidth % step != 0 || manifest.nativeHeight % step != 0)
        fields.malformed("native_size", "no multiple of latents.downscale");
    if (manifest.latents.scale <= 0)
        fields.malformed("latents.scale", "not above 0");
    if (manifest.previewRgb)
        for (const auto& row : *manifest.previewRgb)
            if (row.size() != static_cast<std::size_t>(manifest.latents.channels) + 1)
                fields.malformed("preview_rgb", "a row is not one number a latent channel and one more");
}

} // namespace

bool isBundleFileName(const std::string& name) {
    constexpr std::string_view kTokenizer = "tokenizer/";
    return isPlainName(name) ||
           (name.starts_with(kTokenizer) && isPlainName(std::string_view(name).substr(kTokenizer.size())));
}

bool isSha256(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

void checkManifest(const ModelManifest& manifest, JsonFields& fields) {
    checkContents(manifest, fields);
    checkSizes(manifest, fields);
    if (manifest.crossAttention != "text")
        fields.unsupported("cross_attention: " + manifest.crossAttention);
    if (manifest.vae)
        checkVae(manifest, *manifest.vae, fields);
    if (manifest.unet)
        checkUNet(manifest, *manifest.unet, fields);
    if (manifest.unet && (manifest.textEncoder || manifest.unet->vectorWidth == 0))
        checkVector(manifest, *manifest.unet, fields);
    if (manifest.textEncoder)
        checkText(manifest, *manifest.textEncoder, fields);
    if (manifest.tokenizer && manifest.textEncoder)
        checkTokenizer("tokenizer", *manifest.tokenizer, *manifest.textEncoder, fields);
    if (manifest.tokenizer2 && manifest.textEncoder2)
        checkTokenizer("tokenizer_2", *manifest.tokenizer2, *manifest.textEncoder2, fields);
}

} // namespace latentbrush::catalogue
