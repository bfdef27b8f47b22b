#include "ui/jobs/picture_view.h"

#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

TEST(PictureView, KeepsPixelsBothWays) {
    for (const int channels : {3, 4}) {
        image::Image image{3, 2, channels, {}};
        for (int i = 0; i < 3 * 2 * channels; ++i)
            // Full alpha: premultiplying would round the colours of others.
            image.pixels.push_back(channels == 4 && i % 4 == 3 ? 255 : static_cast<std::uint8_t>(i * 9));
        const auto view = toQImage(std::make_shared<const image::Image>(image));
        EXPECT_EQ(view.pixelColor(1, 0), QColor(image.at(1, 0)[0], image.at(1, 0)[1], image.at(1, 0)[2]));
        EXPECT_EQ(*toPicture(view), image) << channels;
    }
}

TEST(PictureView, NothingStaysNothing) {
    EXPECT_TRUE(toQImage(nullptr).isNull());
    EXPECT_EQ(toPicture(QImage()), nullptr);
}

} // namespace
} // namespace latentbrush::ui
