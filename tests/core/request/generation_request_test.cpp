#include "request/generation_request.h"

#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>

namespace latentbrush {
namespace {

using nlohmann::json;

/// Text of one- to four-byte characters, quotes, backslashes and control characters.
std::string anyText() {
    static const std::vector<std::string> kParts{"a",       " ",      "\n", "\"", "\\", "\x01",
                                                 "\x7f",    "\u00e9", "ß",  "家", "😀",  "夕焼け",
                                                 "(x:1.2)", "\u200b", "{",  ","};
    std::string text;
    for (const auto& part : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kParts)))
        text += part;
    return text;
}

GenerationRequest anyRequest() {
    GenerationRequest request;
    request.model = "m" + anyText();
    request.prompt = anyText();
    request.negativePrompt = anyText();
    request.sampler = kSamplers[*rc::gen::inRange<std::size_t>(0, kSamplers.size())].sampler;
    request.schedule = kSchedules[*rc::gen::inRange<std::size_t>(0, kSchedules.size())].schedule;
    request.steps = *rc::gen::inRange(1, 1001);
    request.guidanceScale = *rc::gen::inRange(0, 1000001) / 10000.;
    if (*rc::gen::arbitrary<bool>()) {
        request.width = *rc::gen::inRange(1, 16385);
        request.height = *rc::gen::inRange(1, 16385);
    }
    request.count = *rc::gen::inRange(1, 65);
    if (*rc::gen::arbitrary<bool>())
        request.seed = *rc::gen::inRange<std::uint64_t>(0, GenerationRequest::kSeedLimit - 64);
    request.vae = anyText();
    request.eta = *rc::gen::inRange(0, 101) / 100.;
    request.prompting.grammar = *rc::gen::element(PromptGrammar::Automatic1111, PromptGrammar::Plain);
    request.prompting.emphasis = *rc::gen::element(Emphasis::Original, Emphasis::NoNorm, Emphasis::Ignore);
    request.prompting.clipSkip = *rc::gen::inRange(1, 25);
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
        request.prompting.loras.push_back(
            {"l" + anyText(), *rc::gen::inRange(-100, 101) / 10., *rc::gen::inRange(-100, 101) / 10.});
    request.steering = {*rc::gen::inRange(0, 101) / 100., *rc::gen::inRange(0, 50) / 100.,
                        *rc::gen::inRange(50, 101) / 100., *rc::gen::inRange(0, 201) / 10.};
    request.steering.freeU = {*rc::gen::inRange(0, 301) / 100., 1, *rc::gen::inRange(0, 301) / 100., 1};
    request.refiner = anyText();
    request.refinerFrom = *rc::gen::inRange(0, 101) / 100.;
    request.hires = {*rc::gen::inRange(100, 401) / 100., *rc::gen::inRange(0, 1001),
                     *rc::gen::inRange(1, 101) / 100.,
                     *rc::gen::element(Enlarging::Latents, Enlarging::NearestLatents, Enlarging::Pixels)};
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
        request.controls.push_back({"c" + anyText(),
                                    {nullptr, std::string(64, 'a'), anyText()},
                                    kPreprocessors[*rc::gen::inRange<std::size_t>(0, 5)].value,
                                    *rc::gen::inRange(0, 201) / 100.,
                                    *rc::gen::inRange(0, 50) / 100.,
                                    *rc::gen::inRange(50, 101) / 100.,
                                    *rc::gen::arbitrary<bool>()});
    request.noise.resizeFromWidth = *rc::gen::inRange(0, 16385);
    request.noise.source = *rc::gen::element(NoiseSource::Cpu, NoiseSource::Philox);
    if (*rc::gen::arbitrary<bool>())
        request.noise.variationSeed = *rc::gen::arbitrary<std::uint64_t>();
    request.noise.variationStrength = *rc::gen::inRange(0, 101) / 100.;
    request.device = *rc::gen::element<std::string>("auto", "cpu", "cuda", "cuda:0", "cuda:15");
    request.precision = *rc::gen::element(Precision::Auto, Precision::Fp32, Precision::Bf16, Precision::Fp16);
    if (*rc::gen::arbitrary<bool>())
        request.unknown["later"] = json{{"nested", {1, 2, anyText()}}, {"flag", true}};
    if (*rc::gen::arbitrary<bool>())
        request.unknown["task"] = json{{"strength", 0.5}};
    return request;
}

