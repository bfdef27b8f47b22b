#include "tensors/noise.h"

#include <ATen/ops/equal.h>
#include <ATen/ops/randn.h>
#include <gtest/gtest.h>

namespace latentbrush::tensors {
namespace {

/// Written by `torch.manual_seed(seed); torch.randn(1, 4, 3, 5)` of PyTorch 2.11 on a CPU: elements 0, 1, 16
/// and 59 of the flattened tensor. Its generator keeps the seed's lower 32 bits.
struct Row {
    std::uint64_t seed;
    std::array<float, 4> values;
};

constexpr std::array<Row, 4> kRows{{
    {0, {-1.1258398294448853F, -1.152360200881958F, -1.3526537418365479F, -0.4996815323829651F}},
    {42, {1.9269152879714966F, 1.4872840642929077F, 1.6423169374465942F, 0.4262961447238922F}},
    {9007199254740993,
     {-1.5255959033966064F, -0.7502318024635315F, -0.6969724297523499F, -0.8312552571296692F}},
    {9223372036854775813U,
     {1.8423298597335815F, 0.5188871622085571F, 2.779863119125366F, -0.6040987968444824F}},
}};

class SeededNoise : public testing::TestWithParam<Row> {};

TEST_P(SeededNoise, EqualsPyTorchs) {
    const auto noise = seededNoise({1, 4, 3, 5}, GetParam().seed).flatten();
    ASSERT_EQ(noise.scalar_type(), at::kFloat);
    constexpr std::array kPlaces{0, 1, 16, 59};
    for (std::size_t i = 0; i < kPlaces.size(); ++i) {
        // Vector widths differ in the last bits of logarithm and cosine.
        EXPECT_NEAR(noise[kPlaces[i]].item<float>(), GetParam().values[i], 1e-6);
    }
}

TEST_P(SeededNoise, IsUntouchedByOtherDraws) {
    const auto first = seededNoise({2, 7}, GetParam().seed);
    at::randn({100});
    EXPECT_TRUE(at::equal(seededNoise({2, 7}, GetParam().seed), first));
}

INSTANTIATE_TEST_SUITE_P(Seeds, SeededNoise, testing::ValuesIn(kRows));

} // namespace
} // namespace latentbrush::tensors
