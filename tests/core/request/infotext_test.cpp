#include "request/infotext.h"
#include "request/picture_record.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace latentbrush {
namespace {

using Strings = std::vector<std::string>;

Provenance sampleProvenance() {
    Provenance provenance;
    provenance.engineVersion = "0.1.0";
    provenance.modelName = "starter";
    provenance.modelHash = "0123456789abcdef" + std::string(48, '0');
    return provenance;
}

GenerationRequest sampleRequest() {
    GenerationRequest request;
    request.prompt = "a red house\non a snowy field";
    request.negativePrompt = "blurry, dark";
    request.seed = 965400086;
    request.width = 640;
    request.height = 480;
    return request;
}

TEST(InfotextWriter, WritesTheDocumentedForm) {
    EXPECT_EQ(
        infotextOf(sampleRequest(), sampleProvenance()),
        "a red house\non a snowy field\n"
        "Negative prompt: blurry, dark\n"
        "Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 965400086, Size: 640x480, "
        "Model hash: 0123456789, Model: starter, RNG: CPU, Version: Latentbrush 0.1.0");
}

TEST(InfotextWriter, WritesTheExtrasThatAreSetAndReadsThemBack) {
    auto request = sampleRequest();
    request.prompt = "a red house";
    request.sampler = Sampler::Ddim;
    request.schedule = Schedule::Leading;
    request.eta = 0.5;
    request.vae = "vivid";
    request.prompting.clipSkip = 2;
    request.prompting.emphasis = Emphasis::NoNorm;
    request.steering.rescale = 0.7;
    request.steering.perturbed = 3;
    request.noise = {NoiseSource::Philox, 7, 0.25};
    const auto text = infotextOf(request, sampleProvenance());
    EXPECT_EQ(
        text,
        "a red house\nNegative prompt: blurry, dark\n"
        "Steps: 20, Sampler: DDIM, Schedule type: Leading, CFG scale: 7, Seed: 965400086, Size: 640x480, "
        "VAE: vivid, Clip skip: 2, Emphasis: No norm, Eta DDIM: 0.5, CFG Rescale φ: 0.7, PAG scale: 3, "
        "Variation seed: 7, Variation seed strength: 0.25, "
        "Model hash: 0123456789, Model: starter, RNG: NV, Version: Latentbrush 0.1.0");
    const auto read = parseInfotext(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->request, request);
    EXPECT_TRUE(read->unused.empty());
}

TEST(InfotextWriter, WritesFurtherPassesAndReadsThemBack) {
    auto request = GenerationRequest();
    request.prompt = "a red house";
    request.hires = {1.5, 12, 0.55, Enlarging::Pixels};
    request.refiner = "fine";
    request.refinerFrom = 0.75;
    request.steering.freeU = {1.5, 1.6, 0.9, 0.2};
    request.noise.resizeFromWidth = 512;
    request.noise.resizeFromHeight = 384;
    Provenance provenance;
    provenance.engineVersion = "1.0";
    const auto text = infotextOf(request, provenance);
    for (const auto* part :
         {"Hires upscale: 1.5", "Hires steps: 12", "Hires upscaler: Lanczos", "Denoising strength: 0.55",
          "Refiner: fine", "Refiner switch at: 0.75", "freeu_b1: 1.5", "Seed resize from: 512x384"})
        EXPECT_NE(text.find(part), std::string::npos) << part << " in " << text;
    const auto read = parseInfotext(text).value();
    EXPECT_EQ(read.request.hires, request.hires);
    EXPECT_EQ(read.request.refiner, request.refiner);
    EXPECT_EQ(read.request.refinerFrom, request.refinerFrom);
    EXPECT_EQ(read.request.steering, request.steering);
    EXPECT_EQ(read.request.noise, request.noise);
    EXPECT_EQ(read.unused, std::vector<std::string>());
}

TEST(InfotextWriter, SaysWhichControlNetsSteered) {
    GenerationRequest request;
    request.controls = {{"edges", {}, Preprocessor::Canny, 0.8, 0, 0.5, true}};
    EXPECT_NE(infotextOf(request, {})
                  .find(R"(ControlNet 0: "Module: canny, Model: edges, Weight: 0.8, Guidance Start: 0, )"
                        R"(Guidance End: 0.5, Control Mode: ControlNet is more important")"),
              std::string::npos)
        << infotextOf(request, {});
}

