// Exports whose networks answer with plain arithmetic, so that a test sees what reached them.

#include "../base/temporary_folder.h"
#include "bundles/load_model.h"

#include <gtest/gtest.h>

namespace latentbrush::bundles {
namespace {

namespace fs = std::filesystem;

/// Those parts of an export that a row says otherwise; TorchScript of `forward`s.
struct Texts {
    std::string text = "def forward(self, ids):\n"
                       "    x = ids.to(self.weight.dtype).unsqueeze(2)\n"
                       "    return torch.cat([x, x + 1, x + 2], 2)\n";
    std::string unet = "def forward(self, sample, timestep, states):\n"
                       "    return sample * timestep.view(-1, 1, 1, 1)\n";
    std::string decoder = "def forward(self, z):\n"
                          "    return torch.upsample_nearest2d(z[:, :3], [z.size(2) * 8, z.size(3) * 8])\n";
    std::string encoder = "def forward(self, x):\n"
                          "    y = torch.avg_pool2d(x, [8, 8])\n"
                          "    return torch.cat([y, y, y[:, :2]], 1)\n";
};

class ForeignModel : public testing::Test {
protected:
    static void save(const fs::path& file, const std::string& text, at::ScalarType dtype = at::kFloat) {
        torch::jit::Module module("Foreign");
        module.register_parameter("weight", torch::ones({1000}, dtype), false);
        module.define(text);
        module.save(file.string());
    }

    void write(const Texts& texts) const {
        save(folder / "text_encoder.pt", texts.text);
        save(folder / "unet.pt", texts.unet);
        save(folder / "vae_decoder.pt", texts.decoder);
        if (!texts.encoder.empty())
            save(folder / "vae_encoder.pt", texts.encoder);
    }

    /// With the person's consent.
    Result<LoadedModel> load() const {
        const auto files = openModel(folder.path());
        if (!files)
            return failure(files);
        LoadOptions options{.consents = catalogue::Consents(folder / "consents.txt")};
        auto asked = loadModel(*files, options, KnownHashes(fs::path()));
        if (asked || asked.error().code != ErrorCode::ConsentNeeded)
            return asked;
        EXPECT_TRUE(options.consents.add(asked.error().detail));
        return loadModel(*files, options, KnownHashes(fs::path()));
    }

