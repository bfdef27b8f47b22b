#include "program.h"

#include "base/files.h"
#include "image/png.h"
#include "request/picture_record.h"

#include <nlohmann/json.hpp>
#include <sstream>

namespace latentbrush::cli {
namespace {

class Generate : public Program {
protected:
    std::vector<std::string> words(std::vector<std::string> more) const {
        std::vector<std::string> all{"generate", "--model", model(),   "--prompt", "a red house",
                                     "--steps",  "2",       "--dtype", "fp32"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    std::string file(const char* name) const { return (folder / name).string(); }
};

std::vector<nlohmann::json> linesOf(const std::string& text) {
    std::vector<nlohmann::json> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(nlohmann::json::parse(line));
    return lines;
}

TEST_F(Generate, WritesAPictureThatCarriesItsMaking) {
    const auto ran = run(words({"--seed", "5", "--out", file("a.png")}));
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    const auto bytes = readWhole(file("a.png"));
    ASSERT_TRUE(bytes);
    const auto picture = image::decodePng(std::as_bytes(std::span(bytes->data(), bytes->size())));
    ASSERT_TRUE(picture);
    const auto* record = image::findText(picture->texts, PictureRecord::kTextKey);
    ASSERT_NE(record, nullptr);
    const auto read = recordFromJsonText(*record);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->request.prompt, "a red house");
    EXPECT_EQ(read->request.seed, 5u);
    EXPECT_EQ(read->provenance.precision, "fp32");
    ASSERT_NE(image::findText(picture->texts, "parameters"), nullptr);
}

TEST_F(Generate, TheSameSeedGivesTheSameBytesAndABatchEqualsItsSingles) {
    ASSERT_EQ(run(words({"--seed", "8", "--count", "2", "--out", file("batch")})).exitCode, 0);
    ASSERT_EQ(run(words({"--seed", "9", "--out", file("single.png")})).exitCode, 0);
    ASSERT_EQ(run(words({"--seed", "9", "--out", file("again.png")})).exitCode, 0);
    const auto single = readWhole(file("single.png"));
    EXPECT_EQ(single, readWhole(file("again.png")));
    EXPECT_EQ(single, readWhole(folder / "batch" / "9.png"));
    EXPECT_NE(single, readWhole(folder / "batch" / "8.png"));
}

TEST_F(Generate, WhatIsNotSaidComesFromTheModelsMaker) {
    const auto requestOf = [&](const std::vector<std::string>& flags) {
        std::vector<std::string> all{"generate",    "--model", "starter", "--prompt",
                                     "a red house", "--steps", "1",       "--json"};
        all.insert(all.end(), flags.begin(), flags.end());
        const auto ran = run(all);
        EXPECT_EQ(ran.exitCode, 0) << ran.err;
        return linesOf(ran.out).back()["request"];
    };
    const auto plain = requestOf({"--out", file("plain.png")});
    EXPECT_EQ(plain["guidance_scale"], 2); // as resources/starter/model.json says
    EXPECT_EQ(plain["schedule"], "karras");
    EXPECT_EQ(plain["steps"], 1);
    const auto said = requestOf({"--cfg", "3", "--sampler", "ddim", "--out", file("said.png")});
    EXPECT_EQ(said["guidance_scale"], 3);
    EXPECT_EQ(said["schedule"], "auto");
}

TEST_F(Generate, SpeaksJsonLines) {
    const auto ran = run(words({"--out", file("a.png"), "--json"}));
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    const auto lines = linesOf(ran.out);
    ASSERT_GE(lines.size(), 3u);
    EXPECT_EQ(lines.front()["event"], "progress");
    EXPECT_EQ(lines.back()["event"], "image");
    EXPECT_EQ(lines.back()["path"], file("a.png"));
    EXPECT_TRUE(lines.back()["seed"].is_number_unsigned()); // drawn, and said
}

TEST_F(Generate, AFileOverridesDefaultsAndAFlagOverridesTheFile) {
    ASSERT_TRUE(writeWhole(file("r.json"), R"({"version":1,"prompt":"from the file","steps":3,"seed":4})",
                           IfExists::Fail));
    const auto ran = run({"generate", "--request", file("r.json"), "--model", model(), "--seed", "6", "--out",
                          file("a.png"), "--json"});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    const auto request = linesOf(ran.out).back()["request"];
    EXPECT_EQ(request["prompt"], "from the file");
    EXPECT_EQ(request["steps"], 3);
    EXPECT_EQ(request["seed"], 6);
}

TEST_F(Generate, NeverOverwritesUnasked) {
    ASSERT_TRUE(writeWhole(file("a.png"), "precious", IfExists::Fail));
    EXPECT_EQ(run(words({"--out", file("a.png")})).exitCode, 6);
    EXPECT_EQ(readWhole(file("a.png")), "precious");
    EXPECT_EQ(run(words({"--out", file("a.png"), "--force"})).exitCode, 0);
    EXPECT_NE(readWhole(file("a.png")), "precious");
}

TEST_F(Generate, RefusesWithTheRightCode) {
    struct Row {
        const char* what;
        std::vector<std::string> arguments;
        int exitCode;
    };
    const std::string out = file("never.png");
    const std::vector<Row> rows{
        {"no command", {}, 2},
        {"unknown command", {"paint"}, 2},
        {"no --out", {"generate", "--prompt", "x"}, 2},
        {"unknown flag", words({"--out", out, "--colour", "red"}), 2},
        {"unknown sampler", words({"--out", out, "--sampler", "best"}), 2},
        {"pair without meaning", words({"--out", out, "--sampler", "ddpm", "--schedule", "karras"}), 2},
        {"a weight that is none", words({"--out", out, "--lora", "fur:much"}), 2},
        {"a LoRA that is not there", words({"--out", out, "--lora", "fur:1"}), 3},
        {"an unknown grammar", words({"--out", out, "--grammar", "comfy"}), 2},
        {"an interval of no length",
         words({"--out", out, "--guidance-start", "0.5", "--guidance-end", "0.5"}), 2},
        {"unknown device", words({"--out", out, "--device", "tpu"}), 2},
        {"no multiple of the model's step", words({"--out", out, "--size", "33x64"}), 2},
        {"no size", words({"--out", out, "--size", "big"}), 2},
        {"no steps", words({"--out", out, "--steps", "0"}), 2},
        {"several pictures into one file", words({"--out", out, "--count", "2"}), 2},
        {"a missing model", {"generate", "--prompt", "x", "--model", "/nowhere/model", "--out", out}, 3},
        {"a missing request", {"generate", "--request", "/nowhere.json", "--out", out}, 3},
        {"a missing latents file", words({"--out", out, "--latents-in", "/nowhere.safetensors"}), 3},
        {"an impossible folder", words({"--out", "/proc/none/a.png"}), 6},
    };
    for (const auto& row : rows) {
        const auto ran = run(row.arguments);
        EXPECT_EQ(ran.exitCode, row.exitCode) << row.what << ": " << ran.err;
        EXPECT_FALSE(ran.err.empty()) << row.what;
    }
    EXPECT_FALSE(std::filesystem::exists(out));
}

TEST_F(Generate, SpeaksThePersonsLanguage) {
    const auto english = run(words({"--out", file("a.png"), "--device", "tpu"}));
    const auto japanese = run(words({"--out", file("a.png"), "--device", "tpu"}), "ja_JP.UTF-8");
    EXPECT_EQ(japanese.exitCode, 2);
    EXPECT_NE(japanese.err, english.err);
    EXPECT_NE(japanese.err.find("デバイス"), std::string::npos) << japanese.err;
}

TEST_F(Generate, TakesALongPromptAndAnEmptyOne) {
    EXPECT_EQ(run({"generate", "--model", model(), "--prompt", std::string(100'000, 'a'), "--steps", "1",
                   "--out", file("long.png")})
                  .exitCode,
              0);
    EXPECT_EQ(
        run({"generate", "--model", model(), "--prompt", "", "--steps", "1", "--out", file("empty.png")})
            .exitCode,
        0);
}

TEST_F(Generate, CtrlCIsACancel) {
    const auto ran = interrupted(
        {"generate", "--model", model(), "--prompt", "x", "--steps", "1000", "--out", file("a.png")}, 1500);
    EXPECT_EQ(ran.exitCode, 5) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(file("a.png")));
}

TEST_F(Generate, KeepsNothingInTheHistoryUnasked) {
    ASSERT_EQ(run(words({"--out", file("a.png")})).exitCode, 0);
    EXPECT_TRUE(run({"history", "list"}).out.empty());
    ASSERT_EQ(run(words({"--out", file("b.png"), "--history"})).exitCode, 0);
    const auto listed = run({"history", "list", "--json"});
    const auto lines = linesOf(listed.out);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0]["path"], file("b.png"));
}

TEST_F(Generate, LatentsGoOutAndComeInAgain) {
    ASSERT_EQ(
        run(words({"--seed", "3", "--out", file("a.png"), "--latents-out", file("l.safetensors")})).exitCode,
        0);
    const auto ran =
        run(words({"--seed", "3", "--out", file("b.png"), "--latents-in", file("l.safetensors")}));
    EXPECT_EQ(ran.exitCode, 0) << ran.err;
    EXPECT_NE(readWhole(file("a.png")), readWhole(file("b.png"))); // other noise, another picture
}

} // namespace
} // namespace latentbrush::cli
