// Pictures from pictures against diffusers, given the same noise (tests/golden/make_from_pictures.py).

#include "closeness.h"
#include "recorder.h"
#include "tensors/state_dict.h"
#include "tiny_model.h"

#include <fstream>
#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

namespace fs = std::filesystem;

fs::path goldenFolder() {
    return fs::path(LATENTBRUSH_GOLDEN) / "from_pictures";
}

nlohmann::json goldenRuns() {
    return nlohmann::json::parse(std::ifstream(goldenFolder() / "runs.json"));
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    const auto runs = goldenRuns();
    for (const auto& [name, run] : runs.items())
        all.push_back(name);
    return all;
}

/// Bytes [H,W,3], or [H,W] for a grey one.
PictureReference pictureOf(const at::Tensor& bytes) {
    const auto colours = (bytes.dim() == 3 ? bytes : bytes.unsqueeze(2).expand({-1, -1, 3})).contiguous();
    image::Image picture{static_cast<int>(colours.size(1)), static_cast<int>(colours.size(0)), 3, {}};
    picture.pixels.assign(colours.data_ptr<std::uint8_t>(),
                          colours.data_ptr<std::uint8_t>() + colours.numel());
    return referenceTo(std::make_shared<const image::Image>(std::move(picture)));
}

fs::path modelFor(const fs::path& folder, const nlohmann::json& run) {
    tinyModelWith(folder, run["scheduler"]);
    if (run["channels"] == 9)
        for (const auto& entry : fs::directory_iterator(goldenFolder() / "unet"))
            fs::copy(entry.path(), folder / "unet", fs::copy_options::overwrite_existing);
    return folder;
}

Task taskOf(const nlohmann::json& run, const tensors::StateDict& golden) {
    const auto init = pictureOf(golden.at("picture"));
    if (run["task"] == "image_to_image")
        return ImageToImage{init, run["strength"]};
    Inpaint task{init, pictureOf(golden.at("mask")), run["strength"]};
    task.painting.maskBlur = 0;
    return task;
}

class GoldenFromPictures : public testing::TestWithParam<std::string> {};

} // namespace

TEST_P(GoldenFromPictures, AgreesWithDiffusers) {
    const auto run = goldenRuns()[GetParam()];
    const auto golden = tensors::readStateDict(goldenFolder() / "runs.safetensors").value();
    const TestFolder folder;
    const auto texts = tinyRuns();
    auto request = tinyRequest(modelFor(folder / "model", run));
    request.prompt = texts["prompt"];
    request.negativePrompt = texts["negative"];
    request.steps = texts["steps"];
    request.guidanceScale = 2;
    request.sampler = samplerFromId(run["sampler"].get<std::string>()).value();
    request.task = taskOf(run, golden);
    Engine engine({.cacheFolder = folder / "cache", .threads = 1});
    tensors::StateDict noise{{"latents", golden.at("latents")}};
    ASSERT_TRUE(tensors::writeStateDict(folder / "noise.safetensors", noise));
    Recorder recorder;
    const auto made =
        engine.generate(request, 1, recorder.observer(), {},
                        {.in = folder / "noise.safetensors", .out = folder / "out.safetensors"});
    ASSERT_TRUE(made) << made.error().subject << ": " << made.error().detail;

    const auto latents = tensors::readStateDict(folder / "out.safetensors").value().at("latents");
    const auto& expected = golden.at(GetParam() + ".latents");
    EXPECT_GE(decibels((latents - expected) / expected.std()), 50) << "latents";
    // Of a painted part diffusers gives the decoder's picture everywhere; ours is the picture outside the
    // mask.
    auto shown = at::ones({1, 1, 64, 64});
    if (run["task"] == "inpaint")
        shown = golden.at("mask").to(at::kFloat).div(255).view({1, 1, 64, 64});
    const auto picture = unitTensorOf(*recorder.all<ImageReady>().at(0).image.picture);
    EXPECT_GE(decibels((picture - golden.at(GetParam() + ".image")) * shown / shown.mean().sqrt()), 50);
}

INSTANTIATE_TEST_SUITE_P(Runs, GoldenFromPictures, testing::ValuesIn(names()), [](const auto& info) {
    auto name = info.param;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
});
