// Twenty-step pictures of every further sampler against diffusers and k-diffusion, given the same initial
// noise and that of the steps (tests/golden/make_sampler_pictures.py).

#include "closeness.h"
#include "recorder.h"
#include "tensors/state_dict.h"
#include "tiny_model.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iostream>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

namespace fs = std::filesystem;

fs::path goldenFolder() {
    return fs::path(LATENTBRUSH_GOLDEN) / "sampler_pictures";
}

const nlohmann::json& goldenRuns() {
    static const auto runs = nlohmann::json::parse(std::ifstream(goldenFolder() / "runs.json"));
    return runs;
}

const tensors::StateDict& golden() {
    static const auto tensors = tensors::readStateDict(goldenFolder() / "runs.safetensors").value();
    return tensors;
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const auto& [name, run] : goldenRuns().items())
        all.push_back(name);
    return all;
}

/// What is handed over with `--latents-in`: noise for each draw of the sampler's.
void writeNoise(const fs::path& path, std::int64_t draws) {
    const tensors::StateDict given{{"latents", golden().at("latents")},
                                   {"noise", golden().at("noise").narrow(0, 0, draws).contiguous()}};
    ASSERT_TRUE(tensors::writeStateDict(path, given));
}

class SamplerPictures : public testing::TestWithParam<std::string> {};

TEST_P(SamplerPictures, AgreeWithTheReference) {
    const auto& run = goldenRuns()[GetParam()];
    const auto texts = tinyRuns();
    const TestFolder folder;
    auto request = tinyRequest(tinyModelWith(folder / "model", run["scheduler"]));
    request.prompt = texts["prompt"];
    request.negativePrompt = texts["negative"];
    request.steps = texts["steps"];
    request.guidanceScale = texts["guidance"];
    request.sampler = samplerFromId(run["sampler"].get<std::string>()).value();
    request.schedule = scheduleFromId(run["schedule"].get<std::string>()).value();
    request.eta = run["eta"];
    writeNoise(folder / "noise.safetensors", request.sampler == Sampler::DpmPpSde ? 40 : 20);
    Engine engine({.cacheFolder = folder / "cache", .threads = 1});
    Recorder recorder;
    const auto made =
        engine.generate(request, 1, recorder.observer(), {},
                        {.in = folder / "noise.safetensors", .out = folder / "out.safetensors"});
    ASSERT_TRUE(made) << made.error().subject << ": " << made.error().detail;

    const auto latents = tensors::readStateDict(folder / "out.safetensors").value().at("latents");
    const auto& expected = golden().at(GetParam() + ".latents");
    const double ofLatents = decibels((latents - expected) / expected.std());
    const auto picture = unitTensorOf(*recorder.all<ImageReady>().at(0).image.picture);
    const double ofPicture = decibels(picture - golden().at(GetParam() + ".image").to(at::kFloat));
    RecordProperty("latents_decibels", std::to_string(ofLatents));
    RecordProperty("picture_decibels", std::to_string(ofPicture));
    std::cout << "parity " << GetParam() << ": latents " << ofLatents << " dB, picture " << ofPicture
              << " dB\n";
    EXPECT_GE(ofLatents, 50);
    EXPECT_GE(ofPicture, 50);
}

INSTANTIATE_TEST_SUITE_P(Runs, SamplerPictures, testing::ValuesIn(names()), [](const auto& info) {
    auto name = info.param;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
});

} // namespace
