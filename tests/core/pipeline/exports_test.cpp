// Traces of diffusers' own modules against diffusers untraced (tests/golden/make_exports.py), and what
// becomes of a model that is program code.

#include "closeness.h"
#include "recorder.h"
#include "tensors/state_dict.h"
#include "tiny_model.h"

#include <fstream>
#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;
namespace fs = std::filesystem;

namespace {

const fs::path kExports = fs::path(LATENTBRUSH_GOLDEN) / "exports";
constexpr const char* kTrace = "hostile-export-ran";

class ExportsTest : public testing::Test {
protected:
    ExportsTest() {
        fs::create_directories(model());
        for (const auto* file : {"unet.pt", "text_encoder.pt", "vae_decoder.pt", "vae_encoder.pt"})
            fs::copy_file(kExports / file, model() / file);
        fs::copy(kExports / "tokenizer", model() / "tokenizer", fs::copy_options::recursive);
        fs::current_path(folder.path());
    }
    ~ExportsTest() override { fs::current_path(m_before); }

    fs::path model() const { return folder / "models/traced"; }

    /// What the goldens were made with.
    GenerationRequest request(int width, int height) const {
        const auto runs = nlohmann::json::parse(std::ifstream(kExports / "runs.json"));
        auto request = tinyRequest(model());
        request.prompt = runs["prompt"];
        request.negativePrompt = runs["negative"];
        request.steps = runs["steps"];
        request.guidanceScale = runs["guidance"];
        request.sampler = Sampler::Ddim;
        request.width = width;
        request.height = height;
        return request;
    }
    Result<> generate(const GenerationRequest& request, const LatentFiles& latents = {}) {
        recorder = {};
        return engine.generate(request, 1, recorder.observer(), {}, latents);
    }
    /// The SHA-256 that is asked for.
    std::string askedFor() {
        const auto made = generate(request(64, 64));
        return !made && made.error().code == ErrorCode::ConsentNeeded ? made.error().detail : "";
    }
    void makeHostile() const {
        fs::copy_file(kExports / "hostile" / "unet.pt", model() / "unet.pt",
                      fs::copy_options::overwrite_existing);
    }

    TestFolder folder;
    Engine engine{{.modelFolders = {folder / "models"},
                   .consentsFile = folder / "data/consents.txt",
                   .cacheFolder = folder / "cache",
                   .threads = 1}};
    Recorder recorder;

private:
    fs::path m_before = fs::current_path();
};

struct SizeRow {
    int width, height;
};

class ExportsGolden : public ExportsTest, public testing::WithParamInterface<SizeRow> {};

} // namespace

// The UNet was traced at 64×64 with two pictures.
TEST_P(ExportsGolden, PaintWhatDiffusersPaintsUntraced) {
    ASSERT_TRUE(engine.trust(askedFor()));
    const auto size = std::to_string(GetParam().width) + "x" + std::to_string(GetParam().height);
    const auto wanted = tensors::readStateDict(kExports / "runs.safetensors").value();
    ASSERT_TRUE(
        tensors::writeStateDict(folder / "in.safetensors", {{"latents", wanted.at(size + ".latents")}}));
    const auto made = generate(request(GetParam().width, GetParam().height),
                               {.in = folder / "in.safetensors", .out = folder / "out.safetensors"});
    ASSERT_TRUE(made) << made.error().subject << ": " << made.error().detail;
    const auto latents = tensors::readStateDict(folder / "out.safetensors").value().at("latents");
    const auto& expected = wanted.at(size + ".final");
    const auto latentsDb = decibels((latents - expected) / expected.std());
    EXPECT_GE(latentsDb, 50) << "latents";
    ASSERT_EQ(recorder.all<ImageReady>().size(), 1u);
    const auto& finished = recorder.all<ImageReady>()[0].image;
    const auto pictureDb = decibels(unitTensorOf(*finished.picture) - wanted.at(size + ".image"));
    EXPECT_GE(pictureDb, 50) << "picture";
    EXPECT_EQ(finished.provenance.precision, "fp32");
    EXPECT_EQ(finished.provenance.modelHash.size(), 64u);
    RecordProperty("latents_db", std::to_string(latentsDb));
    RecordProperty("picture_db", std::to_string(pictureDb));
}

INSTANTIATE_TEST_SUITE_P(Sizes, ExportsGolden, testing::Values(SizeRow{64, 64}, SizeRow{128, 64}),
                         [](const auto& info) {
                             return std::to_string(info.param.width) + "x" +
                                    std::to_string(info.param.height);
                         });

