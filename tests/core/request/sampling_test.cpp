#include "request/sampling.h"

#include <gtest/gtest.h>
#include <set>

namespace latentbrush {
namespace {

TEST(Sampling, EveryIdLeadsBackToItsValue) {
    for (const auto& row : kSamplers) {
        EXPECT_EQ(samplerFromId(row.id), row.sampler) << row.id;
        EXPECT_EQ(idOf(row.sampler), row.id);
        EXPECT_EQ(labelOf(row.sampler), row.label);
    }
    for (const auto& row : kSchedules) {
        EXPECT_EQ(scheduleFromId(row.id), row.schedule) << row.id;
        EXPECT_EQ(idOf(row.schedule), row.id);
        EXPECT_EQ(labelOf(row.schedule), row.label);
    }
}

TEST(Sampling, IdsAndLabelsAreUnique) {
    std::set<std::string_view> ids, labels;
    for (const auto& row : kSamplers) {
        EXPECT_TRUE(ids.insert(row.id).second) << row.id;
        EXPECT_TRUE(labels.insert(row.label).second) << row.label;
    }
    ids.clear();
    labels.clear();
    for (const auto& row : kSchedules) {
        EXPECT_TRUE(ids.insert(row.id).second) << row.id;
        EXPECT_TRUE(labels.insert(row.label).second) << row.label;
    }
}

TEST(Sampling, TheCommandLinesIdsAreKnown) {
    for (const char* id :
         {"ddpm", "ddim", "plms", "euler", "euler_a", "heun", "dpm2", "dpm2_a", "lms", "dpmpp_2m",
          "dpmpp_2s_a", "dpmpp_sde", "dpmpp_2m_sde", "dpmpp_3m_sde", "unipc", "lcm"})
        EXPECT_TRUE(samplerFromId(id)) << id;
    for (const char* id :
         {"auto", "leading", "linspace", "trailing", "kdiffusion", "karras", "exponential", "beta", "ays"})
        EXPECT_TRUE(scheduleFromId(id)) << id;
}

TEST(Sampling, OtherNamesAreNotIds) {
    for (const char* name : {"", "Euler", "euler_A", "euler ", "DPM++ 2M", "karras"})
        EXPECT_FALSE(samplerFromId(name)) << name;
    for (const char* name : {"", "Karras", "normal", "euler"})
        EXPECT_FALSE(scheduleFromId(name)) << name;
}

} // namespace
} // namespace latentbrush