RC_GTEST_PROP(GenerationRequestJson, GoesThereAndBackUnchanged, ()) {
    const auto request = anyRequest();
    const auto read = requestFromJsonText(toJsonText(request));
    if (!read)
        RC_FAIL(read.error().subject + ": " + read.error().detail);
    RC_ASSERT(*read == request);
    RC_ASSERT(toJsonText(*read) == toJsonText(request));
}

TEST(GenerationRequestJson, HasTheDocumentedKeys) {
    const auto expected =
        json::parse(R"({"version": 2, "model": "starter", "vae": "", "prompt": "a red house",
        "negative_prompt": "", "grammar": "a1111", "emphasis": "original", "clip_skip": 1, "loras": [],
        "guidance_rescale": 0.0, "guidance_start": 0.0, "guidance_end": 1.0, "perturbed_attention": 0.0, "eta": 0.0,
        "noise_source": "cpu", "variation_seed": null, "variation_strength": 0.0, "seed_resize_width": 0,
        "seed_resize_height": 0, "freeu_b1": 1.0, "freeu_b2": 1.0, "freeu_s1": 1.0, "freeu_s2": 1.0, "controls": [], "refiner": "",
        "refiner_from": 0.8, "hires_scale": 1.0, "hires_steps": 0, "hires_strength": 0.7, "hires_by": "latent", "sampler": "dpmpp_2m", "schedule": "karras", "prediction": "auto", "steps": 20, "guidance_scale": 7.0,
        "width": 0, "height": 0, "seed": null, "count": 1, "device": "auto", "precision": "auto",
        "task": {"type": "text_to_image"}})");
    GenerationRequest request;
    request.prompt = "a red house";
    EXPECT_EQ(toJson(request), expected);
}

TEST(GenerationRequestJson, MissingKeysAreTheDefaults) {
    EXPECT_EQ(requestFromJsonText("{}"), GenerationRequest{});
    EXPECT_EQ(requestFromJsonText(R"({"task": {}})"), GenerationRequest{});
}

TEST(GenerationRequestJson, PromptsOfTheFirstVersionArePlain) {
    EXPECT_EQ(requestFromJsonText(R"({"version": 1})")->prompting.grammar, PromptGrammar::Plain);
    EXPECT_EQ(requestFromJsonText(R"({"version": 2})")->prompting.grammar, PromptGrammar::Automatic1111);
}

TEST(GenerationRequestJson, KnownKeysNeverComeFromTheUnknownOnes) {
    GenerationRequest request;
    request.unknown = {{"steps", 3}, {"task", "text"}, {"own", 1}};
    const auto written = toJson(request);
    EXPECT_EQ(written["steps"], 20);
    EXPECT_EQ(written["task"], json({{"type", "text_to_image"}}));
    EXPECT_EQ(written["own"], 1);
}

TEST(GenerationRequestJson, BytesThatAreNotUtf8StillGiveARecord) {
    GenerationRequest request;
    request.prompt = "a\xff";
    EXPECT_NE(toJsonText(request).find("a\xef\xbf\xbd"), std::string::npos);
}

struct Wrong {
    std::string text;
    ErrorCode code;
    std::string subject;
};

void PrintTo(const Wrong& row, std::ostream* out) {
    *out << row.text.substr(0, 60);
}

class WrongRequestText : public testing::TestWithParam<Wrong> {};

TEST_P(WrongRequestText, IsRefused) {
    const auto read = requestFromJsonText(GetParam().text);
    ASSERT_FALSE(read);
    EXPECT_EQ(nameOf(read.error().code), std::string(nameOf(GetParam().code))) << read.error().detail;
    EXPECT_EQ(read.error().subject, GetParam().subject) << read.error().detail;
}

