#include "image/grab_cut.h"

#include "mask_samples.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

namespace latentbrush::image {
namespace {

constexpr int kWidth = 80, kHeight = 60;

/// The true object of `scene`: a disc of radius 16 around (36, 30).
bool isDisc(int x, int y) {
    return (x - 36) * (x - 36) + (y - 30) * (y - 30) <= 16 * 16;
}

/// A red and orange disc on green and blue, all of it noisy.
Image scene(int channels = 3) {
    Image image{kWidth, kHeight, channels, {}};
    std::mt19937 random(7);
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            const bool object = isDisc(x, y);
            const int colour[4] = {object ? 180 : 30, object ? 40 + y : 110, object ? 20 : 60 + x, 255};
            for (int c = 0; c < channels; ++c)
                image.pixels.push_back(
                    static_cast<std::uint8_t>(c == 3 ? 255 : colour[c] + static_cast<int>(random() % 24)));
        }
    return image;
}

Mask strokeAcrossTheDisc() {
    Mask stroke = filledMask(kWidth, kHeight);
    for (int y = 22; y < 38; ++y)
        for (int x = 33; x < 39; ++x)
            stroke.values[y * kWidth + x] = 255;
    return stroke;
}

/// The overlap with the true disc by the union: 1 is perfect.
double agreement(const Mask& mask) {
    int both = 0, either = 0;
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            both += mask.at(x, y) && isDisc(x, y);
            either += mask.at(x, y) || isDisc(x, y);
        }
    return static_cast<double>(both) / either;
}

TEST(GrabCut, FindsTheObjectUnderAStroke) {
    for (const int channels : {3, 4}) {
        const auto mask = objectMask(scene(channels), strokeAcrossTheDisc());
        ASSERT_TRUE(mask);
        EXPECT_GT(agreement(*mask), 0.97);
    }
}

TEST(GrabCut, FindsTheObjectInABox) {
    const Box box{16, 10, 42, 42};
    const auto mask = objectMask(scene(), filledMask(kWidth, kHeight), box);
    ASSERT_TRUE(mask);
    EXPECT_GT(agreement(*mask), 0.97);
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x)
            if (x < 16 || x >= 58 || y < 10 || y >= 52) {
                ASSERT_EQ(mask->at(x, y), 0);
            }
}

TEST(GrabCut, TheStrokeIsAlwaysInside) {
    // Across both: the colours say no, the person says yes.
    Mask stroke = strokeAcrossTheDisc();
    for (int x = 60; x < 70; ++x)
        stroke.values[30 * kWidth + x] = 255;
    const auto mask = objectMask(scene(), stroke, Box{16, 10, 42, 42});
    ASSERT_TRUE(mask);
    for (std::size_t i = 0; i < stroke.values.size(); ++i)
        if (stroke.values[i]) {
            ASSERT_EQ(mask->values[i], 255);
        }
}

TEST(GrabCut, GivesTheSameMaskWhateverWasDrawnBefore) {
    const auto before = objectMask(scene(), strokeAcrossTheDisc(), {}, 2);
    cv::theRNG().state = 99;
    EXPECT_EQ(objectMask(scene(), strokeAcrossTheDisc(), {}, 2), before);
    EXPECT_EQ(cv::theRNG().state, 99u) << "others' draws are left alone";
}

TEST(GrabCut, AStrokeOverEverythingIsEverything) {
    const auto all = filledMask(kWidth, kHeight, 255);
    EXPECT_EQ(objectMask(scene(), all), all);
}

/// The scene, stroke and disc at `factor` times the size, each pixel with noise of its own.
TEST(GrabCut, ALargePictureIsCutAsFinely) {
    constexpr int kFactor = 9; // 720 x 540: far above kGrabCutPixels
    const int width = kWidth * kFactor, height = kHeight * kFactor;
    ASSERT_GT(width * height, 4 * kGrabCutPixels);
    const auto small = scene();
    const auto smallStroke = strokeAcrossTheDisc();
    const auto inDisc = [&](int x, int y) {
        const double across = (x + 0.5) / kFactor - 36.5, down = (y + 0.5) / kFactor - 30.5;
        return across * across + down * down <= 16.5 * 16.5;
    };
    Image image{width, height, 3, {}};
    Mask stroke = filledMask(width, height);
    std::mt19937 random(8);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            // Colours from well inside and well outside, so that the edge lies where `inDisc` says.
            const auto* colour =
                inDisc(x, y) ? small.at(36, 16 + y % 28) : small.at(70 + x % 10, y / kFactor);
            for (int c = 0; c < 3; ++c)
                image.pixels.push_back(static_cast<std::uint8_t>(colour[c] + random() % 9));
            stroke.values[std::size_t(y) * width + x] = smallStroke.at(x / kFactor, y / kFactor);
        }
    for (const auto& box : {std::optional<Box>(), std::optional(Box{144, 90, 378, 378})}) {
        const auto mask = objectMask(image, stroke, box);
        ASSERT_TRUE(mask);
        int wrong = 0;
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                wrong += (mask->at(x, y) != 0) != inDisc(x, y);
        // Less than half a pixel along the disc's edge of 930 pixels.
        EXPECT_LT(wrong, 465);
    }
}

TEST(GrabCut, StopsWhenItIsTold) {
    StopSource source;
    source.request(StopDegree::Now);
    const auto stopped = objectMask(scene(), strokeAcrossTheDisc(), {}, 5, source.token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

TEST(GrabCut, RefusesWhatItCannotCut) {
    const auto none = filledMask(kWidth, kHeight), stroke = strokeAcrossTheDisc();
    const auto codeOf = [](const Result<Mask>& result) { return result.error().code; };
    EXPECT_EQ(codeOf(objectMask(scene(), none)), ErrorCode::InvalidRequest);
    EXPECT_EQ(codeOf(objectMask(scene(), filledMask(4, 4, 255))), ErrorCode::InvalidSize);
    EXPECT_EQ(codeOf(objectMask({}, {})), ErrorCode::InvalidSize);
    for (const int iterations : {0, 21})
        EXPECT_EQ(codeOf(objectMask(scene(), stroke, {}, iterations)), ErrorCode::InvalidRequest);
    for (const Box box : {Box{-1, 0, 5, 5}, {0, 0, 0, 5}, {70, 0, 11, 5}, {0, 0, 5, 61}, {0, 61, 5, 1}})
        EXPECT_EQ(codeOf(objectMask(scene(), stroke, box)), ErrorCode::InvalidRequest);
}

} // namespace
} // namespace latentbrush::image
