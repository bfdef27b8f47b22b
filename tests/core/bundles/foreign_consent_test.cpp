// What TorchScript of others may do before and after a person agreed to its bytes.

#include "../base/temporary_folder.h"
#include "base/files.h"
#include "base/sha256.h"
#include "bundles/applied_loras.h"
#include "bundles/load_model.h"
#include "bundles/write_bundle.h"
#include "catalogue/find_models.h"
#include "catalogue/model_hash.h"
#include "networks/networks.h"
#include "tiny_bundle.h"

#include <gtest/gtest.h>

namespace latentbrush::bundles {
namespace {

namespace fs = std::filesystem;

const fs::path kExports = fs::path(LATENTBRUSH_GOLDEN) / "exports";
constexpr const char* kTrace = "hostile-export-ran";

/// Works inside a folder of its own, where the hostile export would leave its trace.
class ForeignConsent : public testing::Test {
protected:
    ForeignConsent() {
        fs::create_directories(model());
        for (const auto* file : {"unet.pt", "text_encoder.pt", "vae_decoder.pt", "vae_encoder.pt"})
            fs::copy_file(kExports / file, model() / file);
        fs::copy(kExports / "tokenizer", model() / "tokenizer", fs::copy_options::recursive);
        fs::current_path(folder.path());
    }
    ~ForeignConsent() override { fs::current_path(m_before); }

    fs::path model() const { return folder / "model"; }
    void makeHostile() const {
        fs::copy_file(kExports / "hostile" / "unet.pt", model() / "unet.pt",
                      fs::copy_options::overwrite_existing);
    }
    Result<LoadedModel> load() const {
        const auto files = openModel(model());
        if (!files)
            return failure(files);
        return loadModel(*files, {.consents = consents}, KnownHashes(folder / "cache"));
    }
    /// The SHA-256 that is asked for; empty where it is not.
    std::string askedFor() const {
        const auto loaded = load();
        return !loaded && loaded.error().code == ErrorCode::ConsentNeeded ? loaded.error().detail : "";
    }
    /// Changes one byte in the middle of a file and leaves its size and time as they were.
    static void changeUnseen(const fs::path& file) {
        const auto time = fs::last_write_time(file);
        auto bytes = readWhole(file).value();
        bytes[bytes.size() / 2] ^= 1;
        ASSERT_TRUE(writeWhole(file, bytes, IfExists::Replace));
        fs::last_write_time(file, time);
    }

