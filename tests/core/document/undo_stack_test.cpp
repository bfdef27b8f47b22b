#include "document/undo_stack.h"

#include <gtest/gtest.h>

namespace latentbrush::document {
namespace {

constexpr std::size_t kTile = 65536;
constexpr std::size_t kNoValues = 4; // "{}" twice

SharedTile tileOf(std::uint8_t value) {
    return std::make_shared<Tile>(Tile{std::vector<std::uint8_t>(kTile, value)});
}

Change changeOf(std::string name, SharedTile before, SharedTile after) {
    Change change;
    change.name = std::move(name);
    change.tiles.push_back({LayerId::Mask, 0, std::move(before), std::move(after)});
    return change;
}

TEST(UndoStack, BeginsEmpty) {
    UndoStack stack;
    EXPECT_EQ(stack.undo(), nullptr);
    EXPECT_EQ(stack.redo(), nullptr);
    EXPECT_FALSE(stack.canUndo() || stack.canRedo());
    EXPECT_EQ(stack.undoName() + stack.redoName(), "");
    EXPECT_EQ(stack.bytes(), 0u);
}

TEST(UndoStack, GoesBackAndForthInOrder) {
    UndoStack stack;
    for (const auto* name : {"a", "b", "c"})
        stack.push(changeOf(name, nullptr, tileOf(1)));
    struct Case {
        char step;
        std::string taken, undoName, redoName;
    };
    for (const auto& [step, taken, undoName, redoName] :
         {Case{'u', "c", "b", "c"}, Case{'u', "b", "a", "b"}, Case{'r', "b", "b", "c"},
          Case{'u', "b", "a", "b"}, Case{'u', "a", "", "a"}, Case{'u', "", "", "a"}, Case{'r', "a", "a", "b"},
          Case{'r', "b", "b", "c"}, Case{'r', "c", "c", ""}, Case{'r', "", "c", ""}}) {
        const auto* change = step == 'u' ? stack.undo() : stack.redo();
        EXPECT_EQ(change ? change->name : "", taken);
        EXPECT_EQ(stack.undoName(), undoName);
        EXPECT_EQ(stack.redoName(), redoName);
        EXPECT_EQ(stack.undoCount() + stack.redoCount(), 3u);
    }
}

TEST(UndoStack, APushCutsTheBranch) {
    UndoStack stack;
    for (const auto* name : {"a", "b", "c"})
        stack.push(changeOf(name, nullptr, nullptr));
    stack.undo();
    stack.undo();
    stack.push(changeOf("d", nullptr, nullptr));
    EXPECT_FALSE(stack.canRedo());
    EXPECT_EQ(stack.undoCount(), 2u);
    EXPECT_EQ(stack.undo()->name, "d");
    EXPECT_EQ(stack.undo()->name, "a");
}

TEST(UndoStack, CountsWhatItAloneHolds) {
    UndoStack stack;
    const auto first = tileOf(1), second = tileOf(2);
    stack.push(changeOf("new", nullptr, first)); // the document holds `first`
    EXPECT_EQ(stack.bytes(), kNoValues);
    stack.push(changeOf("over", first, second)); // now the history alone holds it
    EXPECT_EQ(stack.bytes(), 2 * kNoValues + kTile);
    stack.undo(); // and now `second`
    EXPECT_EQ(stack.bytes(), 2 * kNoValues + kTile);
    stack.undo();
    EXPECT_EQ(stack.bytes(), 2 * kNoValues + 2 * kTile);
    stack.redo();
    EXPECT_EQ(stack.bytes(), 2 * kNoValues + kTile);
    stack.push(changeOf("other", first, nullptr));
    EXPECT_EQ(stack.bytes(), 2 * kNoValues + kTile);
    EXPECT_EQ(second.use_count(), 1) << "the branch that was cut lets go of its tiles";
}

TEST(UndoStack, DropsTheOldestBeyondItsLimit) {
    constexpr std::size_t kChange = kTile + kNoValues;
    UndoStack stack(3 * kChange);
    const auto oldest = tileOf(0);
    stack.push(changeOf("0", oldest, tileOf(1)));
    for (int i = 1; i < 10; ++i) {
        stack.push(changeOf(std::to_string(i), tileOf(1), tileOf(2)));
        EXPECT_EQ(stack.undoCount(), std::min<std::size_t>(i + 1, 3));
        EXPECT_EQ(stack.bytes(), stack.undoCount() * kChange);
    }
    EXPECT_EQ(oldest.use_count(), 1);
    for (const auto* name : {"9", "8", "7"})
        EXPECT_EQ(stack.undo()->name, name);
    EXPECT_EQ(stack.undo(), nullptr);
}

TEST(UndoStack, KeepsTheNewestHoweverLarge) {
    UndoStack stack(10);
    stack.push(changeOf("a", tileOf(1), tileOf(2)));
    stack.push(changeOf("b", tileOf(1), tileOf(2)));
    EXPECT_EQ(stack.undoCount(), 1u);
    EXPECT_EQ(stack.undo()->name, "b");
}

TEST(UndoStack, CountsTheTextOfValues) {
    UndoStack stack;
    Change change;
    addValues(change, {{"prompt", "a"}}, {{"prompt", std::string(1000, 'b') + "\xff"}}); // not even UTF-8
    stack.push(std::move(change));
    EXPECT_GT(stack.bytes(), 1000u);
    EXPECT_LT(stack.bytes(), 1100u);
}

} // namespace
} // namespace latentbrush::document
