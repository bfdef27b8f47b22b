#include "../base/temporary_folder.h"
#include "../image/open_raster_samples.h"
#include "document/document_file.h"
#include "file_size_limit.h"
#include "image/png.h"
#include "rich_state.h"

namespace latentbrush::document {
namespace {

using image::Image;
using image::Notice;
using image::Notices;
using image::OpenRaster;
using Json = nlohmann::json;

OpenRaster canvasOf(int width, int height) {
    OpenRaster raster;
    raster.width = width;
    raster.height = height;
    return raster;
}

image::RasterLayer layerOf(const std::string& name, std::vector<std::uint8_t> pixel, int x = 0) {
    image::RasterLayer layer;
    layer.name = name;
    layer.x = x;
    layer.image = {1, 1, static_cast<int>(pixel.size()), std::move(pixel)};
    return layer;
}

std::vector<std::uint8_t> pixelAt(const TiledLayer& layer, int x, int y = 0) {
    return layer.read({x, y, 1, 1}).pixels;
}

TEST(DocumentFile, ComesBackBitByBit) {
    const TemporaryFolder folder;
    auto hidden = blankState(300, 300).value(); // colour under full transparency is colour too
    ASSERT_TRUE(hidden.picture.write({1, 1, 4, {9, 8, 7, 0}}, 299, 299));
    for (const auto& state : {blankState(1, 1).value(), blankState(700, 300).value(), richState(600, 400),
                              richState(1500, 1200), hidden}) {
        ASSERT_TRUE(saveState(folder / "a.ora", state)); // over the one before
        const auto opened = openState(folder / "a.ora");
        ASSERT_TRUE(opened) << opened.error().detail;
        EXPECT_EQ(opened->state, state);
        EXPECT_EQ(opened->notices, Notices{});
        EXPECT_EQ(folder.entries(), 1);
    }
}

TEST(DocumentFile, IsForOtherProgramsAPictureInThreeLayers) {
    auto state = blankState(10, 10).value();
    ASSERT_TRUE(state.picture.write({1, 1, 4, {200, 100, 0, 255}}, 3, 3));
    ASSERT_TRUE(state.sketch.write({1, 1, 4, {0, 0, 255, 255}}, 4, 3));
    ASSERT_TRUE(state.mask.write({1, 1, 1, {60}}, 3, 3));
    const auto raster = rasterOf(state);
    ASSERT_EQ(raster.layers.size(), 3u);
    const std::tuple<const char*, bool, int> expected[] = {
        {"Mask", false, 3}, {"Sketch", true, 4}, {"Picture", true, 3}};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(std::tuple(raster.layers[i].name, raster.layers[i].visible, raster.layers[i].x),
                  std::tuple(std::string(std::get<0>(expected[i])), std::get<1>(expected[i]),
                             std::get<2>(expected[i])));
        EXPECT_EQ(raster.layers[i].y, 3);
    }
    EXPECT_EQ(raster.layers[0].image.pixels, (std::vector<std::uint8_t>{255, 255, 255, 60}));
    const auto merged = image::mergedImage(raster);
    EXPECT_EQ(*merged.at(3, 3), 200) << "the mask hides nothing";
    EXPECT_EQ(merged.at(4, 3)[2], 255);
    EXPECT_EQ(Json::parse(raster.files.at("data/latentbrush.json"))["frame"], Json({0, 0, 10, 10}));
}

TEST(DocumentFile, LayersOfAnotherProgramBecomeThePicture) {
    auto raster = canvasOf(4, 2);
    raster.layers = {layerOf("top", {1, 2, 3, 255}, 1), layerOf("bottom", {9, 9, 9}, 0)};
    const auto opened = stateOf(raster);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->notices, Notices{Notice::LayersMerged});
    EXPECT_EQ(pixelAt(opened->state.picture, 0), (std::vector<std::uint8_t>{9, 9, 9, 255}));
    EXPECT_EQ(pixelAt(opened->state.picture, 1), (std::vector<std::uint8_t>{1, 2, 3, 255}));
    EXPECT_EQ(opened->state.mask.bytes() + opened->state.sketch.bytes(), 0u);
    raster.layers.resize(1);
    EXPECT_EQ(stateOf(raster)->notices, Notices{});
    raster.layers[0].opacity = 0.5;
    EXPECT_EQ(stateOf(raster)->notices, Notices{Notice::LayersMerged});
    EXPECT_EQ(stateOf(canvasOf(4, 2))->notices, Notices{});
}

