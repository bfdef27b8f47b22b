#include "tensors/device.h"

#include <gtest/gtest.h>

namespace latentbrush::tensors {
namespace {

class UnknownDevice : public testing::TestWithParam<const char*> {};

TEST_P(UnknownDevice, IsRefusedByName) {
    const auto device = deviceFor(GetParam());
    ASSERT_FALSE(device);
    EXPECT_EQ(device.error().code, ErrorCode::UnknownDevice);
    EXPECT_EQ(device.error().subject, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Names, UnknownDevice,
                         testing::Values("", "gpu", "CPU", "cpu:0", "cuda:", "cuda:-1", "cuda:1x", "cuda0",
                                         "cuda: 1", "cuda:999", "cuda:99999999999999999999", "mps"));

TEST(Device, CpuIsAlwaysThere) {
    const auto place = placeFor("cpu", std::nullopt);
    ASSERT_TRUE(place);
    EXPECT_TRUE(place->device.is_cpu());
    EXPECT_NE(place->dtype, at::kHalf);
    EXPECT_EQ(place->dtype, automaticDtype(at::kCPU));
}

TEST(Device, AGivenDtypeWins) {
    for (const auto dtype : {at::kFloat, at::kBFloat16, at::kHalf}) {
        const auto place = placeFor("auto", dtype);
        ASSERT_TRUE(place);
        EXPECT_EQ(place->dtype, dtype);
    }
}

TEST(Device, AutoIsAGpuWhereOneCanBeUsed) {
    const auto device = deviceFor("auto");
    ASSERT_TRUE(device);
    EXPECT_EQ(device->is_cuda(), openCuda());
    EXPECT_EQ(deviceFor("cuda").has_value(), openCuda());
}

TEST(Device, GpusWorkInHalfPrecision) {
    EXPECT_EQ(automaticDtype(at::Device(at::kCUDA, 0)), at::kHalf);
}

} // namespace
} // namespace latentbrush::tensors
