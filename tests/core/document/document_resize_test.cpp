#include "document/document_resize.h"

#include "../base/temporary_folder.h"
#include "document/journal.h"
#include "document/journal_record.h"
#include "person.h"
#include "rich_state.h"

#include <gtest/gtest.h>
#include <limits>
#include <span>

namespace latentbrush::document {
namespace {

using Json = nlohmann::json;

/// What `resized` has to make of a layer, pixel by pixel.
image::Image expectedOf(const TiledLayer& from, const Rect& canvas) {
    const auto old = from.read(from.bounds());
    image::Image now{canvas.width, canvas.height, from.channels(), {}};
    for (int y = canvas.y; y < canvas.bottom(); ++y)
        for (int x = canvas.x; x < canvas.right(); ++x)
            for (int channel = 0; channel < from.channels(); ++channel) {
                const bool inside = x >= 0 && y >= 0 && x < old.width && y < old.height;
                now.pixels.push_back(inside ? old.at(x, y)[channel] : 0);
            }
    return now;
}

void expectResized(const DocumentState& from, const Rect& canvas, const DocumentState& now) {
    EXPECT_TRUE(checkState(now));
    for (const auto id : {LayerId::Picture, LayerId::Mask, LayerId::Sketch}) {
        const auto& layer = now.layer(id);
        EXPECT_EQ(layer.read(layer.bounds()).pixels, expectedOf(from.layer(id), canvas).pixels);
    }
    EXPECT_EQ(now.settings, from.settings);
}

/// Pixels beyond a layer are zero in its tiles as well: growing it shows them.
void expectCleanEdges(const DocumentState& state) {
    for (const auto id : {LayerId::Picture, LayerId::Mask, LayerId::Sketch}) {
        const auto& layer = state.layer(id);
        for (int tile = 0; tile < layer.tileCount(); ++tile) {
            const auto& held = layer.tile(tile);
            const auto rect = layer.rectOf(tile);
            for (int y = 0; held && y < kTileEdge; ++y)
                for (int x = 0; x < kTileEdge; ++x)
                    if (x >= rect.width || y >= rect.height) {
                        ASSERT_EQ(held->pixels[(std::size_t(y) * kTileEdge + x) * layer.channels()], 0);
                    }
        }
    }
}

constexpr Rect kCanvases[] = {
    {0, 0, 700, 600},     // as it is
    {0, 0, 300, 256},     // the right and the bottom off
    {256, 256, 300, 300}, // along the tiles
    {256, 0, 256, 600},   //
    {37, 91, 400, 333},   // across them
    {-50, -70, 900, 801}, // larger on all sides
    {-256, -512, 1100, 1200},
    {-1, 1, 700, 600},   // moved by a pixel
    {650, -30, 300, 90}, // over a corner
    {699, 599, 1, 1},
    {5000, 5000, 10, 10}, // beside it
    {std::numeric_limits<int>::max() - 5, std::numeric_limits<int>::min(), 20, 20},
};

TEST(DocumentResize, IsExactToThePixel) {
    const auto state = richState(700, 600);
    for (const auto& canvas : kCanvases) {
        SCOPED_TRACE(canvas.x);
        const auto now = resized(state, canvas);
        ASSERT_TRUE(now);
        EXPECT_EQ(now->picture.bounds(), (Rect{0, 0, canvas.width, canvas.height}));
        if (canvas.x < 100'000)
            expectResized(state, canvas, *now);
        expectCleanEdges(*now);
    }
}

TEST(DocumentResize, SharesTilesThatStayAsTheyAre) {
    const auto state = richState(700, 600); // 3 x 3 tiles
    const auto larger = resized(state, {-256, 0, 1000, 900}).value();
    for (const int row : {0, 1})
        for (const int column : {0, 1})
            EXPECT_EQ(larger.picture.tile(row * 4 + column + 1), state.picture.tile(row * 3 + column));
    const auto cut = resized(state, {0, 0, 600, 600}).value();
    EXPECT_EQ(cut.picture.tile(1), state.picture.tile(1));
    EXPECT_NE(cut.picture.tile(2), state.picture.tile(2)) << "a part of it is cut off";
}

TEST(DocumentResize, WhatATileHasBehindTheEdgeStaysThere) {
    auto state = blankState(300, 300).value();
    const auto full = std::make_shared<Tile>(Tile{std::vector<std::uint8_t>(65536, 7)});
    for (int tile = 0; tile < 4; ++tile)
        state.mask.setTile(tile, full); // as a damaged journal could
    for (const Rect canvas : {Rect{0, 0, 400, 500}, Rect{-256, -256, 700, 700}, Rect{-3, 5, 500, 500}})
        EXPECT_EQ(resized(state, canvas)->mask.contentBounds(),
                  intersected({-canvas.x, -canvas.y, 300, 300}, {0, 0, canvas.width, canvas.height}));
}

TEST(DocumentResize, AnyWayThereAndBackKeepsWhatBothHave) {
    std::mt19937 random(31);
    const auto state = richState(700, 600);
    for (int round = 0; round < 25; ++round) {
        const auto number = [&](int from, int count) { return from + static_cast<int>(random() % count); };
        const Rect canvas{number(-400, 1000), number(-400, 900), number(1, 1000), number(1, 1000)};
        const auto there = resized(state, canvas).value();
        const auto back = resized(there, {-canvas.x, -canvas.y, 700, 600}).value();
        expectResized(state, canvas, there);
        expectCleanEdges(back);
        const Rect both = intersected(canvas, state.picture.bounds());
        for (const auto id : {LayerId::Picture, LayerId::Mask, LayerId::Sketch}) {
            auto expected = TiledLayer::create(700, 600, channelsOf(id)).value();
            if (!both.empty()) {
                ASSERT_TRUE(expected.write(state.layer(id).read(both), both.x, both.y));
            }
            ASSERT_EQ(back.layer(id), expected) << round;
        }
    }
}

TEST(DocumentResize, TheFrameGoesAlong) {
    auto state = blankState(700, 600).value();
    state.frame = {100, 100, 200, 200};
    const struct {
        Rect canvas, frame;
    } cases[] = {
        {{0, 0, 700, 600}, {100, 100, 200, 200}}, {{-10, -20, 900, 900}, {110, 120, 200, 200}},
        {{50, 60, 650, 540}, {50, 40, 200, 200}}, {{150, 150, 100, 300}, {0, 0, 100, 150}},
        {{400, 0, 300, 250}, {0, 0, 300, 250}}, // nothing of it is left
    };
    for (const auto& [canvas, frame] : cases)
        EXPECT_EQ(resized(state, canvas)->frame, frame) << canvas.x;
}

TEST(DocumentResize, RefusesWhatNoLayerIs) {
    const auto state = blankState(70, 60).value();
    for (const Rect canvas : {Rect{}, Rect{0, 0, 10, 0}, Rect{0, 0, -3, 10}, Rect{0, 0, 16385, 10}})
        EXPECT_EQ(resized(state, canvas).error().code, ErrorCode::InvalidSize) << canvas.width;
}

TEST(DocumentResize, IsAStepLikeAnyOther) {
    auto document = Document::create(richState(700, 600)).value();
    std::vector<DocumentState> states{document.state()};
    std::mt19937 random(5);
    for (const auto& canvas : {kCanvases[4], kCanvases[5], kCanvases[2], kCanvases[9]}) {
        const auto wanted = resized(document.state(), canvas).value();
        const auto change = document.changeTo("crop", wanted);
        EXPECT_TRUE(change.resizes());
        ASSERT_TRUE(document.apply(change));
        states.push_back(document.state());
        ASSERT_EQ(document.state(), wanted);
        ASSERT_TRUE(document.apply(document.changeTo("paint", painted(document.state(), random))));
        if (document.history().undoCount() == states.size())
            states.push_back(document.state());
    }
    for (auto at = states.size() - 1; at > 0; --at) {
        ASSERT_TRUE(document.undo());
        ASSERT_EQ(document.state(), states[at - 1]);
        expectCleanEdges(document.state());
    }
    for (std::size_t at = 1; at < states.size(); ++at) {
        ASSERT_TRUE(document.redo());
        ASSERT_EQ(document.state(), states[at]);
    }
}

TEST(DocumentResize, TheJournalBringsItBack) {
    for (const bool compacted : {false, true}) {
        TemporaryFolder folder;
        auto opened = Journal::create(folder / "j", richState(700, 600)).value();
        auto document = opened.document;
        const auto step = [&](const char* name, const DocumentState& wanted) {
            const auto change = document.changeTo(name, wanted);
            ASSERT_TRUE(document.apply(change) && opened.journal.appendChange(change));
        };
        std::mt19937 random(6);
        step("paint", painted(document.state(), random));
        step("crop", resized(document.state(), {37, 91, 400, 333}).value());
        step("paint", painted(document.state(), random));
        step("extend", resized(document.state(), {-5, -300, 600, 900}).value());
        ASSERT_TRUE(document.undo() && opened.journal.appendUndo());
        ASSERT_TRUE(document.undo() && opened.journal.appendUndo());
        ASSERT_TRUE(document.redo() && opened.journal.appendRedo());
        if (compacted) {
            ASSERT_TRUE(opened.journal.compact(document));
        }
        opened = Journal::create(folder / "other", 9, 9).value(); // closes it
        const auto again = Journal::open(folder / "j");
        ASSERT_TRUE(again) << again.error().detail;
        EXPECT_EQ(again->document.state().picture.width(), 400);
        EXPECT_TRUE(sameThroughout(again->document, document));
    }
}

TEST(DocumentResize, TheJournalKeepsItWhateverTheHistoryHasMemoryFor) {
    for (const std::size_t undoLimit : {UndoStack::kDefaultLimit, std::size_t(1)}) {
        TemporaryFolder folder;
        auto opened = Journal::create(folder / "j", richState(700, 600), undoLimit).value();
        auto document = opened.document;
        int number = 0;
        for (const auto& canvas : std::span(kCanvases).first(10)) {
            const auto change = document.changeTo("crop", resized(document.state(), canvas).value());
            ASSERT_TRUE(document.apply(change) && opened.journal.appendChange(change));
            ASSERT_TRUE(takeStep(document, &opened.journal, number++));
            if (number == 5) {
                ASSERT_TRUE(opened.journal.compact(document));
            }
        }
        opened = Journal::create(folder / "other", 9, 9).value(); // closes it
        const auto again = Journal::open(folder / "j");
        ASSERT_TRUE(again) << again.error().detail;
        EXPECT_TRUE(sameThroughout(again->document, document));
    }
}

SharedTile maskTile(std::uint8_t value) {
    return std::make_shared<Tile>(Tile{std::vector<std::uint8_t>(65536, value)});
}

/// A change of a document of 600x400 (3 x 2 tiles) to that size.
Change toSize(Json size, std::vector<TileSwap> tiles = {}) {
    Change change;
    change.name = "crop";
    change.tiles = std::move(tiles);
    change.valuesAfter = {{"size", std::move(size)}, {"frame", {0, 0, 10, 10}}};
    return change;
}

TEST(DocumentResize, HostileChangesAreRefused) {
    const auto mask = [](int tile, SharedTile after) {
        return TileSwap{LayerId::Mask, tile, nullptr, after};
    };
    auto frameOfOld = toSize({60, 60});
    frameOfOld.valuesAfter.erase("frame"); // that of the document reaches beyond
    const struct {
        Change change;
        std::string subject;
    } cases[] = {
        {toSize({0, 300}), "size"},
        {toSize({300, 0}), "size"},
        {toSize({-300, 300}), "size"},
        {toSize({100000, 300}), "size"},
        {toSize({300, 16385}), "size"},
        {toSize({300, 18446744073709551615u}), "size"},
        {toSize({300.0, 300}), "size"},
        {toSize({300}), "size"},
        {toSize({300, 300, 300}), "size"},
        {toSize(nullptr), "size"},
        {toSize("300x300"), "size"},
        {frameOfOld, "frame"},
        {toSize({9, 10}), "frame"},
        {toSize({300, 300}, {mask(4, maskTile(1))}), "tile"}, // 2 x 2 tiles
        {toSize({300, 300}, {mask(6, nullptr)}), "tile"},
        {toSize({300, 300}, {mask(-1, nullptr)}), "tile"},
        {toSize({300, 300}, {{LayerId::Picture, 0, nullptr, maskTile(1)}}), "tile"}, // too few bytes
        {toSize({300, 300}, {{static_cast<LayerId>(3), 0, nullptr, nullptr}}), "layer"},
    };
    TemporaryFolder folder;
    for (const auto& [change, subject] : cases) {
        auto document = Document::create(richState(600, 400)).value();
        const auto before = document.state();
        const auto applied = document.apply(change);
        ASSERT_FALSE(applied) << subject;
        EXPECT_EQ(applied.error().code, ErrorCode::InvalidRequest);
        EXPECT_EQ(applied.error().subject, subject);
        EXPECT_EQ(document.state(), before);
        std::filesystem::remove(folder / "j");
        (void)Journal::create(folder / "j", before).value().journal.appendChange(change);
        EXPECT_EQ(Journal::open(folder / "j").error().code, ErrorCode::FileMalformed) << subject;
    }
}

TEST(DocumentResize, WhatAChangeDoesNotNameIsZeroAndComesBack) {
    auto document = Document::create(richState(600, 400)).value();
    const auto before = document.state();
    ASSERT_TRUE(document.apply(toSize({900, 300}, {{LayerId::Mask, 7, nullptr, maskTile(4)}})));
    EXPECT_EQ(document.state().mask.bytes(), 65536u);
    EXPECT_EQ(document.state().picture.bytes(), 0u);
    ASSERT_TRUE(document.undo());
    EXPECT_EQ(document.state(), before);
    ASSERT_TRUE(document.redo());
    EXPECT_EQ(document.state().mask.read({800, 260, 1, 1}).pixels[0], 4);
}

} // namespace
} // namespace latentbrush::document