TEST(InfotextWriter, LorasAreNamedByTheirHashes) {
    Provenance provenance;
    provenance.loraHashes = {{"fur", "0123456789abcdef" + std::string(48, '0')},
                             {"ink", "ba98765432100000" + std::string(48, '0')}};
    EXPECT_NE(infotextOf({}, provenance).find(", Lora hashes: \"fur: 0123456789ab, ink: ba9876543210\", "),
              std::string::npos)
        << infotextOf({}, provenance);
    EXPECT_EQ(infotextOf({}, {}).find("Lora hashes"), std::string::npos);
}

TEST(InfotextWriter, AVaeIsNamedByItsHash) {
    GenerationRequest request;
    request.vae = "vivid";
    Provenance provenance;
    provenance.addOns = {{"vivid", "0123456789abcdef" + std::string(48, '0')}};
    const auto text = infotextOf(request, provenance);
    EXPECT_NE(text.find(", VAE: vivid,"), std::string::npos) << text;
    EXPECT_NE(text.find(", VAE hash: 0123456789,"), std::string::npos) << text;
    EXPECT_EQ(infotextOf({}, provenance).find("VAE"), std::string::npos);
}

TEST(InfotextWriter, TheLorasOfThePanelBecomeTags) {
    GenerationRequest request;
    request.prompt = "a fox";
    request.prompting.loras = {{"fur", 0.5, 0.5}, {"ink", 1, 0}};
    EXPECT_TRUE(infotextOf(request, {}).starts_with("a fox <lora:fur:0.5> <lora:ink:0:1>\nSteps: 20"));
}

TEST(InfotextWriter, LeavesOutWhatIsEmpty) {
    GenerationRequest request;
    request.guidanceScale = 7.5;
    request.sampler = Sampler::EulerAncestral;
    request.schedule = Schedule::Auto;
    EXPECT_EQ(infotextOf(request, {}),
              "\nSteps: 20, Sampler: Euler a, Schedule type: Automatic, CFG scale: 7.5, "
              "Model: starter, RNG: CPU, Version: \"Latentbrush \"");
}

TEST(InfotextWriter, QuotesWhatWouldEndAValue) {
    auto provenance = sampleProvenance();
    for (const std::string name : {"a, b", "a: b", "a\nb", "\"a\"", " a ", "say \"x\", y"}) {
        provenance.modelName = name;
        const auto read = parseInfotext(infotextOf(sampleRequest(), provenance));
        ASSERT_TRUE(read);
        EXPECT_EQ(read->values.at("Model"), name);
    }
}

/// Lines with no blanks around them; the form keeps no others.
std::string anyPrompt() {
    static const Strings kParts{"a",  "red house",  ", ", "(x:1.2)", "夕焼け",  "😀",
                                "\n", "<lora:y:1>", "\"", "{",       "Steps: 3"};
    std::string text;
    for (const auto& part : *rc::gen::container<Strings>(rc::gen::elementOf(kParts)))
        text += part;
    return "p" + text + "q";
}

RC_GTEST_PROP(Infotext, WhatWeWriteIsReadBack, ()) {
    GenerationRequest request;
    request.prompt = anyPrompt();
    RC_PRE(request.prompt.find(" \n") == std::string::npos &&
           request.prompt.find("\n,") == std::string::npos);
    request.negativePrompt = *rc::gen::arbitrary<bool>() ? "low quality\nblurry" : "";
    request.sampler = kSamplers[*rc::gen::inRange<std::size_t>(0, kSamplers.size())].sampler;
    request.schedule = kSchedules[*rc::gen::inRange<std::size_t>(0, kSchedules.size())].schedule;
    request.steps = *rc::gen::inRange(1, 1001);
    request.guidanceScale = *rc::gen::inRange(0, 1001) / 10.;
    request.seed = *rc::gen::inRange<std::uint64_t>(0, GenerationRequest::kSeedLimit);
    request.width = *rc::gen::inRange(1, 16385);
    request.height = *rc::gen::inRange(1, 16385);
    const auto read = parseInfotext(infotextOf(request, sampleProvenance()));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->request == request);
    RC_ASSERT(read->unused.empty());
}