    TemporaryFolder folder;
};

const at::Tensor kSample = torch::arange(2 * 4 * 8 * 16, at::kFloat).view({2, 4, 8, 16}) / 100;
const at::Tensor kStates = torch::ones({2, 77, 3});

at::Tensor unetAnswer(LoadedModel& model, double timestep) {
    return model.components.unet.forward({kSample, torch::full({2}, timestep), kStates}).toTensor();
}

TEST_F(ForeignModel, NeedsConsentAndNamesWhatTo) {
    write({});
    const auto files = openModel(folder.path()).value();
    const auto asked = loadModel(files, {}, KnownHashes(fs::path()));
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code, ErrorCode::ConsentNeeded);
    EXPECT_EQ(asked.error().subject, folder.path().string());
    EXPECT_EQ(asked.error().detail.size(), 64u);
    const auto loaded = load();
    ASSERT_TRUE(loaded) << loaded.error().subject << loaded.error().detail;
    EXPECT_EQ(loaded->hash, asked.error().detail);
}

struct UNetRow {
    const char* name;
    std::string forward;
    double factor; ///< of the answer, at 2.5
};

class ForeignUNets : public ForeignModel, public testing::WithParamInterface<UNetRow> {};

TEST_P(ForeignUNets, AreAskedAsTheyWereTraced) {
    write({.unet = GetParam().forward});
    auto loaded = load();
    ASSERT_TRUE(loaded) << loaded.error().subject << ": " << loaded.error().detail;
    EXPECT_TRUE(torch::allclose(unetAnswer(*loaded, 2.5), kSample * GetParam().factor));
}

const std::string kUNet = "def forward(self, sample, timestep, states):\n";

INSTANTIATE_TEST_SUITE_P(
    Table, ForeignUNets,
    testing::Values(
        UNetRow{"APictureEach", Texts().unet, 2.5},
        UNetRow{"AnyShape",
                kUNet + "    return (sample * timestep.expand([sample.size(0)]).view(-1, 1, 1, 1),)\n", 2.5},
        UNetRow{"OneForAll",
                kUNet +
                    "    return sample * timestep.unsqueeze(0).expand([sample.size(0)]).view(-1, 1, 1, 1)\n",
                2.5},
        // A table of 1000 ones, looked up: only whole timesteps are in it.
        UNetRow{
            "Whole",
            kUNet +
                "    return sample * (timestep * self.weight.index_select(0, timestep)).view(-1, 1, 1, 1)\n",
            2},
        UNetRow{"WholeForAll",
                kUNet + "    t = timestep.unsqueeze(0)\n"
                        "    return sample * (t * self.weight.index_select(0, t)).view(-1, 1, 1, 1)\n",
                2},
        UNetRow{"ADict",
                "def forward(self, sample, timestep, states) -> Dict[str, Tensor]:\n"
                "    return {\"sample\": sample * timestep.view(-1, 1, 1, 1), \"another\": states}\n",
                2.5},
        UNetRow{"StatesReachIt", kUNet + "    return sample * states.mean() * timestep.view(-1, 1, 1, 1)\n",
                2.5}),
    [](const auto& info) { return info.param.name; });

struct TextRow {
    const char* name;
    std::string forward;
};

class ForeignTexts : public ForeignModel, public testing::WithParamInterface<TextRow> {};

TEST_P(ForeignTexts, GiveTheirStates) {
    write({.text = GetParam().forward});
    auto loaded = load();
    ASSERT_TRUE(loaded) << loaded.error().subject << ": " << loaded.error().detail;
    const auto output = loaded->components.textEncoder.forward({torch::arange(77).unsqueeze(0)});
    const auto states = output.isTuple() ? output.toTupleRef().elements()[0].toTensor() : output.toTensor();
    EXPECT_TRUE(torch::equal(states.select(2, 1), torch::arange(77).unsqueeze(0) + 1.0f));
}

INSTANTIATE_TEST_SUITE_P(
    Table, ForeignTexts,
    testing::Values(
        TextRow{"ATensor", Texts().text},
        TextRow{"APair", "def forward(self, ids):\n"
                         "    x = ids.to(6).unsqueeze(2)\n"
                         "    return torch.cat([x, x + 1], 2), x[:, 0]\n"},
        TextRow{"ADict",
                "def forward(self, ids) -> Dict[str, Tensor]:\n"
                "    x = ids.to(6).unsqueeze(2)\n"
                "    return {\"last_hidden_state\": torch.cat([x, x + 1], 2), \"pooler_output\": x}\n"},
        TextRow{"WithAMask", "def forward(self, ids, mask):\n"
                             "    x = (ids * mask).to(6).unsqueeze(2)\n"
                             "    return torch.cat([x, x + 1], 2)\n"}),
    [](const auto& info) { return info.param.name; });

TEST_F(ForeignModel, BothHalvesOfAVaeMayBeInOneFile) {
    write({});
    fs::remove(folder / "vae_decoder.pt");
    fs::remove(folder / "vae_encoder.pt");
    auto named = [](std::string text, const std::string& name) { return text.replace(4, 7, name); };
    save(folder / "vae.pt", named(Texts().decoder, "decode") + named(Texts().encoder, "encode"));
    auto loaded = load();
    ASSERT_TRUE(loaded) << loaded.error().subject << ": " << loaded.error().detail;
    EXPECT_EQ(loaded->components.vaeDecoder.forward({torch::ones({1, 4, 2, 3})}).toTensor().sizes(),
              (std::vector<std::int64_t>{1, 3, 16, 24}));
    EXPECT_EQ(loaded->components.vaeEncoder.forward({torch::ones({1, 3, 16, 24})}).toTensor().sizes(),
              (std::vector<std::int64_t>{1, 8, 2, 3}));
}

TEST_F(ForeignModel, NeedsNoEncoderToPaintFromText) {
    write({.encoder = ""});
    EXPECT_FALSE(openModel(folder.path()).value().canEncode());
    auto loaded = load();
    ASSERT_TRUE(loaded) << loaded.error().subject << ": " << loaded.error().detail;
    EXPECT_ANY_THROW(loaded->components.vaeEncoder.forward({torch::ones({1, 3, 8, 8})}));
}

TEST_F(ForeignModel, ComputesInTheFormatItWasMadeIn) {
    write({});
    save(folder / "unet.pt",
         kUNet + "    assert sample.dtype == 5\n    return sample * self.weight[0] * states.mean().to(5)\n",
         at::kHalf);
    auto loaded = load(); // asks for fp32
    ASSERT_TRUE(loaded) << loaded.error().subject << ": " << loaded.error().detail;
    EXPECT_EQ(loaded->dtype, at::kHalf);
    const auto answer = unetAnswer(*loaded, 1);
    EXPECT_EQ(answer.scalar_type(), at::kFloat);
    EXPECT_TRUE(torch::equal(answer, kSample.to(at::kHalf).to(at::kFloat)));
}

TEST_F(ForeignModel, OfOneSizeIsTriedAtItsOwn) {
    write({.unet = kUNet + "    return sample.view(2, 4, 64, 64) * timestep.view(-1, 1, 1, 1)\n"});
    const auto loaded = load();
    EXPECT_TRUE(loaded) << loaded.error().subject << ": " << loaded.error().detail;
}

struct RefusedRow {
    const char* name;
    const char* file; ///< that the error names
    Texts texts;
};

class RefusedExports : public ForeignModel, public testing::WithParamInterface<RefusedRow> {};

TEST_P(RefusedExports, NameTheFile) {
    write(GetParam().texts);
    const auto loaded = load();
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::UnsupportedFormat) << loaded.error().detail;
    EXPECT_EQ(loaded.error().subject, (folder / GetParam().file).string());
    EXPECT_FALSE(loaded.error().detail.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, RefusedExports,
    testing::Values(
        RefusedRow{"MoreInputs",
                   "unet.pt",
                   {.unet = "def forward(self, sample, timestep, states, y):\n    return sample\n"}},
        RefusedRow{"NoTensor", "unet.pt", {.unet = kUNet + "    return [sample]\n"}},
        RefusedRow{"AnotherMethod",
                   "unet.pt",
                   {.unet = "def run(self, sample, timestep, states):\n    return sample\n"}},
        RefusedRow{"Throws", "unet.pt", {.unet = kUNet + "    return sample.view(3, 3)\n"}},
        RefusedRow{"OtherChannels", "unet.pt", {.unet = kUNet + "    return sample[:, :3]\n"}},
        RefusedRow{
            "FewerWords",
            "text_encoder.pt",
            {.text =
                 "def forward(self, ids):\n    return self.weight.index_select(0, ids[0]).view(1, -1, 1)\n"}},
        RefusedRow{
            "NoStates", "text_encoder.pt", {.text = "def forward(self, ids):\n    return ids.to(6)\n"}},
        RefusedRow{
            "AnotherScale", "vae_decoder.pt", {.decoder = "def forward(self, z):\n    return z[:, :3]\n"}},
        RefusedRow{"OtherMoments",
                   "vae_encoder.pt",
                   {.encoder = "def forward(self, x):\n    return torch.avg_pool2d(x, [8, 8])\n"}}),
    [](const auto& info) { return info.param.name; });

} // namespace
} // namespace latentbrush::bundles