TEST_F(ExportsTest, AreListedAndDescribedWithoutConsent) {
    makeHostile();
    ASSERT_EQ(engine.models().size(), 1u);
    const auto info = engine.describe("traced").value();
    EXPECT_EQ(info.family, "torchscript");
    EXPECT_EQ(info.nativeWidth, 512);
    EXPECT_TRUE(engine.countTokens("traced", "a red house"));
    EXPECT_FALSE(fs::exists(kTrace));
}

TEST_F(ExportsTest, AHostileOneIsNotRunUntilAPersonAgreed) {
    makeHostile();
    const auto hash = askedFor();
    ASSERT_EQ(hash.size(), 64u);
    EXPECT_EQ(engine.load("traced", "cpu", Precision::Fp32).error().code, ErrorCode::ConsentNeeded);
    EXPECT_FALSE(fs::exists(kTrace));
    ASSERT_TRUE(engine.trust(hash));
    EXPECT_FALSE(fs::exists(kTrace)) << "consent alone runs nothing";
    (void)generate(request(64, 64));
    EXPECT_TRUE(fs::exists(kTrace)) << "else the lines above prove nothing";
}

TEST_F(ExportsTest, ConsentLastsForTheseBytesAlone) {
    ASSERT_TRUE(engine.trust(askedFor()));
    EXPECT_EQ(askedFor(), "");
    makeHostile();
    engine.unload();
    const auto made = generate(request(64, 64));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::ConsentNeeded);
    EXPECT_FALSE(fs::exists(kTrace));
}

TEST_F(ExportsTest, TrustTakesAHashAlone) {
    EXPECT_EQ(engine.trust("yes").error().code, ErrorCode::InvalidRequest);
    EXPECT_NE(askedFor(), "");
}

TEST_F(ExportsTest, StayLoadedWhateverFormatWasAskedFor) {
    ASSERT_TRUE(engine.trust(askedFor()));
    auto asked = request(64, 64);
    asked.steps = 1;
    asked.precision = Precision::Bf16;
    ASSERT_TRUE(generate(asked));
    EXPECT_EQ(recorder.all<ImageReady>()[0].image.provenance.precision, "fp32") << "what it was traced in";
    ASSERT_TRUE(generate(asked));
    for (const auto& progress : recorder.all<Progress>())
        EXPECT_NE(progress.stage, Progress::Stage::LoadingModel);
}

TEST_F(ExportsTest, WithoutAnEncoderRefuseToBeginFromAPicture) {
    fs::remove(model() / "vae_encoder.pt");
    ASSERT_TRUE(engine.trust(askedFor()));
    auto asked = request(64, 64);
    asked.steps = 1;
    ASSERT_TRUE(generate(asked)) << "from words it can";
    asked.task =
        ImageToImage{.init = referenceTo(recorder.all<ImageReady>()[0].image.picture), .strength = 1};
    const auto made = generate(asked);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::FileMissing);
    EXPECT_EQ(made.error().subject, fs::canonical(model() / "unet.pt").parent_path() / "vae_encoder.pt");
}

TEST_F(ExportsTest, RefuseWhatTheirNetworksCannot) {
    ASSERT_TRUE(engine.trust(askedFor()));
    auto asked = request(64, 64);
    asked.steps = 1;
    asked.prompting.clipSkip = 2;
    EXPECT_EQ(generate(asked).error().code, ErrorCode::UnsupportedCombination);
    asked = request(64, 64);
    asked.steering.perturbed = 1;
    EXPECT_EQ(generate(asked).error().code, ErrorCode::UnsupportedCombination);
}

// A trace that holds for one size: a message, not a crash.
TEST_F(ExportsTest, OfOneSizeSayThatAnotherDoesNotFit) {
    torch::jit::Module unet("OfOneSize");
    unet.define("def forward(self, sample, timestep, states):\n"
                "    return sample.reshape(-1, 4, 8, 8) * 0.5\n");
    unet.save((model() / "unet.pt").string());
    ASSERT_TRUE(engine.trust(askedFor()));
    auto asked = request(64, 64);
    asked.steps = 1;
    EXPECT_TRUE(generate(asked));
    asked.width = 192;
    const auto made = generate(asked);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::InvalidSize) << made.error().detail;
    EXPECT_EQ(made.error().subject, "192x64");
}
