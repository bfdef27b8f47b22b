// What the network's answer is taken for, by the model's files and by the request.

#include "recorder.h"
#include "tiny_model.h"

#include <fstream>
#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

class PredictionTest : public testing::Test {
protected:
    nlohmann::json scheduler() const {
        std::ifstream file(tinyModel() / "scheduler" / "scheduler_config.json");
        return nlohmann::json::parse(file);
    }
    std::vector<std::uint8_t> pixels(const std::filesystem::path& model, PredictionChoice prediction) {
        auto request = tinyRequest(model);
        request.prediction = prediction;
        request.sampler = Sampler::Euler;
        request.schedule = Schedule::Auto;
        request.steps = 4;
        Recorder recorder;
        const auto made = m_engine.generate(request, 1, recorder.observer(), {});
        EXPECT_TRUE(made) << (made ? "" : made.error().subject + ": " + made.error().detail);
        return made ? recorder.all<ImageReady>().at(0).image.picture->pixels : std::vector<std::uint8_t>();
    }

    TestFolder m_folder;
    Engine m_engine{{.cacheFolder = m_folder / "cache", .threads = 1}};
};

TEST_F(PredictionTest, ARequestMaySayWhatTheFilesDoNot) {
    struct Row {
        PredictionChoice said;
        const char* type;
        bool zeroSnr;
    };
    const auto own = pixels(tinyModel(), PredictionChoice::Auto);
    for (const Row& row : {Row{PredictionChoice::V, "v_prediction", false},
                           Row{PredictionChoice::VZeroSnr, "v_prediction", true},
                           Row{PredictionChoice::Sample, "sample", false}}) {
        auto config = scheduler();
        config["prediction_type"] = row.type;
        config["rescale_betas_zero_snr"] = row.zeroSnr;
        if (row.zeroSnr)
            config["timestep_spacing"] = "trailing";
        const TestFolder folder;
        const auto model = tinyModelWith(folder.path(), config);
        const auto said = pixels(tinyModel(), row.said);
        EXPECT_EQ(said, pixels(model, PredictionChoice::Auto)) << row.type << row.zeroSnr;
        EXPECT_NE(said, own) << row.type << row.zeroSnr;
        // And the other way round: the file's word does not stand in the way.
        EXPECT_EQ(pixels(model, row.said), said);
    }
    EXPECT_EQ(pixels(tinyModel(), PredictionChoice::Epsilon), own);
    EXPECT_EQ(pixels(tinyModel(), PredictionChoice::Auto), own)
        << "the next picture finds the model as it is";
}

} // namespace
