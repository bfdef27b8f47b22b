#include "ui/painting/extend_document.h"

#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

using document::Rect;

document::DocumentState blank(int width, int height) {
    return *document::blankState(width, height);
}

class ExtendedByMargins : public testing::TestWithParam<image::Margins> {};

TEST_P(ExtendedByMargins, IsMaskedByTheRuleOfTheCommandLine) {
    constexpr int kWidth = 300, kHeight = 270; // more than a tile
    const auto state = extendedBy(blank(kWidth, kHeight), GetParam(), kMarginOverlap);
    const auto wanted = image::marginMask(kWidth, kHeight, GetParam(), kMarginOverlap);
    ASSERT_TRUE(state && wanted);
    EXPECT_EQ(state->picture.width(), wanted->width);
    EXPECT_EQ(state->picture.height(), wanted->height);
    EXPECT_TRUE(state->mask.read(state->mask.bounds()).pixels == wanted->values);
    EXPECT_TRUE(document::checkState(*state));
    EXPECT_EQ(state->frame, state->picture.bounds());
}

INSTANTIATE_TEST_SUITE_P(Sides, ExtendedByMargins,
                         testing::Values(image::Margins{0, 0, 64, 0}, image::Margins{8, 0, 0, 0},
                                         image::Margins{0, 300, 0, 1}, image::Margins{13, 17, 19, 23},
                                         image::Margins{}));

TEST(ExtendDocument, WhatWasMaskedStaysMasked) {
    auto state = blank(100, 100);
    ASSERT_TRUE(state.mask.write({1, 1, 1, {77}}, 50, 60));
    const auto extended = extendedBy(state, {20, 0, 0, 0}, 10);
    ASSERT_TRUE(extended);
    EXPECT_EQ(extended->mask.read({70, 60, 1, 1}).pixels[0], 77);
    EXPECT_EQ(extended->mask.read({29, 60, 1, 1}).pixels[0], 255);
    EXPECT_EQ(extended->mask.read({30, 60, 1, 1}).pixels[0], 0);
}

TEST(ExtendDocument, AFrameGrowsAroundWhatIsAdded) {
    auto state = blank(400, 300);
    state.frame = {200, 100, 128, 128};
    const auto extended = extendedBy(state, {0, 0, 50, 0}, 10);
    ASSERT_TRUE(extended);
    EXPECT_EQ(extended->frame, (Rect{200, 0, 250, 300}));
}

TEST(ExtendDocument, ACanvasMayCutAndAddAtOnce) {
    auto state = blank(400, 300);
    state.frame = {0, 0, 64, 64};
    const auto moved = onCanvas(state, {300, 100, 200, 100}, 10);
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->mask.contentBounds(), (Rect{90, 0, 110, 100}));
    EXPECT_EQ(moved->frame, (Rect{90, 0, 110, 100})); // nothing was left of it
    EXPECT_TRUE(addsTo(state, {300, 100, 200, 100}));
    EXPECT_FALSE(addsTo(state, {300, 100, 100, 100}));
}

TEST(ExtendDocument, ACutMasksNothing) {
    const auto cut = onCanvas(blank(400, 300), {10, 10, 100, 100}, 10);
    ASSERT_TRUE(cut);
    EXPECT_TRUE(cut->mask.contentBounds().empty());
    EXPECT_EQ(cut->frame, cut->picture.bounds());
}

TEST(ExtendDocument, AnOverlapLargerThanThePictureMasksAll) {
    const auto extended = extendedBy(blank(16, 16), {8, 8, 8, 8}, 50);
    ASSERT_TRUE(extended);
    EXPECT_EQ(extended->mask.read({16, 16, 1, 1}).pixels[0], 255);
}

TEST(ExtendDocument, TheFrameAloneIsLeft) {
    auto state = blank(400, 300);
    state.frame = {40, 50, 64, 72};
    ASSERT_TRUE(state.picture.write({1, 1, 4, {1, 2, 3, 255}}, 41, 52));
    const auto cut = croppedToFrame(state);
    ASSERT_TRUE(cut);
    EXPECT_EQ(cut->picture.bounds(), (Rect{0, 0, 64, 72}));
    EXPECT_EQ(cut->frame, cut->picture.bounds());
    EXPECT_EQ(cut->picture.read({1, 2, 1, 1}).pixels, (std::vector<std::uint8_t>{1, 2, 3, 255}));
}

TEST(ExtendDocument, BadMarginsAreErrors) {
    EXPECT_EQ(extendedBy(blank(10, 10), {-1, 0, 0, 0}, 10).error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(extendedBy(blank(10, 10), {0, 0, 16'380, 0}, 10).error().code, ErrorCode::InvalidSize);
    EXPECT_EQ(extendedBy(blank(10, 10), {0, 0, 2'147'483'647, 0}, 10).error().code, ErrorCode::InvalidSize);
}

} // namespace
} // namespace latentbrush::ui
