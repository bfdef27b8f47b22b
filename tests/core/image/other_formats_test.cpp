#include "image/tiff.h"
#include "image/webp.h"

#include "samples.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latentbrush::image {
namespace {

class LosslessFolder : public testing::TestWithParam<const char*> {};

TEST_P(LosslessFolder, IsReadAsWritten) {
    const std::string folder = GetParam();
    std::ifstream list(testData(folder + "/expected.json"));
    const auto expected = nlohmann::json::parse(list);
    ASSERT_FALSE(expected.empty());
    for (const auto& [name, row] : expected.items()) {
        const auto read = readPictureFile(testData(folder + "/" + name));
        ASSERT_TRUE(read) << name << ": " << nameOf(read.error().code) << ' ' << read.error().detail;
        EXPECT_EQ(read->image.width, row["width"]) << name;
        EXPECT_EQ(read->image.height, row["height"]) << name;
        EXPECT_EQ(read->image.channels, row["channels"]) << name;
        EXPECT_EQ(hexOf(read->image.pixels), row["pixels"]) << name;
    }
}

TEST_P(LosslessFolder, AnyTruncationIsAnError) {
    const std::string folder = GetParam();
    std::ifstream list(testData(folder + "/expected.json"));
    const auto expected = nlohmann::json::parse(list);
    for (const auto& [name, row] : expected.items()) {
        const auto bytes = bytesOf(testData(folder + "/" + name));
        // TIFF has no end mark: its last bytes may hold tags that no reader needs.
        for (std::size_t size = 0; size < bytes.size() / 2; ++size)
            EXPECT_FALSE(decodePicture(std::span(bytes).first(size))) << name << ' ' << size;
    }
}

INSTANTIATE_TEST_SUITE_P(Rows, LosslessFolder, testing::Values("webp", "tiff"),
                         [](const auto& info) { return std::string(info.param); });

TEST(Tiff, HugeSidesAreRefusedBeforeMemoryIsTaken) {
    auto bytes = bytesOf(testData("tiff/plain.tif"));
    // Pillow writes entries of 12 bytes from byte 10 on in tag order: 256 width, 257 height; value at byte 8.
    const auto claim = [&](std::uint16_t side) {
        for (std::size_t entry = 0; entry < 2; ++entry) {
            const std::size_t at = 10 + entry * 12;
            EXPECT_EQ(bytes[at], std::byte(entry));
            bytes[at + 8] = std::byte(side & 255);
            bytes[at + 9] = std::byte(side >> 8);
        }
        return decodeTiff(bytes).error().code;
    };
    EXPECT_EQ(claim(16385), ErrorCode::FileTooLarge);
    EXPECT_EQ(claim(16384), ErrorCode::FileTruncated);
}

TEST(WebP, AnyTruncationIsSaid) {
    for (const char* name : {"webp/lossless_rgba.webp", "webp/lossy_comment.webp"}) {
        const auto bytes = bytesOf(testData(name));
        for (std::size_t size = 12; size < bytes.size(); ++size)
            EXPECT_EQ(decodeWebP(std::span(bytes).first(size)).error().code, ErrorCode::FileTruncated)
                << size;
    }
}

TEST(WebP, TheExifCommentComesAsParameters) {
    const auto read = readPictureFile(testData("webp/lossy_comment.webp"));
    ASSERT_TRUE(read);
    const auto* text = findText(read->texts, "parameters");
    ASSERT_TRUE(text);
    EXPECT_TRUE(text->starts_with("夜の雪原に立つ赤い家\nSteps: 20"));
}

TEST(WebP, AnAnimationIsSaidToBeBeyondUs) {
    EXPECT_EQ(readPictureFile(testData("webp/animation.webp")).error().code, ErrorCode::UnsupportedFormat);
}

TEST(PictureFormat, IsToldByTheFirstBytes) {
    struct Row {
        const char* file;
        std::optional<PictureFormat> format;
    };
    for (const auto& row :
         {Row{"png/gray1.png", PictureFormat::Png}, Row{"jpeg/gray.jpg", PictureFormat::Jpeg},
          Row{"webp/lossless_rgb.webp", PictureFormat::WebP}, Row{"tiff/plain.tif", PictureFormat::Tiff},
          Row{"tiff/big.tif", PictureFormat::Tiff}, Row{"png/expected.json", std::nullopt}})
        EXPECT_EQ(pictureFormatOf(bytesOf(testData(row.file))), row.format) << row.file;
    EXPECT_EQ(pictureFormatOf({}), std::nullopt);
}

} // namespace
} // namespace latentbrush::image
