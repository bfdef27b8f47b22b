// Models that are program code made elsewhere: nothing of them runs before `--trust` with their hash.

#include "program.h"

#include "base/files.h"

#include <nlohmann/json.hpp>

namespace latentbrush::cli {
namespace {

namespace fs = std::filesystem;

class Trust : public Program {
protected:
    void SetUp() override {
        Program::SetUp();
        const fs::path golden = fs::path(LATENTBRUSH_GOLDEN) / "exports";
        fs::create_directories(exports());
        for (const auto* file : {"unet.pt", "text_encoder.pt", "vae_decoder.pt"})
            fs::copy_file(golden / file, exports() / file);
        fs::copy(golden / "tokenizer", exports() / "tokenizer", fs::copy_options::recursive);
        fs::current_path(folder);
    }
    void TearDown() override {
        fs::current_path(m_before);
        Program::TearDown();
    }

    fs::path exports() const { return folder / "exports"; }
    void makeHostile() const {
        fs::copy_file(fs::path(LATENTBRUSH_GOLDEN) / "exports" / "hostile" / "unet.pt", exports() / "unet.pt",
                      fs::copy_options::overwrite_existing);
    }
    bool ran() const { return fs::exists(folder / "hostile-export-ran"); }

    /// `generate` with a tiny picture.
    Ran generate(std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"generate", "--model", exports().string(), "--prompt", "a house",
                                       "--size",   "64x64",   "--steps",          "1",        "--device",
                                       "cpu",      "--out",   "made.png",         "--force"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    nlohmann::json inspected(const fs::path& path) const {
        const auto ran = run({"inspect", path.string(), "--json"});
        EXPECT_EQ(ran.exitCode, 0) << ran.err;
        return nlohmann::json::parse(ran.out);
    }

private:
    fs::path m_before = fs::current_path();
};

TEST_F(Trust, IsAskedForByItsHashAndRemembered) {
    const auto asked = generate();
    EXPECT_EQ(asked.exitCode, 3);
    const std::string hash = inspected(exports())["hash"];
    EXPECT_NE(asked.err.find("--trust " + hash), std::string::npos) << asked.err;
    EXPECT_FALSE(fs::exists(folder / "made.png"));
    const auto trusted = generate({"--trust", hash});
    EXPECT_EQ(trusted.exitCode, 0) << trusted.err;
    EXPECT_TRUE(fs::exists(folder / "made.png"));
    EXPECT_EQ(generate().exitCode, 0) << "once is enough";
    EXPECT_EQ(inspected(exports())["trusted"], true);
    makeHostile();
    EXPECT_EQ(generate().exitCode, 3) << "other bytes";
    EXPECT_FALSE(ran());
}

TEST_F(Trust, AProgramReadsTheHashFromJson) {
    const auto asked = generate({"--json"});
    const auto event = nlohmann::json::parse(asked.out.substr(asked.out.rfind('{')));
    EXPECT_EQ(event["code"], "ConsentNeeded");
    EXPECT_EQ(event["detail"], inspected(exports())["hash"]);
}

TEST_F(Trust, NothingElseRunsAHostileExport) {
    makeHostile();
    const auto found = inspected(exports());
    EXPECT_EQ(found["kind"], "TorchScript export");
    EXPECT_EQ(found["family"], "unknown");
    EXPECT_EQ(found["trusted"], false);
    ASSERT_EQ(found["files"].size(), 3u);
    for (const auto& file : found["files"])
        EXPECT_EQ(file["sha256"].get<std::string>().size(), 64u);
    EXPECT_EQ(inspected(exports() / "unet.pt")["files"][0]["name"], "unet.pt");
    EXPECT_EQ(run({"tokenize", "--model", exports().string(), "a house"}).exitCode, 0);
    EXPECT_EQ(run({"bench", "--model", exports().string(), "--device", "cpu"}).exitCode, 3);
    for (const auto& other : {std::string(64, '0'), found["files"][0]["sha256"].get<std::string>()})
        EXPECT_EQ(generate({"--trust", other}).exitCode, 3);
    EXPECT_FALSE(ran());
    (void)generate({"--trust", found["hash"]});
    EXPECT_TRUE(ran()) << "else the lines above prove nothing";
}

TEST_F(Trust, TakesAHashAlone) {
    const auto ran = generate({"--trust", "everything"});
    EXPECT_EQ(ran.exitCode, 2);
    EXPECT_NE(ran.err.find("--trust"), std::string::npos) << ran.err;
    EXPECT_EQ(generate().exitCode, 3);
}

TEST_F(Trust, InspectRefusesAnExportThatIsCutOff) {
    const auto whole = readWhole(exports() / "unet.pt").value();
    ASSERT_TRUE(writeWhole(exports() / "unet.pt", whole.substr(0, whole.size() / 2), IfExists::Replace));
    EXPECT_EQ(run({"inspect", exports().string()}).exitCode, 3);
    EXPECT_EQ(generate().exitCode, 3);
}

} // namespace
} // namespace latentbrush::cli