std::string nested(int depth) {
    return R"({"x": )" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

constexpr auto kInvalid = ErrorCode::InvalidRequest;
constexpr auto kMalformed = ErrorCode::FileMalformed;

INSTANTIATE_TEST_SUITE_P(
    Types, WrongRequestText,
    testing::Values(
        Wrong{R"([])", kInvalid, ""}, Wrong{R"(null)", kInvalid, ""}, Wrong{R"(7)", kInvalid, ""},
        Wrong{R"({"model": 1})", kInvalid, "model"}, Wrong{R"({"prompt": null})", kInvalid, "prompt"},
        Wrong{R"({"prompt": ["a"]})", kInvalid, "prompt"},
        Wrong{R"({"negative_prompt": {}})", kInvalid, "negative_prompt"},
        Wrong{R"({"sampler": 3})", kInvalid, "sampler"},
        Wrong{R"({"sampler": "Euler a"})", kInvalid, "sampler"},
        Wrong{R"({"schedule": "normal"})", kInvalid, "schedule"},
        Wrong{R"({"steps": "20"})", kInvalid, "steps"}, Wrong{R"({"steps": 20.0})", kInvalid, "steps"},
        Wrong{R"({"steps": 4294967316})", kInvalid, "steps"},
        Wrong{R"({"steps": -9223372036854775808})", kInvalid, "steps"},
        Wrong{R"({"guidance_scale": "7"})", kInvalid, "guidance_scale"},
        Wrong{R"({"guidance_scale": null})", kInvalid, "guidance_scale"},
        Wrong{R"({"width": true, "height": 8})", kInvalid, "width"},
        Wrong{R"({"seed": "7"})", kInvalid, "seed"}, Wrong{R"({"seed": -1})", kInvalid, "seed"},
        Wrong{R"({"seed": 1.5})", kInvalid, "seed"}, Wrong{R"({"count": null})", kInvalid, "count"},
        Wrong{R"({"device": 0})", kInvalid, "device"},
        Wrong{R"({"precision": "fp8"})", kInvalid, "precision"},
        Wrong{R"({"grammar": "comfy"})", kInvalid, "grammar"},
        Wrong{R"({"emphasis": 1})", kInvalid, "emphasis"}, Wrong{R"({"loras": {}})", kInvalid, "loras"},
        Wrong{R"({"loras": ["fur"]})", kInvalid, "loras"}, Wrong{R"({"controls": {}})", kInvalid, "controls"},
        Wrong{R"({"controls": [1]})", kInvalid, "controls"},
        Wrong{R"({"controls": [{"name": "edges"}]})", kInvalid, "controls.picture"},
        Wrong{R"({"controls": [{"name": "edges", "picture": {"sha256": "x"}}]})", kInvalid,
              "controls.picture"},
        Wrong{R"({"controls": [{"preprocessor": "magic"}]})", kInvalid, "controls.preprocessor"},
        Wrong{R"({"refiner": 1})", kInvalid, "refiner"},
        Wrong{R"({"refiner_from": 1.5})", kInvalid, "refiner_from"},
        Wrong{R"({"hires_scale": 0.5})", kInvalid, "hires_scale"},
        Wrong{R"({"hires_scale": 5})", kInvalid, "hires_scale"},
        Wrong{R"({"hires_steps": -1})", kInvalid, "hires_steps"},
        Wrong{R"({"hires_strength": 0})", kInvalid, "hires_strength"},
        Wrong{R"({"hires_by": "magic"})", kInvalid, "hires_by"},
        Wrong{R"({"freeu_b2": -1})", kInvalid, "freeu_b2"},
        Wrong{R"({"freeu_s1": 3.5})", kInvalid, "freeu_s1"},
        Wrong{R"({"seed_resize_width": 16385})", kInvalid, "seed_resize_width"},
        Wrong{R"({"task": {"type": "upscale"}})", kInvalid, "task.init"},
        Wrong{R"({"loras": [{"name": 3}]})", kInvalid, "loras"},
        Wrong{R"({"noise_source": "gpu"})", kInvalid, "noise_source"},
        Wrong{R"({"variation_seed": -1})", kInvalid, "variation_seed"},
        Wrong{R"({"task": "text_to_image"})", kInvalid, "task"},
        Wrong{R"({"task": {"type": 1}})", kInvalid, "task"},
        Wrong{R"({"task": {"type": "sculpture"}})", kInvalid, "task"},
        Wrong{R"({"version": "1"})", kInvalid, "version"}, Wrong{R"({"version": 0})", kInvalid, "version"},
        Wrong{R"({"version": 3})", ErrorCode::NewerFormat, "version"}));

INSTANTIATE_TEST_SUITE_P(
    Values, WrongRequestText,
    testing::Values(Wrong{R"({"model": ""})", kInvalid, "model"}, Wrong{R"({"steps": 0})", kInvalid, "steps"},
                    Wrong{R"({"steps": 1001})", kInvalid, "steps"},
                    Wrong{R"({"count": 0})", kInvalid, "count"}, Wrong{R"({"count": 65})", kInvalid, "count"},
                    Wrong{R"({"guidance_scale": -0.1})", kInvalid, "guidance_scale"},
                    Wrong{R"({"guidance_scale": 1e300})", kInvalid, "guidance_scale"},
                    Wrong{R"({"clip_skip": 0})", kInvalid, "clip_skip"},
                    Wrong{R"({"clip_skip": 25})", kInvalid, "clip_skip"},
                    Wrong{R"({"loras": [{"name": ""}]})", kInvalid, "loras"},
                    Wrong{R"({"loras": [{"name": "a", "unet": 10.5}]})", kInvalid, "loras"},
                    Wrong{R"({"guidance_rescale": 1.1})", kInvalid, "guidance_rescale"},
                    Wrong{R"({"guidance_start": 0.5, "guidance_end": 0.5})", kInvalid, "guidance_end"},
                    Wrong{R"({"perturbed_attention": 21})", kInvalid, "perturbed_attention"},
                    Wrong{R"({"eta": 1.1})", kInvalid, "eta"},
                    Wrong{R"({"variation_strength": 2})", kInvalid, "variation_strength"},
                    Wrong{R"({"width": 512})", kInvalid, "height"},
                    Wrong{R"({"height": 512})", kInvalid, "width"},
                    Wrong{R"({"width": -8, "height": 8})", kInvalid, "width"},
                    Wrong{R"({"width": 8, "height": 16385})", kInvalid, "height"},
                    Wrong{R"({"seed": 4294967296})", kInvalid, "seed"},
                    Wrong{R"({"seed": 18446744073709551615})", kInvalid, "seed"},
                    Wrong{R"({"seed": 4294967295, "count": 2})", kInvalid, "seed"},
                    Wrong{R"({"prompt": "a\u0000b"})", kInvalid, "prompt"},
                    Wrong{R"({"device": "cuda:"})", ErrorCode::UnknownDevice, "cuda:"},
                    Wrong{R"({"device": "cuda:1x"})", ErrorCode::UnknownDevice, "cuda:1x"},
                    Wrong{R"({"device": "cuda:-1"})", ErrorCode::UnknownDevice, "cuda:-1"},
                    Wrong{R"({"device": "tpu"})", ErrorCode::UnknownDevice, "tpu"}));

INSTANTIATE_TEST_SUITE_P(
    Json, WrongRequestText,
    testing::Values(Wrong{"", kMalformed, ""}, Wrong{"{", kMalformed, ""}, Wrong{"{} {}", kMalformed, ""},
                    Wrong{"{\"prompt\": \"\xff\"}", kMalformed, ""},
                    Wrong{R"({"steps": 1e999})", kMalformed, ""}, Wrong{R"({"steps": NaN})", kMalformed, ""},
                    Wrong{nested(64), kMalformed, ""}, Wrong{nested(1000000), kMalformed, ""},
                    Wrong{std::string(1000000, '['), kMalformed, ""},
                    Wrong{std::string((std::size_t(16) << 20) + 1, ' '), ErrorCode::FileTooLarge, ""}));

TEST(GenerationRequestJson, DepthUpToTheLimitIsRead) {
    const auto read = requestFromJsonText(nested(63));
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->unknown.contains("x"));
}

