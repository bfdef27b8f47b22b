#include "catalogue/checkpoint_prediction.h"

#include "../base/temporary_folder.h"
#include "catalogue/checkpoint_hints.h"

#include <fstream>
#include <gtest/gtest.h>

namespace latentbrush::catalogue {
namespace {

/// Numbers that lie on both sides of 0, so far that this is their deviation.
std::vector<double> spread(double deviation) {
    return {-deviation, deviation, deviation, -deviation};
}

struct Row {
    const char* what;
    Family family = Family::Sd2;
    std::vector<std::string> marks;
    std::vector<double> steps;
    double strayed = 0;
    std::string yaml;
    Prediction expected;
    Concat concat = Concat::None;
};

TEST(Prediction, IsToldByTheRulesOfTheFormats) {
    constexpr auto kEpsilon = PredictionType::Epsilon, kV = PredictionType::V;
    const Row rows[] = {
        {"SD 1 says nothing", Family::Sd1, {}, {}, 0.2, "", {kEpsilon, false}},
        {"v_pred marks v", Family::Sdxl, {"v_pred"}, {}, 0, "", {kV, false}},
        {"ztsnr marks v down to no signal", Family::Sdxl, {"v_pred", "ztsnr"}, {}, 0, "", {kV, true}},
        {"a mark is stronger than the yaml",
         Family::Sd2,
         {"v_pred"},
         {},
         0,
         "parameterization: eps",
         {kV, false}},
        {"the yaml's word", Family::Sd1, {}, {}, 0, "model:\n  parameterization: \"v\"\n", {kV, false}},
        {"the yaml is stronger than the norm",
         Family::Sd2,
         {},
         {},
         0.2,
         "parameterization: \"eps\" # as trained",
         {kEpsilon, false}},
        {"SD 2 base by its steps", Family::Sd2, {"global_step"}, {875'000}, 0.2, "", {kEpsilon, false}},
        {"SD 2.1 base by its steps", Family::Sd2, {"global_step"}, {220'000}, 0.2, "", {kEpsilon, false}},
        {"other steps say nothing", Family::Sd2, {"global_step"}, {110'000}, 0.2, "", {kV, false}},
        {"SD 2 whose norm strayed far", Family::Sd2, {}, {}, 0.091, "", {kV, false}},
        {"SD 2 whose norm did not", Family::Sd2, {}, {}, 0.089, "", {kEpsilon, false}},
        {"SD 2 that inpaints is epsilon",
         Family::Sd2,
         {},
         {},
         0.2,
         "",
         {kEpsilon, false},
         Concat::MaskMaskedImage},
        {"the upscaler is v", Family::X4Upscaler, {}, {}, 0, "parameterization: eps", {kV, false}},
    };
    for (const auto& row : rows) {
        Checkpoint model;
        model.family = row.family;
        model.concat = row.concat;
        model.unetPrefix = "model.diffusion_model.";
        TensorTable table;
        for (const auto& mark : row.marks)
            table.emplace(mark, TensorFact{});
        const auto numbers = [&](const std::string& name) {
            if (name == "global_step")
                return row.steps;
            // The norm before the last self-attention of the way up.
            EXPECT_EQ(name, "model.diffusion_model.output_blocks.11.1.transformer_blocks.0.norm1.bias");
            return row.strayed > 0 ? spread(row.strayed) : std::vector<double>();
        };
        EXPECT_EQ(predictionOf(model, table, numbers, row.yaml), row.expected) << row.what;
    }
}

TEST(Hints, AreSmallTensorsAndTheYamlBeside) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "model.safetensors";
    {
        std::string header = R"({"global_step":{"dtype":"I64","shape":[],"data_offsets":[0,8]}})";
        header.resize((header.size() + 7) / 8 * 8, ' ');
        const std::uint64_t size = header.size();
        const std::int64_t steps = 875'000;
        std::ofstream file(path, std::ios::binary);
        file.write(reinterpret_cast<const char*>(&size), sizeof(size)) << header;
        file.write(reinterpret_cast<const char*>(&steps), sizeof(steps));
    }
    const auto file = weights::WeightFile::open(path);
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(hintsOf(*file, path).yaml, "");
    std::ofstream(folder.path() / "model.yaml") << "parameterization: v";
    const auto hints = hintsOf(*file, path);
    EXPECT_EQ(hints.yaml, "parameterization: v");
    EXPECT_EQ(hints.numbersOf("global_step"), std::vector<double>{875'000});
    EXPECT_TRUE(hints.numbersOf("nowhere").empty());
}

} // namespace
} // namespace latentbrush::catalogue
