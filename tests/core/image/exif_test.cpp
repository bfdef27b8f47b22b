#include "image/exif.h"

#include "image/orientation.h"
#include "samples.h"

#include <gtest/gtest.h>

namespace latentbrush::image {
namespace {

TEST(Exif, ACommentGoesThereAndBack) {
    for (const std::string text : {"a", "a red house\nSteps: 20", "夜の雪原に立つ赤い家", "😀", "é"}) {
        const auto block = exifWithComment(text);
        EXPECT_EQ(readExif(block).userComment, text);
        EXPECT_EQ(readExif(std::span(block).subspan(6)).userComment, text); // without "Exif\0\0"
        EXPECT_EQ(readExif(block).orientation, 1);
        EXPECT_EQ(exifWithComment(text), block);
    }
}

TEST(Exif, DamageGivesDefaultsAndReadsNothingBeyondTheEnd) {
    const auto block = exifWithComment("a red house");
    for (std::size_t size = 0; size < block.size(); ++size) {
        const std::vector<std::byte> cut(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_EQ(readExif(cut).userComment, "") << size;
    }
    for (std::size_t at = 0; at < 52; ++at) // the structure before the text
        for (const int value : {0x00, 0x7f, 0xff}) {
            auto damaged = block;
            damaged[at] = std::byte(value);
            const auto exif = readExif(damaged);
            EXPECT_GE(exif.orientation, 1);
            EXPECT_LE(exif.userComment.size(), block.size() * 3);
        }
}

// A picture of 3x2 whose pixels are numbered by rows:  0 1 2 / 3 4 5
struct Row {
    int orientation;
    int width, height;
    std::vector<std::uint8_t> pixels;
};

class Upright : public testing::TestWithParam<Row> {};

TEST_P(Upright, TurnsAndMirrors) {
    Image stored{3, 2, 3, {}};
    for (std::uint8_t i = 0; i < 18; ++i)
        stored.pixels.push_back(i / 3);
    const auto& row = GetParam();
    const auto image = upright(stored, row.orientation);
    EXPECT_EQ(image.width, row.width);
    EXPECT_EQ(image.height, row.height);
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            pixels.push_back(*image.at(x, y));
    EXPECT_EQ(pixels, row.pixels);
}

// EXIF 2.32, tag 0x0112: where row 0 and column 0 are seen.
INSTANTIATE_TEST_SUITE_P(Rows, Upright,
                         testing::Values(Row{1, 3, 2, {0, 1, 2, 3, 4, 5}}, Row{2, 3, 2, {2, 1, 0, 5, 4, 3}},
                                         Row{3, 3, 2, {5, 4, 3, 2, 1, 0}}, Row{4, 3, 2, {3, 4, 5, 0, 1, 2}},
                                         Row{5, 2, 3, {0, 3, 1, 4, 2, 5}}, Row{6, 2, 3, {3, 0, 4, 1, 5, 2}},
                                         Row{7, 2, 3, {5, 2, 4, 1, 3, 0}}, Row{8, 2, 3, {2, 5, 1, 4, 0, 3}},
                                         Row{0, 3, 2, {0, 1, 2, 3, 4, 5}}, Row{9, 3, 2, {0, 1, 2, 3, 4, 5}}));

} // namespace
} // namespace latentbrush::image
