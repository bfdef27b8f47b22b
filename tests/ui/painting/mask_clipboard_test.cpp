#include "ui/painting/mask_clipboard.h"

#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

TEST(MaskClipboard, AMaskComesBackAsItWas) {
    auto state = *document::blankState(300, 270);
    image::Image values{7, 256, 1, {}};
    for (int pixel = 0; pixel < 7 * 256; ++pixel)
        values.pixels.push_back(static_cast<std::uint8_t>(pixel / 7));
    ASSERT_TRUE(state.mask.write(values, 256, 3));
    const auto picture = maskImage(state);
    EXPECT_EQ(picture.size(), QSize(300, 270));
    EXPECT_EQ(qRed(picture.pixel(257, 103)), 100);
    auto other = *document::blankState(300, 270);
    ASSERT_TRUE(other.mask.write({1, 1, 1, {255}}, 0, 0)); // is replaced
    const auto pasted = withMaskImage(other, picture);
    ASSERT_TRUE(pasted);
    EXPECT_TRUE(pasted->mask == state.mask);
    EXPECT_EQ(pasted->mask.tile(0), nullptr);
}

TEST(MaskClipboard, AnotherSizeIsScaled) {
    QImage picture(40, 20, QImage::Format_RGB32);
    picture.fill(Qt::black);
    for (int y = 0; y < 20; ++y)
        for (int x = 20; x < 40; ++x)
            picture.setPixelColor(x, y, Qt::white);
    const auto pasted = withMaskImage(*document::blankState(80, 80), picture);
    ASSERT_TRUE(pasted);
    EXPECT_EQ(pasted->mask.read({20, 40, 1, 1}).pixels[0], 0);
    EXPECT_EQ(pasted->mask.read({60, 40, 1, 1}).pixels[0], 255);
}

TEST(MaskClipboard, WhatIsNotDrawnIsKept) {
    QImage picture(8, 8, QImage::Format_ARGB32);
    picture.fill(Qt::transparent);
    picture.setPixelColor(3, 3, Qt::white);
    const auto pasted = withMaskImage(*document::blankState(8, 8), picture);
    ASSERT_TRUE(pasted);
    EXPECT_EQ(pasted->mask.contentBounds(), (document::Rect{3, 3, 1, 1}));
}

TEST(MaskClipboard, NoPictureIsAnError) {
    EXPECT_FALSE(withMaskImage(*document::blankState(8, 8), QImage()));
}

} // namespace
} // namespace latentbrush::ui