// ---- texts as other programs write them

struct Foreign {
    const char* name;
    const char* text;
    const char* prompt;
    const char* negative;
    Sampler sampler;
    Schedule schedule;
    int steps;
    double guidance;
    std::optional<std::uint64_t> seed;
    int width, height;
    const char* model;
    Strings unused;
};

const Foreign kForeign[] = {
    {"Automatic1111Old",
     "masterpiece, portrait of a fox\nNegative prompt: lowres, bad anatomy\n"
     "Steps: 28, Sampler: DPM++ 2M Karras, CFG scale: 6.5, Seed: 3012342341, Size: 512x768, Model hash: "
     "6ce0161689, "
     "Model: v1-5-pruned-emaonly, Version: v1.6.0",
     "masterpiece, portrait of a fox",
     "lowres, bad anatomy",
     Sampler::DpmPp2M,
     Schedule::Karras,
     28,
     6.5,
     3012342341,
     512,
     768,
     "v1-5-pruned-emaonly",
     {}},
    {"Automatic1111Plain",
     "a cat\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 965400086, Size: 512x512, Model hash: 45dee52b",
     "a cat",
     "",
     Sampler::EulerAncestral,
     Schedule::KDiffusion,
     20,
     7,
     965400086,
     512,
     512,
     "starter",
     {}},
    {"ForgeScheduleType",
     "a cat\nSteps: 20, Sampler: DPM++ 2M SDE, Schedule type: Exponential, CFG scale: 4, Seed: 1, Size: "
     "1024x1024, "
     "Model hash: 31e35c80fc, Model: sd_xl_base_1.0, RNG: CPU, Version: f2.0.1v1.10.1",
     "a cat",
     "",
     Sampler::DpmPp2MSde,
     Schedule::Exponential,
     20,
     4,
     1,
     1024,
     1024,
     "sd_xl_base_1.0",
     {}},
    {"PolyexponentialIsExponential",
     "a cat\nSteps: 20, Sampler: DPM++ 2M SDE, Schedule type: Polyexponential, CFG scale: 4, Seed: 1, Size: "
     "1024x1024, "
     "Model hash: 31e35c80fc, Model: sd_xl_base_1.0, RNG: CPU, Version: f2.0.1v1.10.1",
     "a cat",
     "",
     Sampler::DpmPp2MSde,
     Schedule::Exponential,
     20,
     4,
     1,
     1024,
     1024,
     "sd_xl_base_1.0",
     {}},
    {"AutomaticMeansTheSamplersOwn",
     "a cat\nSteps: 20, Sampler: DPM++ 2M, Schedule type: Automatic, CFG scale: 7, Seed: 1, Size: 64x64, "
     "RNG: GPU",
     "a cat",
     "",
     Sampler::DpmPp2M,
     Schedule::Karras,
     20,
     7,
     1,
     64,
     64,
     "starter",
     {"RNG"}},
    {"OursMeansTheModelsOwn",
     "a cat\nSteps: 20, Sampler: DPM++ 2M, Schedule type: Automatic, CFG scale: 7, Seed: 1, Version: "
     "Latentbrush 9.0",
     "a cat",
     "",
     Sampler::DpmPp2M,
     Schedule::Auto,
     20,
     7,
     1,
     0,
     0,
     "starter",
     {}},
    {"LoraHashesAndHires",
     "a fox <lora:fur:0.8>,\nsitting in (tall grass:1.2)\n\nNegative prompt: text,\nwatermark\n"
     "Steps: 30, Sampler: DPM++ SDE Karras, CFG scale: 5, Seed: 42, Size: 512x512, Model hash: abcdef0123, "
     "Model: mix: v2, "
     "Denoising strength: 0.4, Clip skip: 2, Hires upscale: 2, Hires upscaler: Latent, "
     "Lora hashes: \"fur: 0123456789ab, eyes: ba9876543210\", TI hashes: \"neg: 11\", Version: v1.7.0",
     "a fox <lora:fur:0.8>,\nsitting in (tall grass:1.2)\n",
     "text,\nwatermark",
     Sampler::DpmPpSde,
     Schedule::Karras,
     30,
     5,
     42,
     512,
     512,
     "mix: v2",
     {"TI hashes"}},
    {"QuotedModel",
     "x\nSteps: 5, Sampler: UniPC, Model: \"a, \\\"b\\\" \\u5bb6\", Seed: 3",
     "x",
     "",
     Sampler::UniPc,
     Schedule::Auto,
     5,
     7,
     3,
     0,
     0,
     "a, \"b\" 家",
     {}},
    {"UnknownSamplerAndSchedule",
     "x\nSteps: 5, Sampler: Restart, Schedule type: SGM Uniform, CFG scale: 7, Seed: 3",
     "x",
     "",
     Sampler::DpmPp2M,
     Schedule::Karras,
     5,
     7,
     3,
     0,
     0,
     "starter",
     {"Sampler", "Schedule type"}},
    {"ValuesOutOfRange",
     "x\nSteps: 0, Sampler: Euler, CFG scale: nan, Seed: -1, Size: 99999x8",
     "x",
     "",
     Sampler::Euler,
     Schedule::KDiffusion,
     20,
     7,
     std::nullopt,
     0,
     0,
     "starter",
     {"CFG scale", "Seed", "Size-1", "Size-2", "Steps"}},
    {"TwoPairsAreProse",
     "x\nSteps: 5, Seed: 3",
     "x\nSteps: 5, Seed: 3",
     "",
     Sampler::DpmPp2M,
     Schedule::Karras,
     20,
     7,
     std::nullopt,
     0,
     0,
     "starter",
     {}},
    {"PromptAlone",
     "  just a prompt \n",
     "just a prompt",
     "",
     Sampler::DpmPp2M,
     Schedule::Karras,
     20,
     7,
     std::nullopt,
     0,
     0,
     "starter",
     {}},
    {"Empty", "", "", "", Sampler::DpmPp2M, Schedule::Karras, 20, 7, std::nullopt, 0, 0, "starter", {}},
    {"NoPrompt",
     "Steps: 5, Sampler: DDIM, CFG scale: 3, Seed: 9",
     "",
     "",
     Sampler::Ddim,
     Schedule::Auto,
     5,
     3,
     9,
     0,
     0,
     "starter",
     {}},
    {"WindowsLines",
     "a\r\nNegative prompt: b\r\nSteps: 5, Sampler: LMS Karras, CFG scale: 3, Seed: 9\r\n",
     "a",
     "b",
     Sampler::Lms,
     Schedule::Karras,
     5,
     3,
     9,
     0,
     0,
     "starter",
     {}},
    {"BraceInAPrompt",
     "{masterpiece}, girl\nSteps: 5, Sampler: PLMS, CFG scale: 3, Seed: 9",
     "{masterpiece}, girl",
     "",
     Sampler::Plms,
     Schedule::Auto,
     5,
     3,
     9,
     0,
     0,
     "starter",
     {}},
    {"Japanese",
     "赤い家、夕焼け: 美しい\nSteps: 5, Sampler: DPM2 a Karras, CFG scale: 3, Seed: 9, Model: 日本画",
     "赤い家、夕焼け: 美しい",
     "",
     Sampler::Dpm2Ancestral,
     Schedule::Karras,
     5,
     3,
     9,
     0,
     0,
     "日本画",
     {}},
};

