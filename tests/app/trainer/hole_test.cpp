#include "hole.h"

#include <gtest/gtest.h>

namespace latentbrush::trainer {
namespace {

TEST(Hole, HidesSomethingAndNeverAll) {
    picturebook::Dice dice(1);
    for (int i = 0; i < 300; ++i) {
        const auto drawing = picturebook::draw(picturebook::randomScene(dice, picturebook::Split::Training));
        const auto hole = randomHole(dice, drawing);
        ASSERT_EQ(hole.sizes(), (at::IntArrayRef{1, 128, 128}));
        const auto share = hole.mean().item<double>();
        EXPECT_GT(share, 0.005);
        EXPECT_LT(share, 0.95);
        EXPECT_TRUE(at::logical_or(hole == 0, hole == 1).all().item<bool>());
    }
}

TEST(MaskOnLatents, MarksACellWhenAnyOfItsPixelsIsMarked) {
    auto mask = at::zeros({1, 1, 16, 16});
    mask[0][0][7][8] = 1; // the last row of cell row 0, the first column of cell column 1
    const auto cells = maskOnLatents(mask, 8);
    EXPECT_TRUE(at::equal(cells, at::tensor({0.f, 1.f, 0.f, 0.f}).view({1, 1, 2, 2})));
}

} // namespace
} // namespace latentbrush::trainer
