// Pictures with LoRAs of further families and kinds against diffusers, given the same noise
// (tests/golden/make_lora_pictures.py). SD 2's, which needs a single file, is in checkpoint_golden_test.cpp.

#include "recorder.h"
#include "tensors/state_dict.h"
#include "tiny_model.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

namespace fs = std::filesystem;

const fs::path kGolden = LATENTBRUSH_GOLDEN;

struct LoraCase {
    const char* run;
    const char* lora;
    Sampler sampler;
};

class LoraPictures : public testing::TestWithParam<LoraCase> {
protected:
    void SetUp() override {
        fs::create_directories(m_folder / "models" / "loras");
        fs::copy(kGolden / "lora_pictures" / (std::string(GetParam().lora) + ".safetensors"),
                 m_folder / "models" / "loras");
        tensors::StateDict noise{{"latents", m_golden.at("latents")}};
        if (GetParam().sampler == Sampler::Lcm)
            noise["noise"] = m_golden.at("noise");
        ASSERT_TRUE(tensors::writeStateDict(m_folder / "noise.safetensors", noise));
    }

    fs::path model() const {
        if (std::string_view(GetParam().lora) == "sdxl")
            return kGolden / "families" / "sdxl";
        return tinyModelWith(m_folder / "model", m_run["scheduler"]);
    }

    /// Decibels below the signal of the difference to where diffusers ended.
    double against(const GenerationRequest& request) {
        Engine engine(
            {.modelFolders = {m_folder / "models"}, .cacheFolder = m_folder / "cache", .threads = 1});
        const auto made = engine.generate(
            request, 1, {}, {}, {.in = m_folder / "noise.safetensors", .out = m_folder / "out.safetensors"});
        EXPECT_TRUE(made) << made.error().subject << ": " << made.error().detail;
        if (!made)
            return -1;
        const auto latents = tensors::readStateDict(m_folder / "out.safetensors").value().at("latents");
        const auto& wanted = m_golden.at(std::string(GetParam().run) + ".latents");
        return -10 *
               std::log10(((latents - wanted) / wanted.std()).to(at::kDouble).square().mean().item<double>());
    }

    const TestFolder m_folder;
    const nlohmann::json m_run = nlohmann::json::parse(
        std::ifstream(kGolden / "lora_pictures" / "runs.json"))[std::string(GetParam().run)];
    const tensors::StateDict m_golden =
        tensors::readStateDict(kGolden / "lora_pictures" / "runs.safetensors").value();
};

TEST_P(LoraPictures, AgreeWithDiffusers) {
    auto request = tinyRequest(model());
    request.steps = m_run["steps"];
    request.guidanceScale = m_run["guidance"];
    request.sampler = GetParam().sampler;
    EXPECT_LT(against(request), 30) << "without it";
    const double weight = m_run["weight"];
    request.prompting.loras = {{GetParam().lora, weight, weight}};
    const double decibels = against(request);
    RecordProperty("decibels", std::to_string(decibels));
    std::cout << "parity lora_" << GetParam().run << ": latents " << decibels << " dB\n";
    EXPECT_GE(decibels, 50);
}

INSTANTIATE_TEST_SUITE_P(Runs, LoraPictures,
                         testing::Values(LoraCase{"sdxl", "sdxl", Sampler::Euler},
                                         LoraCase{"norms", "norms", Sampler::Euler},
                                         LoraCase{"lcm", "lcm", Sampler::Lcm},
                                         LoraCase{"lcm_guided", "lcm", Sampler::Lcm}),
                         [](const auto& info) { return info.param.run; });

} // namespace