class ForeignInfotext : public testing::TestWithParam<Foreign> {};

TEST_P(ForeignInfotext, IsUnderstood) {
    const auto& row = GetParam();
    const auto read = parseInfotext(row.text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->prompt, row.prompt);
    EXPECT_EQ(read->negativePrompt, row.negative);
    EXPECT_EQ(read->request.prompt, row.prompt);
    EXPECT_EQ(read->request.negativePrompt, row.negative);
    EXPECT_EQ(idOf(read->request.sampler), idOf(row.sampler));
    EXPECT_EQ(idOf(read->request.schedule), idOf(row.schedule));
    EXPECT_EQ(read->request.steps, row.steps);
    EXPECT_EQ(read->request.guidanceScale, row.guidance);
    EXPECT_EQ(read->request.seed, row.seed);
    EXPECT_EQ(read->request.width, row.width);
    EXPECT_EQ(read->request.height, row.height);
    EXPECT_EQ(read->request.model, row.model);
    EXPECT_EQ(read->unused, row.unused);
    EXPECT_TRUE(validate(read->request));
}

INSTANTIATE_TEST_SUITE_P(Rows, ForeignInfotext, testing::ValuesIn(kForeign),
                         [](const auto& info) { return info.param.name; });

TEST(Infotext, AbsentValuesHaveTheirMeaning) {
    const auto read = parseInfotext("x\nSteps: 5, Sampler: Euler, Seed: 3, Clip skip: 2").value();
    EXPECT_EQ(read.value("Clip skip"), "2");
    EXPECT_EQ(read.value("RNG"), "GPU");
    EXPECT_EQ(read.value("Masked area padding"), "32");
    EXPECT_EQ(read.value("Model"), std::nullopt);
}

