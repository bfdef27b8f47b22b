// Single files of each family against diffusers, given the same noise (tests/golden/make_checkpoints.py).

#include "recorder.h"
#include "tensors/state_dict.h"
#include "tiny_model.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <numeric>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

const std::string kGolden = LATENTBRUSH_GOLDEN;

nlohmann::json golden() {
    std::ifstream file(kGolden + "/checkpoints.json");
    return nlohmann::json::parse(file);
}

/// The rule of the golden script.
tensors::StateDict valuesOf(const nlohmann::json& shapes) {
    constexpr std::int64_t kLarge = 1 << 18;
    auto generator = at::detail::createCPUGenerator(1);
    tensors::StateDict tensors;
    for (const auto& row : shapes) {
        const auto name = row[0].get<std::string>();
        const auto shape = row[1].get<std::vector<std::int64_t>>();
        const auto count = std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
        auto drawn = at::randn({std::min(count, kLarge)}, generator, at::kFloat);
        drawn = drawn.repeat({(count + kLarge - 1) / kLarge}).slice(0, 0, count).view(shape);
        if (shape.size() == 1)
            drawn = drawn * 0.1 + (name.ends_with(".weight") ? 1 : 0);
        else if (name.find("embedding") != std::string::npos)
            drawn = drawn * 0.05;
        else
            drawn = drawn * (0.7 / std::sqrt(static_cast<double>(count) / static_cast<double>(shape[0])));
        if (name.starts_with("model.diffusion_model.out.2"))
            drawn = drawn * 0.5;
        tensors[name] = drawn.to(at::kHalf);
    }
    return tensors;
}

struct FamilyCase {
    const char* family;
    Sampler sampler;
    bool inpaints = false;
    const char* told = nullptr; ///< the family that it is told to be, where that is not its name here
};

/// [H,W,3] bytes.
PictureReference referenceOf(const at::Tensor& bytes) {
    auto picture = std::make_shared<image::Image>();
    picture->height = static_cast<int>(bytes.size(0));
    picture->width = static_cast<int>(bytes.size(1));
    const auto* first = bytes.data_ptr<std::uint8_t>();
    picture->pixels.assign(first, first + bytes.numel());
    return referenceTo(std::move(picture));
}

class CheckpointGolden : public testing::TestWithParam<FamilyCase> {};

TEST_P(CheckpointGolden, ASingleFileGivesDiffusersPicture) {
    const auto runs = golden();
    const TestFolder folder;
    const auto path = folder / "models" / "tiny.safetensors";
    std::filesystem::create_directories(path.parent_path());
    ASSERT_TRUE(tensors::writeStateDict(path, valuesOf(runs["files"][GetParam().family])));

    Engine engine({.clipMerges = CLIP_MERGES,
                   .modelFolders = {path.parent_path()},
                   .cacheFolder = folder / "cache",
                   .threads = 1});
    const auto info = engine.describe("tiny");
    ASSERT_TRUE(info) << info.error().subject << ": " << info.error().detail;
    EXPECT_EQ(info->family, std::string(GetParam().told ? GetParam().told : GetParam().family));

    GenerationRequest request;
    request.model = "tiny";
    request.prompt = runs["prompt"];
    request.negativePrompt = runs["negative"];
    request.steps = runs["steps"];
    request.guidanceScale = runs["guidance"];
    request.sampler = GetParam().sampler;
    request.schedule = Schedule::Leading;
    request.width = request.height = 128;
    request.seed = 1;
    request.device = "cpu";
    request.precision = Precision::Fp32;
    if (GetParam().inpaints) {
        const auto all = tensors::readStateDict(kGolden + "/checkpoints.safetensors").value();
        const auto mask = all.at("mask").unsqueeze(2).expand({-1, -1, 3}).contiguous();
        request.task = Inpaint{referenceOf(all.at("picture")), referenceOf(mask), 1};
        std::get<Inpaint>(request.task).painting.maskBlur = 0;
    }
    Recorder recorder;
    const auto made =
        engine.generate(request, 1, recorder.observer(), {},
                        {.in = kGolden + "/checkpoints.safetensors", .out = folder / "out.safetensors"});
    ASSERT_TRUE(made) << made.error().subject << ": " << made.error().detail;

    const auto latents = tensors::readStateDict(folder / "out.safetensors").value().at("latents");
    const auto all = tensors::readStateDict(kGolden + "/checkpoints.safetensors").value();
    const auto& wanted = all.at(std::string(GetParam().family) + ".latents");
    const auto error = ((latents - wanted) / wanted.std()).to(at::kDouble).square().mean().item<double>();
    const double decibels = -10 * std::log10(error);
    RecordProperty("decibels", std::to_string(decibels));
    EXPECT_GE(decibels, 50);
    // As other tools compute it: of the whole file.
    EXPECT_EQ(recorder.all<ImageReady>().at(0).image.provenance.modelHash.size(), 64u);
}

INSTANTIATE_TEST_SUITE_P(Families, CheckpointGolden,
                         testing::Values(FamilyCase{"sd1", Sampler::Ddim},
                                         FamilyCase{"sd1_inpaint", Sampler::Ddim, true, "sd1"},
                                         FamilyCase{"sd2", Sampler::Ddim},
                                         FamilyCase{"sdxl", Sampler::Euler}),
                         [](const auto& row) { return row.param.family; });

} // namespace
