#include "ui/panels/seed_field.h"

#include "request/generation_request.h"

#include <QLineEdit>
#include <QTest>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

TEST(SeedField, UnlockedDrawsANewSeedForEveryStart) {
    SeedField field;
    const auto first = field.take();
    const auto second = field.take();
    EXPECT_NE(first, second);
    EXPECT_EQ(field.seed(), second) << "the field shows what was used";
    EXPECT_LT(second, GenerationRequest::kSeedLimit);
}

TEST(SeedField, LockedKeepsItsSeed) {
    SeedField field;
    field.setLocked(true);
    const auto seed = field.take();
    EXPECT_EQ(field.take(), seed);
}

TEST(SeedField, AChosenSeedIsUsedOnce) {
    SeedField field;
    field.take();
    field.setSeed(1234);
    EXPECT_EQ(field.take(), 1234U);
    EXPECT_NE(field.take(), 1234U);
}

TEST(SeedField, TypingLocks) {
    SeedField field;
    auto* line = field.findChild<QLineEdit*>();
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("42"));
    EXPECT_TRUE(field.isLocked());
    EXPECT_EQ(field.take(), 42U);
    EXPECT_EQ(field.take(), 42U);
}

} // namespace
} // namespace latentbrush::ui
