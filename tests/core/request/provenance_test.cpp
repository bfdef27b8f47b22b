#include "request/provenance.h"

#include <gtest/gtest.h>

namespace latentbrush {
namespace {

Provenance full() {
    return {.engineVersion = "0.1.0",
            .torchVersion = "2.11.0",
            .device = "cpu",
            .precision = "bf16",
            .threads = 8,
            .cpuCapability = "AVX512",
            .kernels = "amx",
            .modelName = "starter",
            .modelHash = std::string(64, 'a'),
            .addOns = {{"fur", std::string(64, 'b')}},
            .loraHashes = {{"fur", std::string(64, 'c')}}};
}

TEST(Provenance, JsonHoldsEveryField) {
    const auto read = provenanceFromJson(toJson(full()));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, full());
    EXPECT_EQ(toJson(full()).size(), 11u);
}

TEST(Provenance, TimingsGoThroughJsonExactly) {
    const Timings timings{.text = 0.1, .denoise = 12.345678901234567, .decode = 1e-9, .total = 13};
    const auto read = timingsFromJson(nlohmann::json::parse(toJson(timings).dump()));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, timings);
}

TEST(Provenance, MissingKeysAreDefaults) {
    EXPECT_EQ(provenanceFromJson(nlohmann::json::object()), Provenance{});
    EXPECT_EQ(timingsFromJson(nlohmann::json::object()), Timings{});
}

struct Wrong {
    const char* json;
    const char* subject;
};

class WrongProvenance : public testing::TestWithParam<Wrong> {};

TEST_P(WrongProvenance, IsRefusedByKey) {
    const auto json = nlohmann::json::parse(GetParam().json);
    const auto read = provenanceFromJson(json);
    ASSERT_FALSE(read) << GetParam().json;
    EXPECT_EQ(read.error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(read.error().subject, GetParam().subject);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, WrongProvenance,
    testing::Values(Wrong{R"({"threads": "8"})", "threads"}, Wrong{R"({"threads": 1.5})", "threads"},
                    Wrong{R"({"threads": 99999999999})", "threads"}, Wrong{R"({"device": null})", "device"},
                    Wrong{R"({"model_hash": 1})", "model_hash"}, Wrong{R"([])", ""}, Wrong{R"("text")", ""}));

} // namespace
} // namespace latentbrush