TEST(DocumentFile, WhatMeetsByMoreThanSourceOverIsTakenAsItsProgramMergedIt) {
    const Image grey{8, 6, 3, std::vector<std::uint8_t>(8 * 6 * 3, 100)};
    const Image merged{8, 6, 3, std::vector<std::uint8_t>(8 * 6 * 3, 40)};
    const std::string above = "<layer src='data/a.png'", below = "<layer src='data/b.png'/>";
    const std::pair<std::string, int> rows[] = {
        {above + "/>" + below, 100},
        {above + " composite-op='svg:multiply'/>" + below, 40},
        {above + " composite-op='krita:gamma_dark'/>" + below, 40},
        {above + " composite-op='svg:multiply' visibility='hidden'/>" + below, 100},
        {"<stack opacity='0.5'>" + above + "/></stack>" + below, 40},
        {"<stack composite-op='svg:screen'>" + above + "/></stack>" + below, 40},
        {"<stack opacity='0.5' visibility='hidden'>" + above + "/></stack>" + below, 100},
        {"<stack>" + above + "/></stack>" + below, 100},
        {above + " name='Sketch' latentbrush:layer='sketch'/>" + above + " composite-op='svg:multiply'/>" +
             below,
         100}, // the merged picture has the sketch in it
    };
    for (const auto& [layers, seen] : rows) {
        const auto file = image::zipOf({image::kMimetype,
                                        image::stack("<image w='8' h='6' xmlns:latentbrush='urn:l'><stack>" +
                                                     layers + "</stack></image>"),
                                        {"data/a.png", image::pngOf(grey)},
                                        {"data/b.png", image::pngOf(grey)},
                                        {"mergedimage.png", image::pngOf(merged)}});
        const TemporaryFolder folder;
        ASSERT_TRUE(writeWhole(folder / "a.ora", image::bytesOf(file), IfExists::Fail));
        const auto opened = openState(folder / "a.ora");
        ASSERT_TRUE(opened) << opened.error().detail;
        EXPECT_EQ(pixelAt(opened->state.picture, 3, 3)[0], seen) << layers;
        EXPECT_EQ(opened->notices, Notices{Notice::LayersMerged}) << layers;
    }
}

const std::filesystem::path kFromKrita = std::filesystem::path(LATENTBRUSH_TEST_DATA) / "ora";

// Saved by this program, opened by Krita 5.1.5 and saved there again (`krita --export`): what was in the
// layers is there still, and only what Krita has no place for is gone.
TEST(DocumentFile, WhatKritaSavedAgainHasItsThreeLayersBitByBit) {
    const auto opened = openState(kFromKrita / "krita_resaved.ora");
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->notices, Notices{});
    auto expected = blankState(300, 200).value();
    Image picture{300, 200, 4, {}}, sketch{40, 40, 4, {}}, mask{60, 60, 1, {}};
    for (int y = 0; y < 200; ++y)
        for (int x = 0; x < 300; ++x)
            picture.pixels.insert(picture.pixels.end(), {static_cast<std::uint8_t>(x * 255 / 299),
                                                         static_cast<std::uint8_t>(y * 255 / 199), 60, 255});
    for (int i = 0; i < 40 * 40; ++i)
        sketch.pixels.insert(sketch.pixels.end(), {0, 0, 255, 200});
    for (int i = 0; i < 60 * 60; ++i)
        mask.pixels.push_back(static_cast<std::uint8_t>(i % 60 * 4));
    ASSERT_TRUE(expected.picture.write(picture, 0, 0));
    ASSERT_TRUE(expected.sketch.write(sketch, 20, 30));
    ASSERT_TRUE(expected.mask.write(mask, 200, 100));
    EXPECT_EQ(opened->state, expected);
}

