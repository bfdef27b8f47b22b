#include "document/document.h"
#include "person.h"

#include "../base/temporary_folder.h"

#include <gtest/gtest.h>
#include <limits>

namespace latentbrush::document {
namespace {

constexpr std::size_t kSmall = std::size_t(1) << 20; // four tiles of a picture
constexpr int kSteps = 200;

/// A document whose history is over a small limit by far, and its states from the first on.
struct Painted {
    Document document;
    std::vector<DocumentState> states;
};

Painted paint(std::shared_ptr<SpillFile> file, std::uintmax_t diskLimit = UndoStack::kDiskLimit) {
    Painted painted{*Document::create(600, 400, kSmall), {}};
    painted.document.spillHistory(std::move(file), diskLimit);
    painted.states.push_back(painted.document.state());
    std::mt19937 random(3);
    while (painted.states.size() <= kSteps) {
        auto wanted = document::painted(painted.document.state(), random);
        wanted.settings["step"] = painted.states.size();
        EXPECT_TRUE(painted.document.apply(painted.document.changeTo("paint", wanted)));
        painted.states.push_back(painted.document.state());
    }
    return painted;
}

TEST(Spill, EveryStepIsUndoneAndRedoneFromTheDisk) {
    TemporaryFolder folder;
    auto [document, states] = paint(SpillFile::in(folder.path(), 0));
    EXPECT_EQ(document.history().undoCount(), static_cast<std::size_t>(kSteps));
    EXPECT_GT(document.history().spilledCount(), static_cast<std::size_t>(kSteps / 2));
    EXPECT_LE(document.history().bytes(), kSmall);
    EXPECT_EQ(folder.entries(), 0); // it has no name
    for (int round = 0; round < 2; ++round) {
        for (int step = kSteps - 1; step >= 0; --step) {
            ASSERT_TRUE(document.undo()) << step;
            ASSERT_EQ(document.state(), states[static_cast<std::size_t>(step)]) << step;
        }
        EXPECT_FALSE(document.undo());
        for (int step = 1; step <= kSteps; ++step) {
            ASSERT_TRUE(document.redo()) << step;
            ASSERT_EQ(document.state(), states[static_cast<std::size_t>(step)]) << step;
        }
        EXPECT_FALSE(document.redo());
    }
    EXPECT_FALSE(document.history().hasLost());
}

TEST(Spill, WhatIsPaintedAfterUndoingTakesThePlaceOfTheRest) {
    TemporaryFolder folder;
    auto [document, states] = paint(SpillFile::in(folder.path(), 0));
    for (int step = 0; step < 150; ++step)
        ASSERT_TRUE(document.undo());
    std::mt19937 random(99);
    const auto other = painted(document.state(), random);
    ASSERT_TRUE(document.apply(document.changeTo("other", other)));
    EXPECT_FALSE(document.history().canRedo());
    ASSERT_TRUE(document.undo());
    for (int step = 49; step >= 0; --step) {
        ASSERT_TRUE(document.undo());
        ASSERT_EQ(document.state(), states[static_cast<std::size_t>(step)]) << step;
    }
}

TEST(Spill, WithoutRoomTheOldestGo) {
    TemporaryFolder folder;
    const auto none = std::numeric_limits<std::uintmax_t>::max();
    for (const auto& file : {SpillFile::in(folder.path(), none), SpillFile::in(folder / "nowhere", 0)}) {
        auto [document, states] = paint(file);
        EXPECT_TRUE(document.history().hasLost());
        EXPECT_EQ(document.history().spilledCount(), 0u);
        auto step = static_cast<std::size_t>(kSteps);
        for (; document.undo(); --step)
            ASSERT_EQ(document.state(), states[step - 1]);
        EXPECT_GT(step, 0u);
        EXPECT_LT(step, static_cast<std::size_t>(kSteps));
    }
}

TEST(Spill, TheDiskHasALimitToo) {
    TemporaryFolder folder;
    constexpr std::uintmax_t kDisk = std::uintmax_t(8) << 20;
    auto [document, states] = paint(SpillFile::in(folder.path(), 0), kDisk);
    EXPECT_LE(document.history().diskBytes(), kDisk);
    EXPECT_GT(document.history().diskBytes(), kDisk / 2);
    auto step = static_cast<std::size_t>(kSteps);
    for (; document.undo(); --step)
        ASSERT_EQ(document.state(), states[step - 1]);
    EXPECT_GT(step, 0u);
    EXPECT_LT(step, static_cast<std::size_t>(kSteps));
}

TEST(Spill, ACopyGoesOnByItself) {
    TemporaryFolder folder;
    auto painted = paint(SpillFile::in(folder.path(), 0));
    auto copy = painted.document;
    while (painted.document.undo()) {
    }
    EXPECT_EQ(copy.state(), painted.states.back());
    for (int step = kSteps - 1; step >= 0; --step) {
        ASSERT_TRUE(copy.undo());
        ASSERT_EQ(copy.state(), painted.states[static_cast<std::size_t>(step)]);
    }
}

} // namespace
} // namespace latentbrush::document
