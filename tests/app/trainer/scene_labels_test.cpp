#include "scene_labels.h"

#include <gtest/gtest.h>

namespace latentbrush::trainer {
namespace {

using namespace picturebook;

Scene redHouseAtNight() {
    Scene scene;
    scene.time = Time::Night;
    scene.ground = Ground::SnowyField;
    scene.objects = {{.kind = Kind::House, .colour = Colour::Red}};
    return scene;
}

TEST(CellLabels, NameGroundSkyAndTheObjectInItsColour) {
    auto scene = redHouseAtNight();
    const auto red = cellLabels(scene, draw(scene), 8);
    ASSERT_EQ(red.sizes(), (at::IntArrayRef{16, 16}));
    EXPECT_EQ(red[0][0].item<int>(), static_cast<int>(PixelClass::Sky));
    EXPECT_EQ(red[15][0].item<int>(), static_cast<int>(PixelClass::SnowyField));
    EXPECT_EQ(red[11][8].item<int>(), kFirstObjectLabel + static_cast<int>(Colour::Red));

    scene.objects[0].colour = Colour::Blue;
    const auto blue = cellLabels(scene, draw(scene), 8);
    EXPECT_EQ(blue[11][8].item<int>(), kFirstObjectLabel + static_cast<int>(Colour::Blue));
    EXPECT_TRUE(at::equal(blue.lt(kFirstObjectLabel), red.lt(kFirstObjectLabel)));
}

TEST(CellLabels, StayInTheirRange) {
    Dice dice(3);
    for (int i = 0; i < 50; ++i) {
        const auto scene = randomScene(dice, Split::Training);
        const auto labels = cellLabels(scene, draw(scene), 8);
        EXPECT_GE(labels.min().item<int>(), 0);
        EXPECT_LT(labels.max().item<int>(), kCellLabels);
        EXPECT_TRUE(labels.ge(kFirstObjectLabel).any().item<bool>());
    }
}

TEST(Facts, CountWhatTheCaptionSays) {
    auto scene = redHouseAtNight();
    EXPECT_EQ(factsOf(scene).sum().item<int>(), 3); // time, ground, one object
    scene.light = SkyPlace{};
    scene.mountains = true;
    scene.objects.push_back({.kind = Kind::Balloon, .colour = Colour::White});
    EXPECT_EQ(factsOf(scene).sum().item<int>(), 6);
    auto other = scene;
    other.objects[1].colour = Colour::Green;
    EXPECT_EQ((factsOf(scene) - factsOf(other)).abs().sum().item<int>(), 2);
}

} // namespace
} // namespace latentbrush::trainer
