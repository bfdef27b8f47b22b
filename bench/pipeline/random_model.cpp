#include "random_model.h"

#include "base/files.h"
#include "base/sha256.h"
#include "catalogue/family_facts.h"
#include "networks/networks.h"
#include "tensors/state_dict.h"

#include <fstream>

namespace latentbrush::bench {

namespace {

namespace fs = std::filesystem;
using catalogue::Family;

/// Numbers about as large as a trained network's, so that nothing overflows.
void add(tensors::StateDict& weights, const std::string& prefix,
         const std::map<std::string, std::vector<std::int64_t>>& shapes) {
    for (const auto& [name, shape] : shapes) {
        const bool norm = shape.size() == 1 && name.ends_with("weight");
        weights[prefix + name] = norm ? torch::ones(shape, at::kHalf) : torch::randn(shape, at::kHalf) * 0.01;
    }
}

/// A vocabulary of bytes alone: what text becomes does not matter here.
void writeTokenizer(const fs::path& folder) {
    fs::create_directories(folder);
    nlohmann::json ids;
    for (const auto* ending : {"", "</w>"})
        for (char letter = '!'; letter <= '~'; ++letter)
            ids[letter + std::string(ending)] = ids.size();
    ids["<|startoftext|>"] = ids.size();
    ids["<|endoftext|>"] = ids.size();
    std::ofstream(folder / "vocab.json") << ids.dump();
    std::ofstream(folder / "merges.txt") << "#version: 0.2\n";
}

// The families' shapes are those of formats.md 1.1 and 1.2.

catalogue::TextEncoderConfig openClip(int width, int layers) {
    catalogue::TextEncoderConfig text;
    text.width = width;
    text.layers = layers;
    text.heads = width / 64;
    text.feedForward = 4 * width;
    text.activation = catalogue::Activation::Gelu;
    return text;
}

void setFamily(Family family, catalogue::ModelManifest& manifest) {
    auto& unet = manifest.unet.emplace();
    manifest.textEncoder.emplace();
    if (family == Family::Sd2) {
        unet.contextWidth = 1024;
        unet.linearProjection = true;
        manifest.textEncoder = openClip(1024, 23);
    } else if (family == Family::Sdxl) {
        unet.blockOutChannels = {320, 640, 1280};
        unet.attention = {false, true, true};
        unet.transformerDepth = {1, 2, 10};
        unet.heads.resize(unet.blockOutChannels.size());
        unet.contextWidth = 2048;
        unet.linearProjection = true;
        unet.vectorWidth = 2816;
        manifest.textEncoder = catalogue::fittedTo(family, *manifest.textEncoder);
        manifest.textEncoder2 = openClip(1280, 32);
        manifest.textEncoder2->projection = 1280;
        manifest.textEncoder2 = catalogue::fittedTo(family, *manifest.textEncoder2);
    }
    catalogue::setHeads(family, unet);
    const auto prediction =
        family == Family::Sd2 ? catalogue::PredictionType::V : catalogue::PredictionType::Epsilon;
    manifest.family = catalogue::idOf(family);
    manifest.scheduler = catalogue::schedulerOf(family, {prediction, false});
    manifest.vector = catalogue::vectorOf(family);
    manifest.vae = catalogue::fittedTo(family, catalogue::VaeConfig());
    manifest.latents.scale = manifest.vae->scalingFactor;
    unet.sampleSize = catalogue::sampleSizeOf(family, prediction, catalogue::Concat::None);
    manifest.nativeWidth = manifest.nativeHeight = unet.sampleSize * manifest.latents.downscale;
}

tensors::StateDict weightsOf(const catalogue::ModelManifest& manifest) {
    tensors::StateDict weights;
    add(weights, "unet.", networks::unetShapes(*manifest.unet));
    add(weights, "vae.", networks::vaeEncoderShapes(*manifest.vae));
    add(weights, "vae.", networks::vaeDecoderShapes(*manifest.vae));
    add(weights, "text_encoder.", networks::textEncoderShapes(*manifest.textEncoder));
    if (manifest.textEncoder2)
        add(weights, "text_encoder_2.", networks::textEncoderShapes(*manifest.textEncoder2));
    return weights;
}

} // namespace

Result<> writeRandomModel(const std::string& shape, const fs::path& folder) {
    const std::map<std::string, Family> families{
        {"sd15", Family::Sd1}, {"sd21", Family::Sd2}, {"sdxl", Family::Sdxl}};
    const auto family = families.find(shape);
    if (family == families.end())
        return failure(ErrorCode::InvalidRequest, shape, "neither sd15, sd21 nor sdxl");
    catalogue::ModelManifest manifest;
    manifest.name = shape + "-random";
    manifest.precision = "fp16";
    setFamily(family->second, manifest);
    fs::create_directories(folder);
    writeTokenizer(folder / "tokenizer");
    if (manifest.textEncoder2)
        writeTokenizer(folder / "tokenizer_2");
    const auto file = folder / "weights.safetensors";
    if (const auto written = tensors::writeStateDict(file, weightsOf(manifest)); !written)
        return failure(written);
    const auto hash = sha256OfFile(file);
    if (!hash)
        return failure(hash);
    manifest.weights.push_back({"weights.safetensors", *hash});
    return writeWhole(folder / "model.json", catalogue::toJson(manifest).dump(1), IfExists::Replace);
}

} // namespace latentbrush::bench
