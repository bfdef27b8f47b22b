#include "document/brush_stroke.h"
#include "document/document.h"
#include "random_picture.h"

#include <gtest/gtest.h>

namespace latentbrush::document {
namespace {

using Json = nlohmann::json;

Document documentOf(int width, int height) {
    return Document::create(width, height).value();
}

/// Some other state: pixels in any layer, the frame, a setting.
DocumentState changed(DocumentState state, std::mt19937& random) {
    const auto id = static_cast<LayerId>(random() % kLayerCount);
    const auto picture = randomPicture(1 + static_cast<int>(random() % 300), 40, channelsOf(id), random);
    EXPECT_TRUE(
        state.layer(id).write(picture, static_cast<int>(random() % 500), static_cast<int>(random() % 300)));
    if (random() % 2)
        state.frame = {static_cast<int>(random() % 100), 3, 256, 256};
    const auto key = std::string(1, static_cast<char>('a' + random() % 3));
    if (random() % 3)
        state.settings[key] = random() % 1000;
    else
        state.settings.erase(key);
    return state;
}

TEST(Document, BeginsBlank) {
    const auto document = documentOf(600, 400);
    const auto& state = document.state();
    EXPECT_EQ(state.picture.channels(), 4);
    EXPECT_EQ(state.mask.channels(), 1);
    EXPECT_EQ(state.sketch.channels(), 4);
    EXPECT_EQ(state.frame, (Rect{0, 0, 600, 400}));
    EXPECT_EQ(state.settings, Json::object());
    EXPECT_FALSE(document.history().canUndo());
    EXPECT_EQ(Document::create(0, 5).error().code, ErrorCode::InvalidSize);
    EXPECT_EQ(Document::create(5, 16385).error().code, ErrorCode::InvalidSize);
}

TEST(Document, BeginsAsAState) {
    std::mt19937 random(12);
    const auto state = changed(blankState(600, 400).value(), random);
    const auto document = Document::create(state, 77);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->state(), state);
    EXPECT_EQ(document->history().limit(), 77u);
    EXPECT_FALSE(document->history().canUndo());

    auto otherSize = state, otherChannels = state, noFrame = state, outside = state, noSettings = state;
    otherSize.sketch = TiledLayer::create(600, 401, 4).value();
    otherChannels.mask = TiledLayer::create(600, 400, 4).value();
    noFrame.frame = {};
    outside.frame = {590, 0, 20, 20};
    noSettings.settings = Json::array();
    auto deep = state;
    deep.settings["a"] = Json::parse(std::string(33, '[') + std::string(33, ']'));
    for (const auto& [broken, subject] :
         {std::pair(DocumentState{}, "layer"), std::pair(otherSize, "layer"),
          std::pair(otherChannels, "layer"), std::pair(noFrame, "frame"), std::pair(outside, "frame"),
          std::pair(noSettings, "settings"), std::pair(deep, "settings")}) {
        const auto refused = Document::create(broken);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidRequest);
        EXPECT_EQ(refused.error().subject, subject);
    }
}

TEST(Document, AStrokeIsOneChange) {
    auto document = documentOf(600, 400);
    auto wanted = document.state();
    BrushStroke stroke({40, 0.8, 1, 0.1, false, false}, StrokeMode::Paint);
    stroke.drawTo(wanted.mask, {100, 100});
    stroke.drawTo(wanted.mask, {300, 100});
    EXPECT_EQ(document.state().mask.bytes(), 0u) << "not before it is applied";
    const auto change = document.changeTo("paint", wanted);
    EXPECT_EQ(change.tiles.size(), 2u);
    EXPECT_TRUE(change.valuesAfter.empty());
    ASSERT_TRUE(document.apply(change));
    EXPECT_EQ(document.state(), wanted);
    EXPECT_EQ(document.history().undoName(), "paint");
    EXPECT_TRUE(document.undo());
    EXPECT_EQ(document.state().mask.bytes(), 0u);
    EXPECT_TRUE(document.redo());
    EXPECT_EQ(document.state(), wanted);
}

TEST(Document, GoesToEveryStateItHad) {
    std::mt19937 random(6);
    auto document = documentOf(600, 400);
    std::vector<DocumentState> states{document.state()};
    for (int i = 0; i < 30; ++i) {
        ASSERT_TRUE(document.apply(document.changeTo("step", changed(document.state(), random))));
        if (document.history().undoCount() == states.size())
            states.push_back(document.state());
    }
    std::size_t at = states.size() - 1;
    for (int i = 0; i < 200; ++i) {
        const bool back = random() % 2;
        const bool possible = back ? at > 0 : at + 1 < states.size();
        EXPECT_EQ(back ? document.undo() : document.redo(), possible);
        at += possible ? (back ? -1 : 1) : 0;
        ASSERT_EQ(document.state(), states[at]);
    }
}