    TemporaryFolder folder;
    catalogue::Consents consents{folder / "consents.txt"};

private:
    fs::path m_before = fs::current_path();
};

TEST_F(ForeignConsent, IsAskedForByTheHashOfAllFiles) {
    std::vector<std::string> hashes;
    for (const auto* file : {"unet.pt", "text_encoder.pt", "vae_decoder.pt", "vae_encoder.pt"})
        hashes.push_back(sha256OfFile(model() / file).value());
    EXPECT_EQ(askedFor(), catalogue::modelHash(hashes));
    ASSERT_TRUE(consents.add(catalogue::modelHash(hashes)));
    const auto loaded = load();
    ASSERT_TRUE(loaded) << loaded.error().subject << ": " << loaded.error().detail;
    EXPECT_EQ(loaded->hash, catalogue::modelHash(hashes));
}

TEST_F(ForeignConsent, AHostileExportDoesNothingBeforeIt) {
    makeHostile();
    EXPECT_EQ(catalogue::findModels({folder.path()}).size(), 1u);
    EXPECT_TRUE(openModel(model()));
    EXPECT_FALSE(askedFor().empty());
    EXPECT_FALSE(fs::exists(kTrace));
}

TEST_F(ForeignConsent, AHostileExportDoesWhatItWantsAfterIt) {
    makeHostile();
    ASSERT_TRUE(consents.add(askedFor()));
    (void)load();
    EXPECT_TRUE(fs::exists(kTrace)) << "then the test above would not notice anything";
}

TEST_F(ForeignConsent, ToAnotherHashIsNone) {
    const auto hash = askedFor();
    auto other = hash;
    other.back() = other.back() == '0' ? '1' : '0';
    ASSERT_TRUE(consents.add(other));
    EXPECT_EQ(askedFor(), hash);
}

TEST_F(ForeignConsent, ToOneFileIsNone) {
    ASSERT_TRUE(consents.add(sha256OfFile(model() / "unet.pt").value()));
    EXPECT_FALSE(askedFor().empty());
}

TEST_F(ForeignConsent, EndsWithOneChangedByteInAnyFile) {
    ASSERT_TRUE(consents.add(askedFor()));
    ASSERT_EQ(askedFor(), "");
    for (const auto* file : {"unet.pt", "text_encoder.pt", "vae_decoder.pt", "vae_encoder.pt"}) {
        auto bytes = readWhole(model() / file).value();
        bytes[bytes.size() / 2] ^= 1;
        ASSERT_TRUE(writeWhole(model() / file, bytes, IfExists::Replace));
        EXPECT_NE(askedFor(), "") << file;
        fs::copy_file(kExports / file, model() / file, fs::copy_options::overwrite_existing);
        EXPECT_EQ(askedFor(), "") << "the bytes that were agreed to are back: " << file;
    }
}

// The cache of hashes goes by size and time: what is run is what was hashed as it was read.
TEST_F(ForeignConsent, EndsAlsoWhereTheCacheOfHashesIsFooled) {
    ASSERT_TRUE(consents.add(askedFor()));
    ASSERT_TRUE(load());
    const auto known = KnownHashes(folder / "cache").known(model() / "unet.pt");
    changeUnseen(model() / "unet.pt");
    ASSERT_EQ(KnownHashes(folder / "cache").known(model() / "unet.pt"), known);
    std::vector<std::string> hashes;
    for (const auto* file : {"unet.pt", "text_encoder.pt", "vae_decoder.pt", "vae_encoder.pt"})
        hashes.push_back(sha256OfFile(model() / file).value());
    EXPECT_EQ(askedFor(), catalogue::modelHash(hashes));
}

TEST_F(ForeignConsent, IsNotAskedForWhatIsNoProgram) {
    for (const auto& [bytes, code] :
         {std::pair{readWhole(kExports / "unet.pt").value().substr(0, 9999), ErrorCode::FileTruncated},
          std::pair{readWhole(fs::path(LATENTBRUSH_GOLDEN) / "pickles" / "zip_types.pt").value(),
                    ErrorCode::UnsupportedFormat},
          std::pair{std::string("version https://git-lfs.github.com/spec/v1"),
                    ErrorCode::UnsupportedFormat}}) {
        ASSERT_TRUE(writeWhole(model() / "unet.pt", bytes, IfExists::Replace));
        const auto loaded = load();
        ASSERT_FALSE(loaded);
        EXPECT_EQ(loaded.error().code, code);
        EXPECT_EQ(loaded.error().subject, (model() / "unet.pt").string());
    }
}

// A trace keeps the names of what was traced.
TEST_F(ForeignConsent, LorasFitOntoTraces) {
    ASSERT_TRUE(consents.add(askedFor()));
    auto model = load().value();
    const std::string kUNet = "mid_block.attentions.0.transformer_blocks.0.attn1.to_q";
    const std::string kText = "encoder.layers.0.self_attn.q_proj";
    const auto file = std::make_shared<const LoraFile>(
        loraFrom("ones",
                 {{"unet." + kUNet + ".lora_A.weight", torch::ones({1, 8})},
                  {"unet." + kUNet + ".lora_B.weight", torch::ones({8, 1})},
                  {"text_encoder." + kText + ".lora_A.weight", torch::ones({1, 16})},
                  {"text_encoder." + kText + ".lora_B.weight", torch::ones({16, 1})}},
                 {})
            .value());
    const auto weight = [](torch::jit::Module& part, const std::string& name) {
        return networks::stateOf(part).at("inner." + name + ".weight").detach().clone();
    };
    const auto unet = weight(model.components.unet, kUNet);
    const auto text = weight(model.components.textEncoder, kText);
    AppliedLoras loras;
    const auto left = loras.set(model, {{file, 0.25, 0.5}});
    ASSERT_TRUE(left) << left.error().detail;
    EXPECT_TRUE(left->empty());
    EXPECT_TRUE(torch::allclose(weight(model.components.unet, kUNet), unet + 0.5));
    EXPECT_TRUE(torch::allclose(weight(model.components.textEncoder, kText), text + 0.25));
    ASSERT_TRUE(loras.set(model, {}));
    EXPECT_TRUE(torch::equal(weight(model.components.unet, kUNet), unet));
}

// What this program wrote on another machine.
TEST_F(ForeignConsent, ABundleFromElsewhereNeedsItToo) {
    const auto manifest = tinyManifest();
    fs::remove_all(model());
    ASSERT_TRUE(writeBundle(model(), manifest, tinyComponents(manifest), tinyTokenizer()));
    const auto hash = askedFor();
    ASSERT_EQ(hash.size(), 64u);
    ASSERT_TRUE(consents.add(hash));
    const auto loaded = load();
    ASSERT_TRUE(loaded) << loaded.error().subject << ": " << loaded.error().detail;
    EXPECT_TRUE(loaded->components.textEncoder.find_method("encode")) << "it can all that ours can";
    EXPECT_TRUE(loaded->components.unet.find_method("controlled"));
    EXPECT_EQ(loaded->dtype, at::kFloat);

    changeUnseen(model() / "unet.pt");
    const auto changed = openModel(model()).and_then([&](const ModelFiles& files) {
        return loadModel(files, {.consents = consents}, KnownHashes(fs::path()));
    });
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().code, ErrorCode::HashMismatch) << "model.json promised other bytes";
}

} // namespace
} // namespace latentbrush::bundles
