#include "pipeline/latent_colours.h"

#include <cstring>

namespace latentbrush::pipeline {

LatentColours sd1Colours() {
    return {{{{0.298f, 0.207f, 0.208f}},
             {{0.187f, 0.286f, 0.173f}},
             {{-0.158f, 0.189f, 0.264f}},
             {{-0.184f, -0.271f, -0.473f}}},
            {}};
}

LatentColours sdxlColours() {
    return {{{{0.3448f, 0.4168f, 0.4395f}},
             {{-0.1953f, -0.0290f, 0.0250f}},
             {{0.1074f, 0.0886f, -0.0163f}},
             {{-0.3730f, -0.2499f, -0.2088f}}},
            {}};
}

bool hasSdxlLatents(const catalogue::ModelManifest& manifest) {
    return manifest.vector != catalogue::VectorConditioning::None;
}

std::optional<LatentColours> coloursOf(const catalogue::ModelManifest& manifest) {
    if (manifest.previewRgb)
        return latentColours(*manifest.previewRgb);
    constexpr int kChannels = 4; // of both autoencoders that a line is known for; the upscaler has another
    if (manifest.latents.channels != kChannels || manifest.concat == catalogue::Concat::LowResolution)
        return std::nullopt;
    return hasSdxlLatents(manifest) ? sdxlColours() : sd1Colours();
}

LatentColours latentColours(const std::array<std::vector<double>, 3>& rows) {
    LatentColours colours;
    colours.matrix.resize(rows[0].size() - 1);
    for (std::size_t colour = 0; colour < 3; ++colour) {
        for (std::size_t channel = 0; channel < colours.matrix.size(); ++channel)
            colours.matrix[channel][colour] = static_cast<float>(2 * rows[colour][channel]);
        colours.bias[colour] = static_cast<float>(2 * rows[colour].back() - 1);
    }
    return colours;
}

image::Image roughPicture(const at::Tensor& latents, const LatentColours& colours) {
    const auto channels = static_cast<std::int64_t>(colours.matrix.size());
    TORCH_CHECK(latents.dim() == 4 && latents.size(1) == channels, "preview: latents do not fit the matrix");
    const auto matrix = torch::from_blob(const_cast<float*>(colours.matrix.data()->data()), {channels, 3});
    const auto bias = torch::from_blob(const_cast<float*>(colours.bias.data()), {1, 3, 1, 1});
    const auto pixels = latents.to(at::kCPU, at::kFloat);
    return pictureOf(torch::einsum("bchw,cr->brhw", {pixels, matrix}) + bias);
}

image::Image pictureOf(const at::Tensor& decoded) {
    TORCH_CHECK(decoded.dim() == 4 && decoded.size(0) == 1 && decoded.size(1) == 3, "not one RGB picture");
    const auto bytes = ((decoded.to(at::kCPU, at::kFloat) + 1) * 127.5)
                           .round()
                           .clamp(0, 255)
                           .to(at::kByte)
                           .squeeze(0)
                           .permute({1, 2, 0})
                           .contiguous();
    image::Image picture;
    picture.width = static_cast<int>(bytes.size(1));
    picture.height = static_cast<int>(bytes.size(0));
    picture.pixels.resize(static_cast<std::size_t>(bytes.numel()));
    std::memcpy(picture.pixels.data(), bytes.const_data_ptr<std::uint8_t>(), picture.pixels.size());
    return picture;
}

} // namespace latentbrush::pipeline