// A group at half its opacity, multiply and screen, made in Krita 5.1.5: seen as it was seen there.
TEST(DocumentFile, WhatKritaBlendedLooksAsItDidThere) {
    const auto opened = openState(kFromKrita / "krita_blended.ora");
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->notices, Notices{Notice::LayersMerged});
    // Of the PNG that Krita itself wrote of it.
    EXPECT_EQ(pixelAt(opened->state.picture, 10, 10), (std::vector<std::uint8_t>{117, 167, 20, 255}));
    EXPECT_EQ(pixelAt(opened->state.picture, 50, 40), (std::vector<std::uint8_t>{165, 210, 165, 255}));
}

TEST(DocumentFile, WithoutAMergedPictureItsLayersAreLaidUponEachOther) {
    const Image grey{8, 6, 3, std::vector<std::uint8_t>(8 * 6 * 3, 100)};
    const Image small{4, 6, 3, std::vector<std::uint8_t>(4 * 6 * 3, 40)};
    const std::string xml = "<image w='8' h='6'><stack><layer src='data/a.png' composite-op='svg:plus'/>"
                            "<layer src='data/a.png'/></stack></image>";
    const TemporaryFolder folder;
    for (const bool has : {false, true}) {
        std::vector<image::SampleEntry> entries{
            image::kMimetype, image::stack(xml), {"data/a.png", image::pngOf(grey)}};
        if (has)
            entries.push_back({"mergedimage.png", image::pngOf(small)}); // not of this canvas
        ASSERT_TRUE(writeWhole(folder / "a.ora", image::bytesOf(image::zipOf(entries)), IfExists::Replace));
        EXPECT_EQ(pixelAt(openState(folder / "a.ora")->state.picture, 3, 3)[0], 100);
    }
}

TEST(DocumentFile, WhatAnotherProgramSavedAgainIsKnownByItsNames) {
    const auto state = richState(600, 400);
    auto raster = rasterOf(state);
    raster.files.clear();
    for (auto& layer : raster.layers)
        layer.attributes.clear();
    auto opened = stateOf(raster);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->notices, Notices{});
    for (const auto id : {LayerId::Picture, LayerId::Mask, LayerId::Sketch})
        EXPECT_EQ(opened->state.layer(id), state.layer(id));
    // One name alone may be anybody's.
    raster.layers.erase(raster.layers.begin() + 1);
    opened = stateOf(raster);
    EXPECT_EQ(opened->state.mask.bytes(), 0u);
    EXPECT_EQ(opened->notices, Notices{Notice::LayersMerged});
}

TEST(DocumentFile, AMaskPaintedOnElsewhereIsHowBrightItIs) {
    auto raster = rasterOf(blankState(4, 1).value());
    auto& mask = raster.layers[0];
    mask.image = {4, 1, 4, {255, 255, 255, 200, 128, 128, 128, 255, 128, 128, 128, 128, 0, 0, 0, 255}};
    const auto opened = stateOf(raster);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->state.mask.read({0, 0, 4, 1}).pixels, (std::vector<std::uint8_t>{200, 128, 64, 0}));
}

TEST(DocumentFile, SettingsFromOutside) {
    struct Row {
        std::string json;
        std::optional<ErrorCode> error;
        Rect frame;
    };
    const Rect whole{0, 0, 20, 20};
    const std::string deep =
        R"({"version":1,"settings":{"a":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}}";
    for (const auto& [json, error, frame] :
         {Row{R"({"version":1,"frame":[1,2,3,4],"settings":{}})", {}, {1, 2, 3, 4}},
          Row{R"({"version":1,"frame":[1,2,30,4],"settings":{}})", {}, whole},
          Row{R"({"version":1,"settings":{}})", {}, whole}, Row{"{", ErrorCode::FileMalformed, {}},
          Row{"[]", ErrorCode::FileMalformed, {}}, Row{R"({"version":1})", ErrorCode::FileMalformed, {}},
          Row{R"({"version":1,"settings":[]})", ErrorCode::FileMalformed, {}},
          Row{R"({"version":"1","settings":{}})", ErrorCode::FileMalformed, {}},
          Row{R"({"version":2,"settings":{}})", ErrorCode::NewerFormat, {}},
          Row{deep, ErrorCode::FileMalformed, {}}}) {
        auto raster = canvasOf(20, 20);
        raster.files[std::string(kDocumentEntry)] = json;
        const auto opened = stateOf(raster);
        ASSERT_EQ(opened.has_value(), !error) << json.substr(0, 60);
        if (error) {
            EXPECT_EQ(opened.error().code, *error) << json.substr(0, 60);
        } else {
            EXPECT_EQ(opened->state.frame, frame);
        }
    }
}

