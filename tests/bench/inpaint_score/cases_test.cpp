#include "inpaint_score/cases.h"

#include "picturebook/draw.h"
#include "picturebook/held_out.h"

#include <algorithm>
#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace latentbrush::score {

namespace {

using testing::AllOf;
using testing::Each;
using testing::Ge;
using testing::Le;
using testing::SizeIs;

bool holds(const image::Box& outer, const picturebook::Box& inner) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

bool meets(const image::Box& mask, const picturebook::Box& box) {
    return box.x < mask.x + mask.width && mask.x < box.x + box.width && box.y < mask.y + mask.height &&
           mask.y < box.y + box.height;
}

std::size_t indexOf(const picturebook::Object& object, const picturebook::Scene& scene) {
    const auto found = std::find(scene.objects.begin(), scene.objects.end(), object);
    return static_cast<std::size_t>(found - scene.objects.begin());
}

/// What the mask would cover of the source though nobody asked for it to go.
bool covers(const image::Box& mask, const picturebook::Drawing& drawing, picturebook::PixelClass what) {
    for (int y = mask.y; y < mask.y + mask.height; ++y)
        for (int x = mask.x; x < mask.x + mask.width; ++x)
            if (drawing.classes[static_cast<std::size_t>(y) * drawing.size + x] == what)
                return true;
    return false;
}

class InpaintCases : public testing::Test {
protected:
    const std::vector<InpaintCase> cases = inpaintCases(100);
};

TEST_F(InpaintCases, AreAlwaysTheSame) {
    const auto again = inpaintCases(100);
    ASSERT_THAT(again, SizeIs(100));
    for (std::size_t i = 0; i < again.size(); ++i) {
        EXPECT_EQ(again[i].source, cases[i].source) << i;
        EXPECT_EQ(again[i].mask, cases[i].mask) << i;
        EXPECT_EQ(again[i].prompt, cases[i].prompt) << i;
    }
    EXPECT_EQ(inpaintCases(4).back().prompt, cases[3].prompt) << "a shorter list is the first part";
}

TEST_F(InpaintCases, AskForWhatTrainingNeverShowed) {
    for (const auto& [source, wanted, asked, mask, prompt, language, replaces] : cases) {
        EXPECT_TRUE(picturebook::belongs(asked.kind, wanted.ground)) << prompt;
        EXPECT_TRUE(picturebook::isHeldOut(asked.kind, asked.colour, wanted.ground, wanted.time)) << prompt;
        for (const auto& object : source.objects)
            EXPECT_FALSE(picturebook::isHeldOut(object.kind, object.colour, source.ground, source.time))
                << prompt;
    }
}

TEST_F(InpaintCases, AskForEachCombinationInBothLanguages) {
    using Combination = std::array<int, 4>;
    std::map<Combination, int> times;
    std::set<std::pair<Combination, picturebook::Language>> asked;
    for (const auto& one : cases) {
        const Combination combination{static_cast<int>(one.asked.kind), static_cast<int>(one.asked.colour),
                                      static_cast<int>(one.wanted.ground), static_cast<int>(one.wanted.time)};
        ++times[combination];
        asked.emplace(combination, one.language);
    }
    EXPECT_THAT(times, SizeIs(32));
    EXPECT_THAT(times, Each(testing::Pair(testing::_, AllOf(Ge(3), Le(4)))));
    EXPECT_THAT(asked, SizeIs(64));
}

TEST_F(InpaintCases, SpeakEnglishAndJapaneseInTurn) {
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const bool ascii = std::all_of(cases[i].prompt.begin(), cases[i].prompt.end(),
                                       [](char letter) { return static_cast<unsigned char>(letter) < 128; });
        EXPECT_EQ(ascii, i % 2 == 0) << cases[i].prompt;
    }
}

TEST_F(InpaintCases, ChangeTheSceneByTheObjectAlone) {
    for (auto [source, wanted, asked, mask, prompt, language, replaces] : cases) {
        ASSERT_THAT(source.objects, SizeIs(1)) << prompt;
        ASSERT_THAT(wanted.objects, SizeIs(replaces ? 1 : 2)) << prompt;
        EXPECT_LT(indexOf(asked, wanted), wanted.objects.size()) << prompt;
        if (!replaces) {
            EXPECT_LT(indexOf(source.objects.front(), wanted), wanted.objects.size()) << prompt;
            EXPECT_EQ(wanted.objects[0].slot, picturebook::Slot::Left) << prompt;
            EXPECT_EQ(wanted.objects[1].slot, picturebook::Slot::Right) << prompt;
        }
        wanted.objects = source.objects;
        EXPECT_EQ(wanted, source) << prompt;
    }
}

TEST_F(InpaintCases, HaveAMaskInThePictureInWhichTheObjectFits) {
    for (const auto& [source, wanted, asked, mask, prompt, language, replaces] : cases) {
        EXPECT_TRUE(holds({0, 0, picturebook::kNativeSize, picturebook::kNativeSize},
                          {mask.x, mask.y, mask.width, mask.height}))
            << prompt;
        EXPECT_TRUE(holds(mask, picturebook::draw(wanted).boxes[indexOf(asked, wanted)])) << prompt;
    }
}

TEST_F(InpaintCases, HaveAMaskThatSparesWhatStays) {
    for (const auto& [source, wanted, asked, mask, prompt, language, replaces] : cases) {
        const auto drawing = picturebook::draw(source);
        EXPECT_EQ(meets(mask, drawing.boxes.front()), replaces) << prompt;
        EXPECT_EQ(holds(mask, drawing.boxes.front()), replaces) << prompt;
        for (const auto what :
             {picturebook::PixelClass::Sun, picturebook::PixelClass::Moon, picturebook::PixelClass::Cloud})
            EXPECT_FALSE(covers(mask, drawing, what)) << prompt;
    }
}

TEST_F(InpaintCases, ReplaceInSomeAndAddInMost) {
    const auto replacing =
        std::count_if(cases.begin(), cases.end(), [](const InpaintCase& one) { return one.replaces; });
    EXPECT_THAT(replacing, AllOf(Ge(15), Le(45)));
}

TEST(InpaintTask, ShowsTheSourceAndAWhiteBox) {
    const auto asked = inpaintCases(1).front();
    const auto task = taskOf(asked, Inpaint());
    EXPECT_EQ(*task.init.picture, pictureOf(asked.source));
    EXPECT_EQ(task.strength, Inpaint().strength);
    EXPECT_EQ(task.painting, Painting());
    const auto& mask = *task.mask.picture;
    const auto& box = asked.mask;
    const auto white = std::count(mask.pixels.begin(), mask.pixels.end(), 255);
    const auto black = std::count(mask.pixels.begin(), mask.pixels.end(), 0);
    EXPECT_EQ(white, 3 * box.width * box.height);
    EXPECT_EQ(white + black, 3 * mask.width * mask.height);
    EXPECT_EQ(mask.at(box.x, box.y)[0], 255);
    EXPECT_EQ(mask.at(box.x + box.width - 1, box.y + box.height - 1)[2], 255);
}

} // namespace

} // namespace latentbrush::score
