#include "bundles/weight_views.h"

#include "../base/temporary_folder.h"

#include <fstream>
#include <gtest/gtest.h>

namespace latentbrush::bundles {
namespace {

/// A safetensors file with one tensor of these bytes.
std::filesystem::path fileWith(const TemporaryFolder& folder, const std::string& dtype,
                               const std::string& shape, const std::string& bytes) {
    std::string header = R"({"a":{"dtype":")" + dtype + R"(","shape":)" + shape + R"(,"data_offsets":[0,)" +
                         std::to_string(bytes.size()) + "]}}";
    header.resize((header.size() + 7) / 8 * 8, ' ');
    const auto path = folder.path() / (dtype + ".safetensors");
    std::ofstream file(path, std::ios::binary);
    const std::uint64_t size = header.size();
    file.write(reinterpret_cast<const char*>(&size), sizeof(size)) << header << bytes;
    return path;
}

// Every byte of the four formats of eight bits, against values from their definitions (OCP 8-bit floating
// point, and the variants with one zero and one NaN).
TEST(WeightViews, ReadsEveryEightBitFloat) {
    const struct {
        const char* dtype;
        int exponentBits;
        int bias;
        bool onlyNan; ///< no infinities
        bool oneZero; ///< 0x80 is the one NaN
    } rows[] = {{"F8_E4M3", 4, 7, true, false},
                {"F8_E5M2", 5, 15, false, false},
                {"F8_E4M3FNUZ", 4, 8, true, true},
                {"F8_E5M2FNUZ", 5, 16, true, true}};
    const TemporaryFolder folder;
    std::string all;
    for (int byte = 0; byte < 256; ++byte)
        all.push_back(static_cast<char>(byte));
    for (const auto& row : rows) {
        const auto file = weights::WeightFile::open(fileWith(folder, row.dtype, "[16,16]", all));
        ASSERT_TRUE(file) << file.error().detail;
        tensors::StateDict views;
        addViews(*file, views);
        const auto values = views.at("a").to(at::kFloat).flatten();
        const int mantissaBits = 7 - row.exponentBits;
        for (int byte = 0; byte < 256; ++byte) {
            const double sign = byte & 0x80 ? -1 : 1;
            const int exponent = (byte & 0x7f) >> mantissaBits;
            const int mantissa = byte & ((1 << mantissaBits) - 1);
            const bool full = exponent == (1 << row.exponentBits) - 1;
            const double steps = std::ldexp(1.0, -mantissaBits);
            const double wanted = exponent == 0
                                      ? sign * std::ldexp(mantissa * steps, 1 - row.bias)
                                      : sign * std::ldexp(1 + mantissa * steps, exponent - row.bias);
            const float value = values[byte].item<float>();
            const bool nan = row.oneZero   ? byte == 0x80
                             : row.onlyNan ? full && mantissa == (1 << mantissaBits) - 1
                                           : full && mantissa != 0;
            if (nan)
                EXPECT_TRUE(std::isnan(value)) << row.dtype << ' ' << byte;
            else if (!row.oneZero && !row.onlyNan && full)
                EXPECT_EQ(value, sign * std::numeric_limits<float>::infinity()) << row.dtype << ' ' << byte;
            else
                EXPECT_EQ(value, static_cast<float>(wanted)) << row.dtype << ' ' << byte;
        }
    }
}

TEST(WeightViews, SaysWhichFormatsHaveTheirScalesElsewhere) {
    const TemporaryFolder folder;
    for (const auto* dtype : {"F4", "F8_E8M0", "F6_E2M3"}) {
        const int bits = dtype == std::string("F4") ? 4 : dtype == std::string("F6_E2M3") ? 6 : 8;
        const auto file = weights::WeightFile::open(
            fileWith(folder, dtype, "[8]", std::string(static_cast<std::size_t>(bits), '\1')));
        ASSERT_TRUE(file) << file.error().detail;
        const auto found = quantisedBeyondUs(*file);
        ASSERT_TRUE(found) << dtype;
        EXPECT_EQ(nameOf(*found), dtype);
    }
    const auto plain = weights::WeightFile::open(fileWith(folder, "BF16", "[1]", "ab"));
    EXPECT_FALSE(quantisedBeyondUs(*plain));
}

} // namespace
} // namespace latentbrush::bundles