TEST(GenerationRequest, PromptsUpToTheLimitAreTaken) {
    GenerationRequest request;
    request.prompt = std::string(GenerationRequest::kPromptLimit, '\x01'); // six bytes each in JSON
    request.negativePrompt = request.prompt;
    EXPECT_TRUE(validate(request));
    EXPECT_EQ(requestFromJsonText(toJsonText(request)), request);
    request.prompt += 'a';
    const auto checked = validate(request);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().subject, "prompt");
}

TEST(GenerationRequest, ValidateRefusesWhatJsonCannotHold) {
    GenerationRequest request;
    request.guidanceScale = std::numeric_limits<double>::quiet_NaN();
    ASSERT_FALSE(validate(request));
    EXPECT_EQ(validate(request).error().subject, "guidance_scale");
    request = {};
    request.negativePrompt = "\xed\xa0\x80"; // half a surrogate pair
    ASSERT_FALSE(validate(request));
    EXPECT_EQ(validate(request).error().subject, "negative_prompt");
}

TEST(GenerationRequest, TheLastSeedIsTaken) {
    GenerationRequest request;
    request.seed = GenerationRequest::kSeedLimit - 2;
    request.count = 2;
    EXPECT_TRUE(validate(request));
}

} // namespace
} // namespace latentbrush
