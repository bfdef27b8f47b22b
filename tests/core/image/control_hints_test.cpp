#include "image/control_hints.h"

#include "samples.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace latentbrush::image {
namespace {

constexpr int kEdge = 64;

/// Paper of one grey with a vertical stroke three pixels wide of another in its middle.
Image stroke(std::uint8_t paper, std::uint8_t ink) {
    Image image{kEdge, kEdge, 3, std::vector<std::uint8_t>(3 * kEdge * kEdge, paper)};
    for (int y = 0; y < kEdge; ++y)
        for (int x = kEdge / 2 - 1; x <= kEdge / 2 + 1; ++x)
            std::fill_n(image.pixels.begin() + 3 * (y * kEdge + x), 3, ink);
    return image;
}

using Make = Result<Image> (*)(const Image&);
Result<Image> canny(const Image& image) {
    return cannyEdges(image);
}

struct Row {
    const char* name;
    Make make;
};
void PrintTo(const Row& row, std::ostream* out) {
    *out << row.name;
}

class ControlHint : public testing::TestWithParam<Row> {};

TEST_P(ControlHint, IsGreyAndOfThePicturesSize) {
    for (const int channels : {3, 4}) {
        const auto hint = GetParam().make(samplePicture(37, 23, channels));
        ASSERT_TRUE(hint);
        EXPECT_EQ(hint->width, 37);
        EXPECT_EQ(hint->height, 23);
        ASSERT_EQ(hint->channels, 3);
        for (std::size_t pixel = 0; pixel < hint->pixels.size(); pixel += 3) {
            ASSERT_EQ(hint->pixels[pixel], hint->pixels[pixel + 1]);
            ASSERT_EQ(hint->pixels[pixel], hint->pixels[pixel + 2]);
        }
    }
}

TEST_P(ControlHint, AnEmptyPictureIsRefused) {
    EXPECT_EQ(GetParam().make(Image{}).error().code, ErrorCode::InvalidRequest);
}

INSTANTIATE_TEST_SUITE_P(All, ControlHint,
                         testing::Values(Row{"Canny", canny}, Row{"Scribble", scribble},
                                         Row{"LineArt", lineArt}, Row{"Depth", depthMap}),
                         [](const auto& row) { return row.param.name; });

std::vector<int> middleRow(const Image& hint) {
    std::vector<int> row;
    for (int x = 0; x < hint.width; ++x)
        row.push_back(*hint.at(x, hint.height / 2));
    return row;
}

TEST(Canny, FindsBothSidesOfAStrokeAndNothingElse) {
    const auto row = middleRow(*cannyEdges(stroke(0, 255)));
    EXPECT_EQ(std::ranges::count(row, 255), 2);
    EXPECT_EQ(std::ranges::count(row, 0), kEdge - 2);
    EXPECT_LE(std::abs(std::ranges::find(row, 255) - row.begin() - (kEdge / 2 - 1)), 1);
}

TEST(Canny, WeakEdgesNeedLowThresholds) {
    const auto faint = stroke(100, 115);
    EXPECT_EQ(std::ranges::count(middleRow(*cannyEdges(faint)), 255), 0);
    EXPECT_GT(std::ranges::count(middleRow(*cannyEdges(faint, {10, 20})), 255), 0);
    for (const auto wrong : {CannyThresholds{-1, 9}, CannyThresholds{9, 8}, CannyThresholds{1, 256}})
        EXPECT_EQ(cannyEdges(faint, wrong).error().code, ErrorCode::InvalidRequest);
}

TEST(Scribble, DrawsDarkStrokesWhiteAndLightOnesNot) {
    const auto dark = middleRow(*scribble(stroke(230, 20)));
    EXPECT_EQ(dark[kEdge / 2], 255);
    EXPECT_EQ(dark[4], 0);
    EXPECT_EQ(middleRow(*scribble(stroke(20, 230)))[kEdge / 2], 0);
    EXPECT_EQ(std::ranges::count(middleRow(*scribble(stroke(128, 128))), 0), kEdge);
}

TEST(LineArt, TheUsualLineIsMiddleGreyWhateverItsContrast) {
    for (const std::uint8_t ink : {30, 120}) {
        const auto row = middleRow(*lineArt(stroke(220, ink)));
        EXPECT_NEAR(row[kEdge / 2], 127, 20) << int(ink);
        EXPECT_EQ(row[4], 0);
    }
    EXPECT_EQ(middleRow(*lineArt(stroke(128, 128)))[kEdge / 2], 0) << "nothing to see is not made up";
}

TEST(DepthMap, CoversTheWholeRange) {
    const auto row = middleRow(*depthMap(stroke(100, 140)));
    EXPECT_EQ(row[kEdge / 2], 255);
    EXPECT_EQ(row[0], 0);
    EXPECT_EQ(middleRow(*depthMap(stroke(90, 90)))[0], 90) << "flat";
}

} // namespace
} // namespace latentbrush::image
