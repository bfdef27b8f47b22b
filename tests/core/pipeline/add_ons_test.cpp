// What a request lays over a model: LoRAs, embeddings, another VAE; and how its prompt is read.

#include "recorder.h"
#include "tensors/state_dict.h"
#include "tiny_model.h"

#include <gtest/gtest.h>
#include <numeric>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

const std::filesystem::path kGolden = LATENTBRUSH_GOLDEN;

/// A model folder with the LoRA "fur", the embedding "sky" of two vectors and the VAE "dim".
class AddOnsTest : public testing::Test {
protected:
    void SetUp() override {
        for (const auto* name : {"loras", "embeddings", "VAE"})
            std::filesystem::create_directories(m_folder / "models" / name);
        std::filesystem::copy(kGolden / "loras" / "kohya.safetensors",
                              m_folder / "models" / "loras" / "fur.safetensors");
        at::manual_seed(5);
        ASSERT_TRUE(tensors::writeStateDict(m_folder / "models" / "embeddings" / "sky.safetensors",
                                            {{"emb_params", at::randn({2, 32})}}));
        auto vae =
            tensors::readStateDict(tinyModel() / "vae" / "diffusion_pytorch_model.safetensors").value();
        vae["decoder.conv_out.bias"] = vae["decoder.conv_out.bias"] - 0.25;
        ASSERT_TRUE(tensors::writeStateDict(m_folder / "models" / "VAE" / "dim.safetensors", vae));
        request.prompt = "a red house";
        request.steps = 3;
    }

    std::vector<std::uint8_t> pixelsOf(const GenerationRequest& wanted) {
        Recorder recorder;
        const auto made = engine().generate(wanted, 1, recorder.observer(), {});
        EXPECT_TRUE(made) << (made ? "" : made.error().subject + ": " + made.error().detail);
        if (!made)
            return {};
        m_provenance = recorder.all<ImageReady>().at(0).image.provenance;
        return recorder.all<ImageReady>().at(0).image.picture->pixels;
    }
    std::vector<std::uint8_t> pixelsOf(const std::string& prompt) {
        auto wanted = request;
        wanted.prompt = prompt;
        return pixelsOf(wanted);
    }

    Engine& engine() {
        if (!m_engine)
            m_engine = std::make_unique<Engine>(EngineOptions{
                .modelFolders = {m_folder / "models"}, .cacheFolder = m_folder / "cache", .threads = 1});
        return *m_engine;
    }

    TestFolder m_folder;
    GenerationRequest request = tinyRequest(tinyModel());
    Provenance m_provenance;

private:
    std::unique_ptr<Engine> m_engine;
};

TEST_F(AddOnsTest, AreFoundByPlace) {
    std::vector<std::string> names;
    for (const auto& addOn : engine().addOns())
        names.push_back(addOn.name);
    EXPECT_EQ(names, (std::vector<std::string>{"fur", "sky", "dim"}));
}

TEST_F(AddOnsTest, ALoraChangesThePictureAndGoesAgainWithoutATrace) {
    const auto without = pixelsOf(request);
    auto with = request;
    with.prompting.loras = {{"fur", 0.8, 0.8}};
    const auto changed = pixelsOf(with);
    EXPECT_NE(changed, without);
    EXPECT_EQ(m_provenance.addOns.at("fur").size(), 64u);
    EXPECT_EQ(m_provenance.loraHashes.at("fur").size(), 64u);
    EXPECT_NE(m_provenance.loraHashes.at("fur"), m_provenance.addOns.at("fur")) << "without its header";
    EXPECT_EQ(pixelsOf("a red house<lora:fur:0.8>"), changed);
    EXPECT_EQ(pixelsOf(request), without);
    EXPECT_TRUE(m_provenance.addOns.empty());
    EXPECT_TRUE(m_provenance.loraHashes.empty());
}

TEST_F(AddOnsTest, ALorasWeightsAreThoseOfTheTag) {
    EXPECT_NE(pixelsOf("a red house<lora:fur:0.8:0.2>"), pixelsOf("a red house<lora:fur:0.8>"));
    auto listed = request;
    listed.prompting.loras = {{"fur", 0.2, 0.8}};
    EXPECT_EQ(pixelsOf("a red house<lora:fur:0.8:0.2>"), pixelsOf(listed));
}

