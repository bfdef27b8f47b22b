#include "program.h"

#include "base/files.h"
#include "base/sha256.h"

#include <nlohmann/json.hpp>

namespace latentbrush::cli {
namespace {

using OtherCommands = Program;

TEST_F(OtherCommands, TokenizeShowsSeventySevenIds) {
    const auto ran = run({"tokenize", "--model", model(), "--json", "a red house"});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    const auto json = nlohmann::json::parse(ran.out);
    EXPECT_EQ(json["ids"].size(), 77u);
    EXPECT_GE(json["tokens"].get<int>(), 3);
}

TEST_F(OtherCommands, InspectCountsParametersWithoutRunningAnything) {
    const auto ran = run({"inspect", model(), "--json"});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    const auto json = nlohmann::json::parse(ran.out);
    EXPECT_EQ(json["kind"], "diffusers");
    EXPECT_EQ(json["family"], "sd1");
    const auto& parameters = json["parameters"];
    EXPECT_EQ(parameters["total"].get<long>(), parameters["unet"].get<long>() +
                                                   parameters["vae"].get<long>() +
                                                   parameters["text_encoder"].get<long>());
}

TEST_F(OtherCommands, InspectCountsABundleWhoseWeightsStayedBehind) {
    const auto ran = run({"inspect", "starter", "--json"});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    const auto json = nlohmann::json::parse(ran.out);
    EXPECT_EQ(json["kind"], "bundle");
    const auto& parameters = json["parameters"];
    EXPECT_GT(parameters["unet"].get<long>(), 1'000'000);
    EXPECT_EQ(parameters["total"].get<long>(), parameters["unet"].get<long>() +
                                                   parameters["vae"].get<long>() +
                                                   parameters["text_encoder"].get<long>());
}

TEST_F(OtherCommands, InspectSaysTheHashByWhichOthersKnowAFile) {
    const auto file = model() + "/unet/diffusion_pytorch_model.safetensors";
    const auto asked = run({"inspect", file, "--json", "--hash"});
    ASSERT_EQ(asked.exitCode, 0) << asked.err;
    const auto hash = nlohmann::json::parse(asked.out)["hash"].get<std::string>();
    EXPECT_EQ(hash, sha256OfFile(file).value());
    const auto remembered = run({"inspect", file, "--json"});
    EXPECT_EQ(nlohmann::json::parse(remembered.out)["hash"], hash) << "from then on it is known";
}

TEST_F(OtherCommands, InspectRefusesWithTheRightCode) {
    ASSERT_TRUE(writeWhole(folder / "short.safetensors", "abc", IfExists::Fail));
    ASSERT_TRUE(writeWhole(folder / "notes.txt", "abc", IfExists::Fail));
    for (const auto& path : {folder / "missing", folder / "short.safetensors", folder / "notes.txt"})
        EXPECT_EQ(run({"inspect", path.string()}).exitCode, 3) << path;
}

TEST_F(OtherCommands, BenchMeasuresEveryPart) {
    const auto ran = run({"bench", "--model", model(), "--steps", "2", "--json"});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    const auto json = nlohmann::json::parse(ran.out);
    for (const auto* part : {"load_seconds", "text_seconds", "step_seconds", "decode_seconds"})
        EXPECT_GT(json[part].get<double>(), 0) << part;
}

TEST_F(OtherCommands, HistorySaysWhenThereIsNoSuchEntry) {
    EXPECT_EQ(run({"history", "show", "12345"}).exitCode, 3);
    EXPECT_EQ(run({"history"}).exitCode, 2);
}

TEST_F(OtherCommands, HelpAndVersionAreResults) {
    for (const auto* flag : {"--help", "--version"}) {
        const auto ran = run({flag});
        EXPECT_EQ(ran.exitCode, 0);
        EXPECT_FALSE(ran.out.empty());
    }
}

} // namespace
} // namespace latentbrush::cli