TEST(Infotext, JsonOfOtherProgramsIsNamedSo) {
    for (const char* text :
         {R"({"sui_image_params": {"prompt": "a"}})", " {}\n", R"({"prompt": "a", "steps": 30})"})
        EXPECT_EQ(parseInfotext(text).error().code, ErrorCode::UnsupportedFormat) << text;
}

TEST(Infotext, HugeTextsAreRefusedAndLongOnesAreQuick) {
    EXPECT_EQ(parseInfotext(std::string(image::kMaxTextBytes + 1, 'a')).error().code,
              ErrorCode::FileTooLarge);
    for (const std::string unit :
         {"a", "a:", "aa:\"", "\\\"", ",", "\"", "Negative prompt:\n", "{", "家: "}) {
        std::string text;
        while (text.size() + unit.size() < (1u << 20))
            text += unit;
        EXPECT_TRUE(parseInfotext(text)) << unit;
    }
}

// ---- a picture's texts

TEST(ReadParameters, PrefersOurOwnRecord) {
    PictureRecord record{sampleRequest(), sampleProvenance()};
    record.request.prompt = "  spaces survive  ";
    const image::Texts texts{{"parameters", infotextOf(record.request, record.provenance)},
                             {"latentbrush", toJsonText(record)}};
    const auto read = readParameters(texts);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->source, ReadParameters::Source::Latentbrush);
    EXPECT_EQ(read->request, record.request);
    EXPECT_EQ(read->prompt, record.request.prompt);
    EXPECT_EQ(read->provenance, record.provenance);
    EXPECT_EQ(read->values.at("Seed"), "965400086");
}

TEST(ReadParameters, ADamagedOrNewerRecordLeavesTheOtherText) {
    for (const char* damaged : {"{", R"({"version": 99})", "[]"}) {
        const auto read = readParameters({{"latentbrush", damaged}, {"parameters", "a cat"}});
        ASSERT_TRUE(read) << damaged;
        EXPECT_EQ(read->source, ReadParameters::Source::Automatic1111);
        EXPECT_EQ(read->prompt, "a cat");
    }
    EXPECT_EQ(readParameters({{"latentbrush", "{"}}).error().code, ErrorCode::FileMalformed);
    EXPECT_EQ(readParameters({{"latentbrush", R"({"version": 99})"}}).error().code, ErrorCode::NewerFormat);
}

TEST(ReadParameters, NoTextIsNoEntry) {
    EXPECT_EQ(readParameters({}).error().code, ErrorCode::EntryNotFound);
    EXPECT_EQ(readParameters({{"Software", "x"}}).error().code, ErrorCode::EntryNotFound);
}

} // namespace
} // namespace latentbrush