TEST(DocumentFile, OpensAPicture) {
    const TemporaryFolder folder;
    std::mt19937 random(4);
    for (const int channels : {3, 4}) {
        const auto picture = randomPicture(300, 270, channels, random);
        ASSERT_TRUE(
            image::writePng(folder / "a.png", picture, {{"parameters", "赤い家"}}, IfExists::Replace));
        const auto opened = openState(folder / "a.png");
        ASSERT_TRUE(opened);
        EXPECT_EQ(opened->notices, Notices{});
        EXPECT_EQ(opened->state.frame, (Rect{0, 0, 300, 270}));
        EXPECT_EQ(opened->state.settings, (Json{{"texts", {{"parameters", "赤い家"}}}}));
        ASSERT_TRUE(exportPicture(folder / "b.png", opened->state, {}, IfExists::Replace));
        auto again = image::readPictureFile(folder / "b.png");
        ASSERT_TRUE(again);
        EXPECT_EQ(again->image, picture);
    }
    EXPECT_EQ(exportPicture(folder / "b.png", blankState(1, 1).value(), {}, IfExists::Fail).error().code,
              ErrorCode::FileExists);
}

TEST(DocumentFile, AFailedSaveLeavesTheOldFile) {
    const TemporaryFolder folder;
    const auto state = richState(600, 400);
    ASSERT_TRUE(saveState(folder / "a.ora", state));
    const auto saved = [&] {
        const FileSizeLimit tight(1000);
        return saveState(folder / "a.ora", richState(300, 300));
    }();
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::WriteFailed);
    EXPECT_EQ(openState(folder / "a.ora")->state, state);
    EXPECT_EQ(folder.entries(), 1);
}

TEST(DocumentFile, OpeningWhatIsNone) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeWhole(folder / "text", "no picture at all", IfExists::Fail));
    ASSERT_TRUE(writeWhole(folder / "zip", "PK\3\4 and no more", IfExists::Fail));
    for (const auto& [name, code] :
         {std::pair("missing", ErrorCode::FileMissing), std::pair("text", ErrorCode::UnsupportedFormat),
          std::pair("zip", ErrorCode::FileTruncated)}) {
        const auto opened = openState(folder / name);
        ASSERT_FALSE(opened) << name;
        EXPECT_EQ(std::string(nameOf(opened.error().code)), nameOf(code)) << name;
        EXPECT_EQ(opened.error().subject, (folder / name).string());
    }
}

TEST(DocumentFile, MasksGoOutAndIn) {
    const TemporaryFolder folder;
    const auto state = richState(600, 400);
    ASSERT_TRUE(exportMask(folder / "m.png", state, IfExists::Fail));
    const auto same = importMask(folder / "m.png", 600, 400);
    ASSERT_TRUE(same);
    EXPECT_EQ(same->mask, state.mask);
    EXPECT_EQ(same->notices, Notices{});

    Image halves{2, 1, 3, {0, 0, 0, 255, 255, 255}};
    ASSERT_TRUE(image::writePng(folder / "half.png", halves, {}, IfExists::Fail));
    const auto scaled = importMask(folder / "half.png", 300, 200);
    ASSERT_TRUE(scaled);
    EXPECT_EQ(scaled->notices, Notices{Notice::MaskScaled});
    EXPECT_EQ(pixelAt(scaled->mask, 10, 100)[0], 0);
    EXPECT_EQ(pixelAt(scaled->mask, 290, 100)[0], 255);
    EXPECT_EQ(importMask(folder / "none.png", 300, 200).error().code, ErrorCode::FileMissing);
    EXPECT_EQ(importMask(folder / "m.png", 0, 200).error().code, ErrorCode::InvalidSize);
}

} // namespace
} // namespace latentbrush::document
