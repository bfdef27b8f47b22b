#include "fixtures.h"

#include "prompt/prompt_chunks.h"
#include "prompt/prompt_schedule.h"

#include <gtest/gtest.h>

namespace latentbrush::prompt {
namespace {

using nlohmann::json;

std::string shown(const json& value) {
    return value.dump(-1, ' ', true);
}

TEST(GoldenPrompts, SchedulesAreEqual) {
    ASSERT_GT(goldenPrompts()["schedules"].size(), 1000u);
    for (const auto& row : goldenPrompts()["schedules"]) {
        Timeline timeline{row[1].get<int>()};
        if (!row[2].is_null())
            timeline.firstPass = row[2].get<int>();
        timeline.old = row[3].get<bool>();
        const auto stages = stagesOf(row[0].get<std::string>(), timeline);
        ASSERT_TRUE(stages);
        auto got = json::array();
        for (const auto& stage : *stages)
            got.push_back({stage.lastStep, stage.text});
        EXPECT_EQ(got, row[4]) << shown(row);
    }
}

TEST(GoldenPrompts, WeightsAreEqualToTheLastBit) {
    ASSERT_GT(goldenPrompts()["weights"].size(), 1000u);
    for (const auto& row : goldenPrompts()["weights"]) {
        auto got = json::array();
        for (const auto& run : attentionWeights(row[0].get<std::string>()))
            got.push_back({run.text, run.isBreak ? json() : json(run.weight)});
        EXPECT_EQ(got, row[1]) << shown(row);
    }
}

std::vector<WeightedText> runsOf(const json& rows) {
    std::vector<WeightedText> runs;
    for (const auto& row : rows)
        runs.push_back(
            {row[0].get<std::string>(), row[1].is_null() ? 1 : row[1].get<double>(), row[1].is_null()});
    return runs;
}

json jsonOf(const Chunk& chunk) {
    auto placements = json::array();
    for (const auto& placement : chunk.placements)
        placements.push_back({placement.position, placement.embedding, placement.row});
    return {chunk.ids, chunk.weights, placements};
}

TEST(GoldenPrompts, ChunksAreEqual) {
    ASSERT_GT(goldenPrompts()["chunks"].size(), 100u);
    for (const auto& row : goldenPrompts()["chunks"]) {
        std::vector<EmbeddingName> names;
        for (const auto& name : row[1])
            names.push_back({name[0].get<std::string>(), name[1].get<int>()});
        Chunking chunking{row[2].get<int>()};
        if (!row[3].is_null())
            chunking.padId = row[3].get<std::int64_t>();
        auto got = json::array();
        for (const auto& chunk : chunksOf(runsOf(row[0]), clip(), EmbeddingIndex(clip(), names), chunking))
            got.push_back(jsonOf(chunk));
        EXPECT_EQ(got, row[4]) << shown(row[0]) << row[1];
    }
}

} // namespace
} // namespace latentbrush::prompt