TEST(Document, UndoLeadsBackWhateverTheChangeSaidWasBefore) {
    std::mt19937 random(7);
    auto document = documentOf(600, 400);
    const auto stale = document.changeTo("stale", changed(document.state(), random));
    ASSERT_TRUE(document.apply(document.changeTo("first", changed(document.state(), random))));
    const auto present = document.state();
    ASSERT_TRUE(document.apply(stale));
    EXPECT_TRUE(document.undo());
    EXPECT_EQ(document.state(), present);

    auto twice = document.changeTo("twice", changed(document.state(), random));
    const auto once = twice.tiles;
    twice.tiles.insert(twice.tiles.end(), once.rbegin(), once.rend());
    ASSERT_TRUE(document.apply(twice));
    EXPECT_TRUE(document.undo());
    EXPECT_EQ(document.state(), present);
}

TEST(Document, AnEmptyChangeIsNothing) {
    auto document = documentOf(600, 400);
    ASSERT_TRUE(document.apply(document.changeTo("nothing", document.state())));
    EXPECT_FALSE(document.history().canUndo());
}

TEST(Document, RefusesWhatDoesNotFitAndStaysAsItIs) {
    const auto tile = std::make_shared<Tile>(Tile{std::vector<std::uint8_t>(65536, 1)});
    const auto withTile = [&](int layer, int index) {
        Change change;
        change.tiles = {{LayerId::Mask, 0, nullptr, tile},
                        {static_cast<LayerId>(layer), index, nullptr, tile}};
        change.valuesAfter = {{"settings.a", 1}};
        return change;
    };
    const auto withValues = [&](Json values) {
        Change change;
        change.tiles = {{LayerId::Mask, 0, nullptr, tile}};
        change.valuesAfter = std::move(values);
        change.valuesAfter["settings.a"] = 1;
        return change;
    };
    const struct {
        Change change;
        std::string subject;
    } cases[] = {
        {withTile(1, 6), "tile"}, // 3 x 2 tiles
        {withTile(1, -1), "tile"},
        {withTile(0, 0), "tile"}, // too few bytes
        {withTile(3, 0), "layer"},
        {withValues({{"other", 1}}), "other"},
        {withValues({{"frame", nullptr}}), "frame"},
        {withValues({{"frame", {0, 0, 10}}}), "frame"},
        {withValues({{"frame", {0, 0, 10, 0.5}}}), "frame"},
        {withValues({{"frame", {0, 0, 0, 10}}}), "frame"},
        {withValues({{"frame", {-1, 0, 10, 10}}}), "frame"},
        {withValues({{"frame", {591, 0, 10, 10}}}), "frame"},
        {withValues({{"frame", {0, 0, 1e18, 10}}}), "frame"},
        {withValues({{"frame", {0, 0, 18446744073709551615u, 10}}}), "frame"},
        {withValues({{"settings.deep", Json::parse(std::string(33, '[') + std::string(33, ']'))}}),
         "settings.deep"},
    };
    auto document = documentOf(600, 400);
    const auto before = document.state();
    for (const auto& [change, subject] : cases) {
        const auto applied = document.apply(change);
        ASSERT_FALSE(applied) << subject;
        EXPECT_EQ(applied.error().code, ErrorCode::InvalidRequest);
        EXPECT_EQ(applied.error().subject, subject);
        EXPECT_EQ(document.state(), before);
        EXPECT_FALSE(document.history().canUndo());
    }
    auto notAnObject = withTile(1, 0);
    notAnObject.valuesAfter = Json::array({1});
    EXPECT_FALSE(document.apply(notAnObject));
}

TEST(Document, ASnapshotStaysAsItWas) {
    std::mt19937 random(8);
    auto document = documentOf(600, 400);
    const auto first = changed(document.state(), random);
    ASSERT_TRUE(document.apply(document.changeTo("first", first)));
    const auto snapshot = document.state();
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(document.apply(document.changeTo("next", changed(document.state(), random))));
    EXPECT_EQ(snapshot, first);
}

} // namespace
} // namespace latentbrush::document
