// Single files of each family against diffusers, given the same noise (tests/golden/make_checkpoints.py).

#include "recorder.h"
#include "tensors/state_dict.h"
#include "tiny_model.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <numeric>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

const std::string kGolden = LATENTBRUSH_GOLDEN;
const std::string kGoldenTensors = kGolden + "/checkpoints.safetensors";

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
        if (row.size() > 2)
            drawn = drawn * row[2].get<double>();
        tensors[name] = drawn.to(at::kHalf);
    }
    return tensors;
}

enum class Makes { FromText, Inpainted, FromPicture, Enlarged };

struct FamilyCase {
    const char* family;
    Sampler sampler;
    Makes makes = Makes::FromText;
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

Task taskOf(Makes makes, const tensors::StateDict& golden) {
    if (makes == Makes::FromPicture)
        return ImageToImage{referenceOf(golden.at("picture")), 0.6};
    if (makes == Makes::Enlarged)
        return Upscale{referenceOf(golden.at("small")), 30};
    if (makes == Makes::FromText)
        return {};
    const auto mask = golden.at("mask").unsqueeze(2).expand({-1, -1, 3}).contiguous();
    Inpaint task{referenceOf(golden.at("picture")), referenceOf(mask), 1};
    task.painting.maskBlur = 0;
    return task;
}

/// Engine and models folder for one single file, "tiny".
class SingleFile : public testing::Test {
protected:
    void writeModel(const nlohmann::json& shapes) {
        std::filesystem::create_directories(m_models / "loras");
        ASSERT_TRUE(tensors::writeStateDict(m_models / "tiny.safetensors", valuesOf(shapes)));
    }

    GenerationRequest request(Sampler sampler) const {
        GenerationRequest request;
        request.model = "tiny";
        request.prompt = m_runs["prompt"];
        request.negativePrompt = m_runs["negative"];
        request.steps = m_runs["steps"];
        request.guidanceScale = m_runs["guidance"];
        request.sampler = sampler;
        request.schedule = Schedule::Leading;
        request.width = request.height = 128;
        request.seed = 1;
        request.device = "cpu";
        request.precision = Precision::Fp32;
        return request;
    }

    /// Decibels below the signal of the difference between where a request's latents end and `wanted`.
    double against(const at::Tensor& wanted, const GenerationRequest& request, const std::string& noise) {
        const auto made = m_engine.generate(request, 1, m_recorder.observer(), {},
                                            {.in = noise, .out = m_folder / "out.safetensors"});
        EXPECT_TRUE(made) << made.error().subject << ": " << made.error().detail;
        if (!made)
            return -1;
        const auto latents = tensors::readStateDict(m_folder / "out.safetensors").value().at("latents");
        const auto error = ((latents - wanted) / wanted.std()).to(at::kDouble).square().mean().item<double>();
        return -10 * std::log10(error);
    }

    const TestFolder m_folder;
    const std::filesystem::path m_models = m_folder / "models";
    const nlohmann::json m_runs = golden();
    const tensors::StateDict m_golden = tensors::readStateDict(kGoldenTensors).value();
    Recorder m_recorder;
    Engine m_engine{{.clipMerges = CLIP_MERGES,
                     .modelFolders = {m_models},
                     .cacheFolder = m_folder / "cache",
                     .threads = 1}};
};

void tell(const std::string& what, double decibels) {
    testing::Test::RecordProperty("decibels", std::to_string(decibels));
    std::cout << "parity " << what << ": latents " << decibels << " dB\n";
}

class CheckpointGolden : public SingleFile, public testing::WithParamInterface<FamilyCase> {};

TEST_P(CheckpointGolden, ASingleFileGivesDiffusersPicture) {
    const auto& [family, sampler, makes, told] = GetParam();
    writeModel(m_runs["files"][family]);
    const auto info = m_engine.describe("tiny");
    ASSERT_TRUE(info) << info.error().subject << ": " << info.error().detail;
    EXPECT_EQ(info->family, std::string(told ? told : family));

    auto asked = request(sampler);
    asked.task = taskOf(makes, m_golden);
    const bool enlarged = makes == Makes::Enlarged;
    if (enlarged) {
        asked.width = asked.height = 0;
        asked.seed = 64; // draws the noise on the picture, then that of the latents, as diffusers does
    }
    const double decibels = against(m_golden.at(std::string(family) + ".latents"), asked,
                                    enlarged ? std::string() : kGoldenTensors);
    tell(family, decibels);
    EXPECT_GE(decibels, 50);
    // As other tools compute it: of the whole file.
    EXPECT_EQ(m_recorder.all<ImageReady>().at(0).image.provenance.modelHash.size(), 64u);
}

INSTANTIATE_TEST_SUITE_P(Families, CheckpointGolden,
                         testing::Values(FamilyCase{"sd1", Sampler::Ddim},
                                         FamilyCase{"sd1_inpaint", Sampler::Ddim, Makes::Inpainted, "sd1"},
                                         FamilyCase{"sd2", Sampler::Ddim},
                                         FamilyCase{"sd2_base", Sampler::Ddim, Makes::FromText, "sd2"},
                                         FamilyCase{"sd2_inpaint", Sampler::Ddim, Makes::Inpainted, "sd2"},
                                         FamilyCase{"sdxl", Sampler::Euler},
                                         FamilyCase{"sdxl_inpaint", Sampler::Euler, Makes::Inpainted, "sdxl"},
                                         FamilyCase{"sdxl_refiner", Sampler::Euler, Makes::FromPicture},
                                         FamilyCase{"x4_upscaler", Sampler::Ddim, Makes::Enlarged}),
                         [](const auto& row) { return row.param.family; });

// A marker says v in the file of the table; most files of SD 2 have none.
TEST_F(SingleFile, AnSd2FileWithoutAMarkerIsToldByItsLastNorm) {
    auto shapes = m_runs["files"]["sd2"];
    ASSERT_EQ(shapes.back()[0], "v_pred");
    shapes.erase(shapes.size() - 1);
    writeModel(shapes);
    const double decibels = against(m_golden.at("sd2.latents"), request(Sampler::Ddim), kGoldenTensors);
    tell("sd2_unmarked", decibels);
    EXPECT_GE(decibels, 50);
}

// Its text encoder stands in the file under OpenCLIP's names, which keep query, key and value in one matrix
// (tests/golden/make_lora_pictures.py).
TEST_F(SingleFile, ALoraInKohyasNamesIsMergedIntoSd2AsByDiffusers) {
    writeModel(m_runs["files"]["sd2_base"]);
    std::filesystem::copy(kGolden + "/lora_pictures/sd2.safetensors", m_models / "loras");
    const auto wanted =
        tensors::readStateDict(kGolden + "/lora_pictures/runs.safetensors").value().at("sd2.latents");
    auto asked = request(Sampler::Ddim);
    EXPECT_LT(against(wanted, asked, kGoldenTensors), 30) << "without it";
    asked.prompting.loras = {{"sd2", 0.7, 0.7}};
    const double decibels = against(wanted, asked, kGoldenTensors);
    tell("lora_sd2", decibels);
    EXPECT_GE(decibels, 50);
}

} // namespace
