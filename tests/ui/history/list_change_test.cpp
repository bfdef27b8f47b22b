#include "ui/history/list_change.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

namespace latentbrush::ui {
namespace {

using Ids = std::vector<library::EntryId>;

Ids applied(Ids list, const ListChange& change, const Ids& after) {
    for (auto run = change.removed.rbegin(); run != change.removed.rend(); ++run)
        list.erase(list.begin() + run->first, list.begin() + run->first + run->count);
    for (const auto& run : change.inserted)
        list.insert(list.begin() + run.first, after.begin() + run.first,
                    after.begin() + run.first + run.count);
    return list;
}

TEST(ListChange, NewestPicturesAreOneRunAtTheFront) {
    const auto change = changeBetween({5, 4, 3}, {7, 6, 5, 4, 3});
    EXPECT_TRUE(change.removed.empty());
    EXPECT_EQ(change.inserted, (std::vector<ListChange::Run>{{0, 2}}));
}

TEST(ListChange, SameListIsNoChange) {
    EXPECT_TRUE(changeBetween({3, 2, 1}, {3, 2, 1}).isNone());
}

RC_GTEST_PROP(ListChange, AppliedToTheOldListGivesTheNewOne, ()) {
    const auto ids =
        rc::gen::map(rc::gen::container<std::set<library::EntryId>>(rc::gen::inRange(1, 40)),
                     [](const std::set<library::EntryId>& set) { return Ids(set.rbegin(), set.rend()); });
    const auto before = *ids;
    const auto after = *ids;
    const auto change = changeBetween(before, after);
    RC_ASSERT(applied(before, change, after) == after);
    RC_ASSERT(change.isNone() == (before == after));
}

} // namespace
} // namespace latentbrush::ui
