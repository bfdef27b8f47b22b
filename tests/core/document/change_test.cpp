#include "document/change.h"

#include <gtest/gtest.h>

namespace latentbrush::document {
namespace {

using Json = nlohmann::json;

TEST(Change, SwapsAreTheTilesNotShared) {
    auto before = TiledLayer::create(600, 300, 1).value(); // 3 x 2 tiles
    for (const int tile : {0, 1, 2})
        before.writeableTile(tile)[0] = 1;
    auto after = before;
    EXPECT_TRUE(swapsBetween(LayerId::Mask, before, after).empty());
    after.writeableTile(1)[0] = 2; // changed
    after.writeableTile(2)[0] = 0; // erased, though held
    after.writeableTile(3)[0] = 3; // new
    after.writeableTile(4);        // touched alone
    const std::vector<TileSwap> expected{{LayerId::Mask, 1, before.tile(1), after.tile(1)},
                                         {LayerId::Mask, 2, before.tile(2), nullptr},
                                         {LayerId::Mask, 3, nullptr, after.tile(3)}};
    EXPECT_EQ(swapsBetween(LayerId::Mask, before, after), expected);
}

TEST(Change, ValuesAreTheKeysThatDiffer) {
    struct Case {
        Json before, after, changedFrom, changedTo;
    };
    for (const auto& [before, after, changedFrom, changedTo] : {
             Case{Json::object(), Json::object(), Json::object(), Json::object()},
             Case{{{"a", 1}, {"b", 2}}, {{"a", 1}, {"b", 3}}, {{"b", 2}}, {{"b", 3}}},
             Case{{{"a", 1}}, {{"b", "x"}}, {{"a", 1}, {"b", nullptr}}, {{"a", nullptr}, {"b", "x"}}},
         }) {
        Change change;
        addValues(change, before, after);
        EXPECT_EQ(change.valuesBefore, changedFrom);
        EXPECT_EQ(change.valuesAfter, changedTo);
        EXPECT_EQ(change.empty(), changedFrom.empty());
        auto object = before;
        setValues(object, change.valuesAfter);
        EXPECT_EQ(object, after);
        setValues(object, change.valuesBefore);
        EXPECT_EQ(object, before);
    }
}

} // namespace
} // namespace latentbrush::document
