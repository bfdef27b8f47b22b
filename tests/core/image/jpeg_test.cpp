#include "image/jpeg.h"

#include "samples.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>

namespace latentbrush::image {
namespace {

/// Which quarter has which colour, e.g. "RG/BY", judged at the quarters' centres.
std::string quarters(const Image& image) {
    const auto letter = [&](int x, int y) {
        const auto* p = image.at(image.width * x / 4, image.height * y / 4);
        const auto high = [&](int c) { return p[c] > 128; };
        return high(0) && high(1) ? 'Y' : high(0) ? 'R' : high(1) ? 'G' : high(2) ? 'B' : '?';
    };
    return {letter(1, 1), letter(3, 1), '/', letter(1, 3), letter(3, 3)};
}

double meanDifference(const Image& a, const Image& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i)
        sum += std::abs(a.pixels[i] - b.pixels[i]);
    return sum / static_cast<double>(a.pixels.size());
}

Image smooth(int width, int height) {
    Image image{width, height, 3, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int c = 0; c < 3; ++c)
                image.pixels.push_back(static_cast<std::uint8_t>(60 + x + y * c));
    return image;
}

TEST(Jpeg, PixelsComeBackNearAndTheParametersWhole) {
    const auto picture = smooth(61, 43);
    const std::string text = "夜の雪原に立つ赤い家\nNegative prompt: blurry";
    const auto file = decodeJpeg(encodeJpeg(picture, 95, text).value());
    ASSERT_TRUE(file);
    EXPECT_EQ(file->texts, (Texts{{"parameters", text}}));
    ASSERT_EQ(file->image.pixels.size(), picture.pixels.size());
    // At quality 95 the steps for smooth parts are 2 to 4 levels (table K.1 scaled by 0.1).
    EXPECT_LT(meanDifference(file->image, picture), 2);
    EXPECT_EQ(encodeJpeg(picture, 95, text), encodeJpeg(picture, 95, text));
    EXPECT_TRUE(decodeJpeg(encodeJpeg(picture, 95).value())->texts.empty());
}

TEST(Jpeg, RefusesWhatNoFileCanHold) {
    const auto picture = smooth(8, 8);
    EXPECT_EQ(encodeJpeg(picture, 0).error().subject, "quality");
    EXPECT_EQ(encodeJpeg(picture, 101).error().subject, "quality");
    EXPECT_EQ(encodeJpeg(samplePicture(8, 8, 4), 90).error().subject, "image");
    EXPECT_EQ(encodeJpeg(Image{}, 90).error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(encodeJpeg(picture, 90, std::string(40000, 'a')).error().subject, "parameters");
    EXPECT_TRUE(encodeJpeg(picture, 90, std::string(32000, 'a')));
}

struct Row {
    const char* name;
    const char* seen;
    const char* firstLine; ///< of the parameters; "": none
};

class PillowJpeg : public testing::TestWithParam<Row> {};

TEST_P(PillowJpeg, IsReadUpright) {
    const auto file = readPictureFile(testData(std::string("jpeg/") + GetParam().name + ".jpg"));
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(quarters(file->image), GetParam().seen);
    EXPECT_EQ(file->image.channels, 3);
    const auto* text = findText(file->texts, "parameters");
    EXPECT_EQ(text ? text->substr(0, text->find('\n')) : "", GetParam().firstLine);
}

// The stored rows are RG/BY; see exif_test.cpp for the turns.
INSTANTIATE_TEST_SUITE_P(Rows, PillowJpeg,
                         testing::Values(Row{"comment_be", "RG/BY", "夜の雪原に立つ赤い家"},
                                         Row{"comment_le", "RG/BY", "夜の雪原に立つ赤い家"},
                                         Row{"comment_ascii", "RG/BY", "a red house"},
                                         Row{"progressive", "RG/BY", ""}, Row{"orientation1", "RG/BY", ""},
                                         Row{"orientation2", "GR/YB", ""}, Row{"orientation3", "YB/GR", ""},
                                         Row{"orientation4", "BY/RG", ""}, Row{"orientation5", "RB/GY", ""},
                                         Row{"orientation6", "BR/YG", ""}, Row{"orientation7", "YG/BR", ""},
                                         Row{"orientation8", "GY/RB", ""}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Jpeg, GreyBecomesThreeEqualChannels) {
    const auto file = readPictureFile(testData("jpeg/gray.jpg"));
    ASSERT_TRUE(file);
    ASSERT_EQ(file->image.channels, 3);
    for (std::size_t i = 0; i < file->image.pixels.size(); i += 3) {
        EXPECT_EQ(file->image.pixels[i], file->image.pixels[i + 1]);
        EXPECT_EQ(file->image.pixels[i], file->image.pixels[i + 2]);
    }
}

TEST(Jpeg, AnyTruncationIsAnErrorAndNeverAPicture) {
    for (const auto& bytes :
         {encodeJpeg(smooth(40, 30), 90, "a").value(), bytesOf(testData("jpeg/progressive.jpg"))})
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto read = decodePicture(std::span(bytes).first(size));
            ASSERT_FALSE(read) << size << " of " << bytes.size();
            const auto expected = size < 3 ? ErrorCode::UnsupportedFormat : ErrorCode::FileTruncated;
            EXPECT_EQ(nameOf(read.error().code), std::string(nameOf(expected)))
                << size << ": " << read.error().detail;
        }
}

TEST(Jpeg, HugeSidesAreRefusedBeforeMemoryIsTaken) {
    auto bytes = encodeJpeg(smooth(8, 8), 90).value();
    const std::array marker{std::byte(0xff), std::byte(0xc0)};
    const auto frame = std::search(bytes.begin(), bytes.end(), marker.begin(), marker.end());
    ASSERT_NE(frame, bytes.end());
    const auto claim = [&](int side) {
        for (int i = 0; i < 4; ++i) // height, then width, behind marker, length and precision
            frame[5 + i] = std::byte(i % 2 ? side & 255 : side >> 8);
        return decodeJpeg(bytes).error().code;
    };
    EXPECT_EQ(claim(60000), ErrorCode::FileTooLarge);
    EXPECT_EQ(claim(16384), ErrorCode::FileTruncated);
}

} // namespace
} // namespace latentbrush::image
