#include "inpaint_score/verdict.h"

#include "inpaint_score/verdict_tally.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace latentbrush::score {

namespace {

using picturebook::Colour;
using picturebook::Kind;

/// 0 where drawing the object changed nothing, so that the drawn scenes count as unchanged outside.
image::Mask changedBetween(const image::Image& one, const image::Image& other) {
    auto mask = image::filledMask(one.width, one.height);
    for (int y = 0; y < one.height; ++y)
        for (int x = 0; x < one.width; ++x)
            if (!std::equal(one.at(x, y), one.at(x, y) + 3, other.at(x, y)))
                mask.values[static_cast<std::size_t>(y) * mask.width + x] = 255;
    return mask;
}

/// A case in a free place, its asked object changed before it is drawn.
struct Drawn {
    InpaintCase asked;
    image::Image source;
    image::Image result;

    explicit Drawn(Kind kind, Colour colour) {
        const auto cases = inpaintCases(100);
        asked = *std::find_if(cases.begin(), cases.end(), [](const InpaintCase& one) {
            return !one.replaces && one.asked.kind == Kind::House && one.asked.colour == Colour::Red;
        });
        auto scene = asked.wanted;
        auto& object = *std::find(scene.objects.begin(), scene.objects.end(), asked.asked);
        object.kind = kind;
        object.colour = colour;
        source = pictureOf(asked.source);
        result = pictureOf(scene);
    }

    Verdict verdict() const { return judge(asked, changedBetween(source, result), result); }
};

TEST(Verdict, IsRightForTheDrawnScenes) {
    for (const auto& asked : inpaintCases(100)) {
        const auto result = pictureOf(asked.wanted);
        const auto verdict = judge(asked, changedBetween(pictureOf(asked.source), result), result);
        EXPECT_TRUE(verdict.right() && verdict.oneObject && verdict.others) << asked.prompt;
    }
}

TEST(Verdict, IsWrongForUntouchedSources) {
    for (const auto& asked : inpaintCases(100)) {
        const auto source = pictureOf(asked.source);
        const auto verdict = judge(asked, image::filledMask(source.width, source.height), source);
        EXPECT_FALSE(verdict.right()) << asked.prompt;
        EXPECT_TRUE(verdict.unchanged && verdict.others) << asked.prompt;
        EXPECT_EQ(verdict.oneObject, asked.replaces) << asked.prompt;
    }
}

TEST(Verdict, TellsKindFromColour) {
    const auto kind = Drawn(Kind::House, Colour::Blue).verdict();
    EXPECT_TRUE(kind.kind && !kind.colour && !kind.right());
    const auto colour = Drawn(Kind::PineTree, Colour::Red).verdict();
    EXPECT_TRUE(!colour.kind && colour.colour && !colour.right());
}

TEST(Verdict, SeesThatTheOtherObjectIsGone) {
    Drawn drawn(Kind::House, Colour::Red);
    auto scene = drawn.asked.wanted;
    scene.objects = {drawn.asked.asked};
    drawn.result = pictureOf(scene);
    EXPECT_FALSE(drawn.verdict().others);
    EXPECT_TRUE(drawn.verdict().right()) << "what is asked for is there";
}

TEST(Verdict, SeesOneBitOutsideTheMask) {
    Drawn drawn(Kind::House, Colour::Red);
    const auto effective = changedBetween(drawn.source, drawn.result);
    const auto outside = std::find(effective.values.begin(), effective.values.end(), 0);
    drawn.result.pixels[static_cast<std::size_t>(outside - effective.values.begin()) * 3] ^= 1;
    const auto verdict = judge(drawn.asked, effective, drawn.result);
    EXPECT_TRUE(verdict.kind && verdict.colour);
    EXPECT_FALSE(verdict.unchanged);
    EXPECT_FALSE(verdict.right());
}

TEST(VerdictTally, GivesPercentages) {
    VerdictTally tally;
    EXPECT_EQ(tally.report()["right"], 0.0);
    tally.add({true, true, true, true, true});
    tally.add({true, true, false, true, true});
    tally.add({false, false, false, true, false});
    tally.add({true, true, true, false, true});
    const auto report = tally.report();
    EXPECT_EQ(report["cases"], 4);
    EXPECT_EQ(report["right"], 25.0) << "changed outside is not right";
    EXPECT_EQ(report["one_object"], 75.0);
    EXPECT_EQ(report["kind"], 75.0);
    EXPECT_EQ(report["colour"], 50.0);
    EXPECT_EQ(report["unchanged_outside"], 75.0);
    EXPECT_EQ(report["others_as_before"], 75.0);
}

} // namespace

} // namespace latentbrush::score
