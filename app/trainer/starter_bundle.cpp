#include "starter_bundle.h"

#include "base/files.h"
#include "base/value_or_throw.h"
#include "catalogue/model_manifest.h"
#include "networks/networks.h"
#include "picturebook/captions.h"
#include "tensors/state_dict.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace latentbrush::trainer {

namespace {

constexpr std::uint64_t kShardBytes = 14'500'000; // the project keeps no file over 15 MB
constexpr const char* kStem = "weights";

Starter emptyStarter(const StarterConfigs& configs, Vocabulary vocabulary) {
    auto text = configs.text;
    text.vocabularySize = vocabulary.size();
    return Starter{{networks::buildVaeEncoder(configs.vae), networks::buildVaeDecoder(configs.vae)},
                   {networks::buildUNet(configs.unet), networks::buildTextEncoder(text)},
                   std::move(vocabulary),
                   0,
                   {}};
}

/// Each module with the prefix its names get in the bundle's weights.
std::array<std::pair<std::string, torch::jit::Module>, 4> partsOf(const Starter& starter) {
    return {{{"vae.", starter.autoencoder.encoder},
             {"vae.", starter.autoencoder.decoder},
             {"unet.", starter.denoiser.unet},
             {"text_encoder.", starter.denoiser.textEncoder}}};
}

std::vector<std::filesystem::path> shardsIn(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> shards;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".safetensors")
            shards.push_back(entry.path());
    std::sort(shards.begin(), shards.end());
    if (shards.empty())
        throw std::runtime_error("no weights in " + folder.string());
    return shards;
}

/// The trainer builds without OpenSSL: coreutils does it.
std::string sha256Of(const std::filesystem::path& file) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
        ::popen(("sha256sum -- '" + file.string() + "'").c_str(), "r"), &::pclose);
    std::array<char, 64> digits{};
    if (!pipe || std::fread(digits.data(), 1, digits.size(), pipe.get()) != digits.size())
        throw std::runtime_error("sha256sum does not answer");
    return {digits.begin(), digits.end()};
}

void describe(catalogue::ModelManifest& manifest) {
    manifest.name = "Starter";
    manifest.family = "starter";
    manifest.licence = "MIT";
    manifest.description = {
        {"en", "A small model that learned the picture book: houses, trees, cars, boats and balloons in "
               "named colours."},
        {"ja", "絵本の世界を学んだ小さなモデルです。名前のある色の家、木、車、船、気球を描きます。"}};
    manifest.samplePrompts = {
        {"en",
         {"a red house on a snowy field at night", "a yellow boat on the sea at sunset",
          "a blue car and a green pine tree on a sandy beach by day"}},
        {"ja", {"夜の雪原に立つ赤い家", "夕焼けの海に浮かぶ黄色い船", "昼の砂浜に青い車と緑の松の木"}}};
    manifest.defaults = {.sampler = "dpmpp_2m", .schedule = "karras", .steps = 20, .guidance = 2};
}

catalogue::ModelManifest manifestFor(const std::filesystem::path& folder,
                                     const std::vector<std::string>& shards, const Starter& starter,
                                     StarterConfigs configs, const Options& options) {
    catalogue::ModelManifest manifest;
    describe(manifest);
    manifest.scheduler = configs.scheduler;
    manifest.latents = {configs.vae.latentChannels, configs.vae.downscale(), starter.scale, 0};
    manifest.nativeWidth = manifest.nativeHeight = configs.unet.sampleSize * configs.vae.downscale();
    manifest.concat = catalogue::Concat::MaskMaskedImage;
    manifest.emptyMaskedLatents = catalogue::EmptyMaskedLatents::Zeros;
    manifest.tokenizer = catalogue::TokenizerConfig{Vocabulary::kLength, starter.vocabulary.beginId(),
                                                    starter.vocabulary.endId(), starter.vocabulary.endId()};
    manifest.precision = "fp16";
    configs.vae.scalingFactor = starter.scale;
    configs.text.vocabularySize = starter.vocabulary.size();
    manifest.unet = configs.unet;
    manifest.vae = configs.vae;
    manifest.textEncoder = configs.text;
    for (const auto& shard : shards)
        manifest.weights.push_back({shard, sha256Of(folder / shard)});
    std::array<std::vector<double>, 3> preview;
    for (std::size_t colour = 0; colour < preview.size(); ++colour)
        preview[colour].assign(starter.previewRgb[colour].begin(), starter.previewRgb[colour].end());
    manifest.previewRgb = preview;
    manifest.unknown["training"] = {{"commit", options.commit},
                                    {"seed", options.seed},
                                    {"scenes", options.scenes},
                                    {"autoencoder_minutes", options.vaeMinutes},
                                    {"denoiser_minutes", options.denoiserMinutes},
                                    {"from", options.from.empty() ? "nothing" : "a bundle"}};
    return manifest;
}

} // namespace

Starter freshStarter(StarterConfigs configs, std::uint64_t seed) {
    std::vector<std::string> words;
    for (const auto language : picturebook::kLanguages)
        for (auto& word : picturebook::lexicon(language))
            words.push_back(word);
    auto starter = emptyStarter(configs, Vocabulary::learn(words));
    for (auto& [prefix, module] : partsOf(starter))
        networks::initialise(module, seed++);
    return starter;
}

Starter readStarter(const std::filesystem::path& folder, StarterConfigs configs) {
    auto starter = emptyStarter(
        configs, Vocabulary::fromMerges(valueOrThrow(readWhole(folder / "tokenizer" / "merges.txt"))));
    tensors::StateDict weights;
    for (const auto& shard : shardsIn(folder))
        weights.merge(valueOrThrow(tensors::readStateDict(shard)));
    for (auto& [prefix, module] : partsOf(starter))
        valueOrThrow(networks::loadWeights(module, weights, prefix));
    const auto manifest = valueOrThrow(catalogue::readManifest(folder / "model.json"));
    starter.scale = manifest.latents.scale;
    return starter;
}

void writeStarter(const std::filesystem::path& folder, const Starter& starter, StarterConfigs configs,
                  const Options& options) {
    std::filesystem::create_directories(folder / "tokenizer");
    tensors::StateDict weights;
    for (const auto& [prefix, module] : partsOf(starter))
        for (const auto& [name, tensor] : networks::stateOf(module))
            weights[prefix + name] = tensor.detach().to(at::kHalf).contiguous();
    const auto shards = valueOrThrow(tensors::writeShards(folder, kStem, weights, kShardBytes));
    valueOrThrow(
        writeWhole(folder / "tokenizer" / "merges.txt", starter.vocabulary.mergesText(), IfExists::Replace));
    valueOrThrow(writeWhole(folder / "tokenizer" / "vocab.json",
                            nlohmann::json(starter.vocabulary.ids()).dump(1), IfExists::Replace));
    const auto manifest = toJson(manifestFor(folder, shards, starter, std::move(configs), options));
    valueOrThrow(writeWhole(folder / "model.json", manifest.dump(2) + "\n", IfExists::Replace));
}

} // namespace latentbrush::trainer
