#include "document/document_resize.h"

#include "../base/temporary_folder.h"
#include "document/document.h"
#include "document/journal.h"
#include "person.h"

#include <gtest/gtest.h>

namespace latentbrush::document {
namespace {

constexpr LayerId kLayers[] = {LayerId::Picture, LayerId::Mask, LayerId::Sketch};

/// Every layer's pixels tell where they lie; a strip and a corner are blank.
DocumentState numbered(int width, int height) {
    auto state = *blankState(width, height);
    for (const auto id : kLayers) {
        const int channels = channelsOf(id);
        image::Image pixels{width, height, channels, {}};
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                for (int c = 0; c < channels; ++c)
                    pixels.pixels.push_back(
                        x / 50 == 2 || (x > 256 && y > 256)
                            ? 0
                            : static_cast<std::uint8_t>(x * 7 + y * 13 + c * 50 + static_cast<int>(id)));
        EXPECT_TRUE(state.layer(id).write(pixels, 0, 0));
        state.layer(id).dropBlankTiles(state.layer(id).bounds());
    }
    state.settings["prompt"] = "a house";
    return state;
}

/// Pixel for pixel what the canvas shows of the old state.
testing::AssertionResult shows(const DocumentState& now, const DocumentState& old, const Rect& canvas) {
    for (const auto id : kLayers) {
        const auto wanted = old.layer(id).read(canvas); // zeros beyond the layer
        const auto& layer = now.layer(id);
        if (layer.width() != canvas.width || layer.height() != canvas.height)
            return testing::AssertionFailure() << "size of layer " << static_cast<int>(id);
        if (layer.read(layer.bounds()) != wanted)
            return testing::AssertionFailure() << "pixels of layer " << static_cast<int>(id);
    }
    return testing::AssertionSuccess();
}

const Rect kCanvases[] = {
    {0, 0, 600, 400},     // the same
    {256, 256, 300, 100}, // whole tiles
    {-256, -512, 856, 912}, {-256, 0, 300, 400},  {1, 0, 599, 400},    {-1, -1, 602, 402},
    {100, 50, 1, 1},        {250, 130, 270, 270}, {-300, 200, 310, 5}, {700, 700, 64, 64}, // nothing of it
};

TEST(Resized, ShowsThePartOfTheCanvasToThePixel) {
    const auto state = numbered(600, 400);
    for (const auto& canvas : kCanvases) {
        const auto now = resized(state, canvas);
        ASSERT_TRUE(now);
        EXPECT_TRUE(shows(*now, state, canvas)) << canvas.x << ' ' << canvas.y << ' ' << canvas.width;
        EXPECT_TRUE(checkState(*now));
        EXPECT_EQ(now->settings, state.settings);
    }
}

TEST(Resized, ExtendedAndCutBackIsTheSame) {
    const auto state = numbered(600, 400);
    for (const auto& [left, top] : {std::pair(256, 512), {1, 1}, {100, 0}, {0, 77}}) {
        const auto there = resized(state, {-left, -top, 600 + 2 * left, 400 + top});
        EXPECT_EQ(resized(*there, {left, top, 600, 400}), state) << left;
    }
}

TEST(Resized, TheFrameIsItsPartOrAll) {
    auto state = *blankState(600, 400);
    state.frame = {100, 100, 200, 200};
    struct Row {
        Rect canvas, frame;
    };
    for (const auto& [canvas, frame] :
         {Row{{50, 50, 500, 300}, {50, 50, 200, 200}}, Row{{-10, -20, 700, 500}, {110, 120, 200, 200}},
          Row{{200, 200, 300, 200}, {0, 0, 100, 100}}, Row{{400, 0, 200, 90}, {0, 0, 200, 90}}})
        EXPECT_EQ(resized(state, canvas)->frame, frame) << canvas.x;
}

TEST(Resized, RefusesWhatNoLayerCanBe) {
    const auto state = *blankState(8, 8);
    for (const auto& canvas : {Rect{0, 0, 0, 8}, Rect{0, 0, 8, -1}, Rect{0, 0, 16385, 8}})
        EXPECT_EQ(resized(state, canvas).error().code, ErrorCode::InvalidSize);
}

TEST(Resized, IsAStepThatIsUndoneAndRedone) {
    const auto before = numbered(600, 400);
    for (const auto& canvas : kCanvases) {
        auto document = *Document::create(before);
        const auto wanted = *resized(before, canvas);
        ASSERT_TRUE(document.apply(document.changeTo("crop", wanted)));
        EXPECT_EQ(document.state(), wanted);
        if (document.history().undoCount() == 0)
            continue; // the same
        std::mt19937 random(5);
        const auto further = painted(wanted, random);
        ASSERT_TRUE(document.apply(document.changeTo("paint", further)));
        ASSERT_TRUE(document.undo());
        ASSERT_TRUE(document.undo());
        EXPECT_EQ(document.state(), before) << canvas.x;
        ASSERT_TRUE(document.redo());
        EXPECT_EQ(document.state(), wanted) << canvas.x;
        ASSERT_TRUE(document.redo());
        EXPECT_EQ(document.state(), further) << canvas.x;
    }
}

TEST(Resized, IsKeptByTheJournal) {
    TemporaryFolder folder;
    for (const std::size_t undoLimit : {UndoStack::kDefaultLimit, std::size_t(1)}) {
        std::filesystem::remove(folder / "j");
        auto opened = Journal::create(folder / "j", numbered(600, 400), undoLimit);
        ASSERT_TRUE(opened);
        auto document = opened->document;
        std::mt19937 random(1);
        int number = 0;
        for (const auto& canvas : kCanvases) {
            const auto change = document.changeTo("crop", *resized(document.state(), canvas));
            ASSERT_TRUE(document.apply(change));
            ASSERT_TRUE(opened->journal.appendChange(change));
            ASSERT_TRUE(takeStep(document, &opened->journal, number++));
            if (number == 5) {
                ASSERT_TRUE(opened->journal.compact(document));
            }
        }
        opened = failure(ErrorCode::Internal); // closes it
        opened = Journal::open(folder / "j");
        ASSERT_TRUE(opened) << opened.error().detail;
        EXPECT_TRUE(sameThroughout(opened->document, document));
    }
}

TEST(Resized, ChangesThatMakeNoDocumentAreRefused) {
    const auto tile = std::make_shared<Tile>(Tile{std::vector<std::uint8_t>(65536, 1)});
    struct Row {
        nlohmann::json size;
        nlohmann::json frame;
        int tile;
    };
    for (const auto& [size, frame, number] :
         {Row{{0, 300}, {0, 0, 1, 1}, 0}, Row{{-5, 300}, {0, 0, 1, 1}, 0}, Row{{300}, {0, 0, 1, 1}, 0},
          Row{{100000, 300}, {0, 0, 1, 1}, 0}, Row{{4294967596LL, 300}, {0, 0, 1, 1}, 0},
          Row{{300.5, 300}, {0, 0, 1, 1}, 0}, Row{"large", {0, 0, 1, 1}, 0}, Row{nullptr, {0, 0, 1, 1}, 0},
          Row{{300, 300}, {0, 0, 301, 300}, 0}, Row{{300, 300}, {0, 0, 300, 300}, 4},
          Row{{300, 300}, {0, 0, 300, 300}, -1}}) {
        auto document = *Document::create(numbered(600, 400));
        const auto before = document.state();
        Change change;
        change.name = "crop";
        change.valuesAfter = {{"size", size}, {"frame", frame}};
        change.tiles = {{LayerId::Mask, number, nullptr, tile}};
        EXPECT_FALSE(document.apply(change)) << size << ' ' << number;
        EXPECT_EQ(document.state(), before);
        EXPECT_EQ(document.history().undoCount(), 0u);
    }
}

} // namespace
} // namespace latentbrush::document
