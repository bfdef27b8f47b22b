#include "scene_batch.h"

#include <gtest/gtest.h>

namespace latentbrush::trainer {
namespace {

TEST(SceneBatch, LaysPicturesOutForTheNetworks) {
    picturebook::Dice dice(4);
    const auto batch = drawScenes(dice, picturebook::Split::Training, 3);
    ASSERT_EQ(batch.pictures.sizes(), (at::IntArrayRef{3, 3, 128, 128}));
    ASSERT_EQ(batch.objects.sizes(), (at::IntArrayRef{3, 1, 128, 128}));
    const auto& drawing = batch.drawings[1];
    for (const int pixel : {0, 5000, 128 * 128 - 1}) {
        const int x = pixel % 128;
        const int y = pixel / 128;
        for (int colour = 0; colour < 3; ++colour)
            EXPECT_NEAR(batch.pictures[1][colour][y][x].item<float>(),
                        drawing.rgb[pixel * 3 + colour] / 127.5 - 1, 1e-6);
        EXPECT_EQ(batch.objects[1][0][y][x].item<float>() == 1,
                  drawing.objects[pixel] != picturebook::kNoObject);
    }
}

TEST(SceneBatch, SameDiceSamePictures) {
    picturebook::Dice one(8);
    picturebook::Dice two(8);
    EXPECT_TRUE(at::equal(drawScenes(one, picturebook::Split::HeldOut, 4).pictures,
                          drawScenes(two, picturebook::Split::HeldOut, 4).pictures));
}

} // namespace
} // namespace latentbrush::trainer