TEST_F(AddOnsTest, WhatIsNotThereIsNamed) {
    const std::pair<std::string, ErrorCode> rows[] = {{"a <lora:snow:1>", ErrorCode::AddOnNotFound},
                                                      {"a <hypernet:snow:1>", ErrorCode::InvalidRequest},
                                                      {"a <lora:fur:much>", ErrorCode::InvalidRequest}};
    for (const auto& [prompt, code] : rows) {
        auto wanted = request;
        wanted.prompt = prompt;
        const auto made = engine().generate(wanted, 1, {}, {});
        ASSERT_FALSE(made) << prompt;
        EXPECT_EQ(nameOf(made.error().code), std::string(nameOf(code))) << prompt;
    }
    auto wanted = request;
    wanted.vae = "bright";
    EXPECT_EQ(engine().generate(wanted, 1, {}, {}).error().subject, "bright");
}

TEST_F(AddOnsTest, ThePlainGrammarKnowsNoTags) {
    auto plain = request;
    plain.prompting.grammar = PromptGrammar::Plain;
    plain.prompt = "a <lora:snow:1>";
    EXPECT_FALSE(pixelsOf(plain).empty());
}

TEST_F(AddOnsTest, AnEmbeddingIsCalledByItsNameAndCountsItsVectors) {
    EXPECT_NE(pixelsOf("a red house, sky"), pixelsOf("a red house, skz"));
    const auto model = request.model;
    const auto without = engine().countTokens(model, "red house")->tokens;
    EXPECT_EQ(engine().countTokens(model, "red house sky")->tokens, without + 2);
}

TEST_F(AddOnsTest, AnotherVaeDecodesAndTheOwnOneComesBack) {
    const auto own = pixelsOf(request);
    auto other = request;
    other.vae = "dim";
    const auto dim = pixelsOf(other);
    EXPECT_LT(std::accumulate(dim.begin(), dim.end(), 0.0), std::accumulate(own.begin(), own.end(), 0.0));
    EXPECT_EQ(m_provenance.addOns.count("dim"), 1u);
    EXPECT_EQ(pixelsOf(request), own);
}

struct Same {
    const char* one;
    const char* other;
    bool equal;
};

TEST_F(AddOnsTest, ThePromptsGrammarReachesTheNetwork) {
    const Same rows[] = {{"a (red:1.0) house", "a red house", true},
                         {"a (red:1.4) house", "a red house", false},
                         {"a red house # and so on", "a red house", true},
                         {"a red house BREAK tree", "a red house tree", false},
                         {"[tree:a red house:0]", "a red house", true},
                         {"[tree:a red house:2]", "a red house", false},
                         {"a red house AND tree", "a red house", false},
                         {"a red house AND tree :0", "a red house", true},
                         {"\\(a\\)", "(a)", false}};
    for (const auto& row : rows)
        EXPECT_EQ(pixelsOf(row.one) == pixelsOf(row.other), row.equal) << row.one;
}

TEST_F(AddOnsTest, SettingsOfThePromptAndOfGuidanceReachTheNetwork) {
    const auto usual = pixelsOf("a (red:1.4) house");
    using Change = void (*)(GenerationRequest&);
    const std::pair<const char*, Change> rows[] = {
        {"emphasis", [](GenerationRequest& wanted) { wanted.prompting.emphasis = Emphasis::NoNorm; }},
        {"clip skip", [](GenerationRequest& wanted) { wanted.prompting.clipSkip = 2; }},
        {"grammar", [](GenerationRequest& wanted) { wanted.prompting.grammar = PromptGrammar::Plain; }},
        {"rescale", [](GenerationRequest& wanted) { wanted.steering.rescale = 0.7; }},
        {"interval", [](GenerationRequest& wanted) { wanted.steering.end = 0.5; }},
        {"perturbed", [](GenerationRequest& wanted) { wanted.steering.perturbed = 3; }},
        {"philox", [](GenerationRequest& wanted) { wanted.noise.source = NoiseSource::Philox; }},
        {"variation", [](GenerationRequest& wanted) {
             wanted.noise = {NoiseSource::Cpu, 9, 0.2};
         }}};
    for (const auto& [name, change] : rows) {
        auto wanted = request;
        wanted.prompt = "a (red:1.4) house";
        change(wanted);
        const auto changed = pixelsOf(wanted);
        EXPECT_NE(changed, usual) << name;
        EXPECT_EQ(pixelsOf(wanted), changed) << name;
    }
}

TEST_F(AddOnsTest, AVariationOfNoStrengthIsThePicture) {
    auto wanted = request;
    wanted.noise = {NoiseSource::Cpu, 9, 0};
    EXPECT_EQ(pixelsOf(wanted), pixelsOf(request));
}

TEST_F(AddOnsTest, DdimWithEtaDrawsNoise) {
    auto wanted = request;
    wanted.sampler = Sampler::Ddim;
    wanted.schedule = Schedule::Leading;
    const auto without = pixelsOf(wanted);
    wanted.eta = 1;
    EXPECT_NE(pixelsOf(wanted), without);
}

} // namespace
