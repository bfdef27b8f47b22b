#include "ui/history/tile_layout.h"

#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

constexpr int kGap = TileLayout::kGap;

struct Case {
    const char* name;
    TileLayout::Form form;
    QSize viewport;
    int count;
    int edge;
    int columns; ///< expected; 0: all in one row
};

class TileLayoutTest : public testing::TestWithParam<Case> {
protected:
    TileLayoutTest() { layout.set(GetParam().form, GetParam().viewport, GetParam().count, GetParam().edge); }
    TileLayout layout;
};

TEST_P(TileLayoutTest, TilesLieApartWithinTheContentAndAreFoundAgain) {
    const QRect content(QPoint(), layout.contentSize());
    EXPECT_EQ(layout.columns(), GetParam().columns ? GetParam().columns : std::max(1, GetParam().count));
    for (const int row :
         {0, 1, layout.columns() - 1, layout.columns(), GetParam().count / 2, GetParam().count - 1}) {
        if (row < 0 || row >= GetParam().count)
            continue;
        const auto tile = layout.tile(row);
        EXPECT_TRUE(content.contains(tile)) << row;
        EXPECT_EQ(layout.tileAt(tile.center()), row);
        EXPECT_EQ(layout.tileAt(tile.topLeft()), row);
        EXPECT_EQ(layout.tileAt(tile.bottomRight()), row);
        EXPECT_EQ(layout.tileAt(tile.topLeft() - QPoint(1, 0)), -1) << "the gap belongs to nobody";
        if (row > 0) {
            EXPECT_FALSE(tile.intersects(layout.tile(row - 1)));
        }
    }
    EXPECT_EQ(layout.tileAt(QPoint(content.width() + 500, content.height() + 500)), -1);
}

TEST_P(TileLayoutTest, RowsInSightAreThoseThatTouch) {
    const auto content = layout.contentSize();
    for (const QPoint at : {QPoint(0, 0), QPoint(content.width() / 3, content.height() / 3)}) {
        const QRect area(at, GetParam().viewport);
        const auto rows = layout.rowsIn(area);
        for (int row = 0; row < GetParam().count; ++row)
            if (layout.tile(row).intersects(area)) {
                EXPECT_LE(rows.first, row);
                EXPECT_GE(rows.last, row);
            }
        EXPECT_LT(rows.last, GetParam().count);
        // Not many more than needed: at most one line in front and behind.
        const int fitting = (GetParam().viewport.width() / (layout.edge() + kGap) + 2) *
                            (GetParam().viewport.height() / (layout.edge() + kGap) + 2);
        EXPECT_LE(rows.last - rows.first + 1, fitting);
    }
}

INSTANTIATE_TEST_SUITE_P(Table, TileLayoutTest,
                         testing::Values(Case{"Strip", TileLayout::Form::Strip, {800, 120}, 50, 148, 0},
                                         Case{"EmptyStrip", TileLayout::Form::Strip, {800, 120}, 0, 148, 0},
                                         Case{"HighStrip", TileLayout::Form::Strip, {800, 900}, 5, 148, 0},
                                         Case{"LowStrip", TileLayout::Form::Strip, {800, 5}, 5, 148, 0},
                                         Case{"Grid", TileLayout::Form::Grid, {800, 600}, 1000, 148, 5},
                                         Case{"GridOfOne", TileLayout::Form::Grid, {800, 600}, 1, 148, 5},
                                         Case{"EmptyGrid", TileLayout::Form::Grid, {800, 600}, 0, 148, 5},
                                         Case{"NarrowGrid", TileLayout::Form::Grid, {100, 600}, 20, 148, 1}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(TileLayout, GridFillsTheWidth) {
    TileLayout layout;
    for (int width = 200; width < 1000; width += 7) {
        layout.set(TileLayout::Form::Grid, {width, 500}, 100, 100);
        EXPECT_LE(layout.contentSize().width(), width);
        EXPECT_GT(layout.contentSize().width() + layout.columns(), width);
        EXPECT_GE(layout.edge(), 100);
    }
}

} // namespace
} // namespace latentbrush::ui
