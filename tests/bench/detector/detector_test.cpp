#include "detector/detector.h"
#include "detector/nonsense.h"
#include "detector/picture_io.h"
#include "detector/truth.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latentbrush::detector {

namespace {

const std::filesystem::path kFolder = std::filesystem::path(LATENTBRUSH_TEST_DATA) / "detector";

TEST(Detector, ReadsEveryDrawnPicture) {
    const auto truths = readTruths(kFolder);
    ASSERT_EQ(truths.size(), 24u);
    for (const Truth& truth : truths) {
        const Pixels pixels = readPicture(kFolder / truth.file);
        const Description seen = describe(look(pixels.rgb, pixels.width, pixels.height));
        EXPECT_EQ(seen.time, truth.description.time) << truth.file;
        EXPECT_EQ(seen.ground, truth.description.ground) << truth.file;
        EXPECT_THAT(seen.objects, testing::ElementsAreArray(truth.description.objects)) << truth.file;
    }
}

TEST(Detector, ListsObjectsFromLeftToRight) {
    const Pixels pixels = readPicture(kFolder / "00.png");
    const Sighting sighting = look(pixels.rgb, pixels.width, pixels.height);
    ASSERT_EQ(sighting.objects.size(), 2u);
    EXPECT_EQ(sighting.objects[0].kind, Kind::Car);
    EXPECT_EQ(sighting.objects[1].kind, Kind::Balloon);
    EXPECT_LT(sighting.objects[0].left + sighting.objects[0].width, sighting.objects[1].left);
}

TEST(Detector, SeesNoObjectInAPictureCutToItsSky) {
    Pixels pixels = readPicture(kFolder / "13.png");
    pixels.height = 44;
    EXPECT_TRUE(look(pixels.rgb, pixels.width, pixels.height).nothing());
}

TEST(Detector, SeesNothingWherePixelsAreMissing) {
    EXPECT_TRUE(look({}, 128, 128).nothing());
    EXPECT_TRUE(look({}, 0, 0).nothing());
}

class DetectorNonsense : public testing::TestWithParam<Nonsense> {};

TEST_P(DetectorNonsense, ShowsNothing) {
    std::mt19937 random(7);
    for (int i = 0; i < 8; ++i)
        EXPECT_TRUE(look(GetParam().make(random), kNonsenseSide, kNonsenseSide).nothing()) << i;
}

INSTANTIATE_TEST_SUITE_P(Kinds, DetectorNonsense, testing::ValuesIn(kNonsense));

} // namespace

} // namespace latentbrush::detector
