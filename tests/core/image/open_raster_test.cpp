#include "image/open_raster.h"

#include "open_raster_samples.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latentbrush::image {
namespace {

RasterLayer layer(std::string name, Image image) {
    RasterLayer result;
    result.name = std::move(name);
    result.image = std::move(image);
    return result;
}

OpenRaster sampleRaster() {
    OpenRaster raster{40, 30, 300, 150, {}, {}, {}};
    raster.layers.push_back(layer("夜 <\"&'>\t\n", samplePicture(20, 10, 4)));
    raster.layers.back().x = -5;
    raster.layers.back().y = 12;
    raster.layers.back().opacity = 0.1;
    raster.layers.back().compositeOp = "krita:gamma_dark";
    raster.layers.back().attributes = {
        {"selected", "true"}, {"mypaint:a", "1 < 2"}, {"latentbrush:seed", "7"}};
    raster.layers.push_back(layer("", samplePicture(40, 30, 3, 2)));
    raster.layers.back().visible = false;
    raster.layers.back().attributes = {{"xmlns:k", "urn:k"}, {"k:x", ""}};
    raster.attributes = {{"xmlns:mypaint", "urn:mypaint"}, {"xmlns:latentbrush", "urn:ours"}};
    raster.files = {{"latentbrush/document.json", "{}"},
                    {"data/layer000.png", "somebody's"},
                    {"夜.txt", std::string("\0\xff", 2)}};
    return raster;
}

/// Of names and methods, in the order of the bytes: all entries are whole, so each begins where one ends.
std::vector<std::pair<std::string, int>> entriesOf(const std::string& archive) {
    std::vector<std::pair<std::string, int>> entries;
    auto* source = zip_source_buffer_create(archive.data(), archive.size(), 0, nullptr);
    auto* zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
    for (zip_int64_t i = 0; zip && i < zip_get_num_entries(zip, 0); ++i) {
        zip_stat_t stat;
        zip_stat_index(zip, static_cast<zip_uint64_t>(i), 0, &stat);
        entries.emplace_back(stat.name, stat.comp_method);
    }
    if (zip)
        zip_discard(zip);
    return entries;
}

TEST(OpenRasterWriter, WhatIsWrittenIsReadAsItWas) {
    const auto raster = sampleRaster();
    const auto written = encodeOpenRaster(raster);
    ASSERT_TRUE(written) << written.error().subject << ' ' << written.error().detail;
    const auto read = decodeOpenRaster(bytesOf(*written));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(*read, raster);
    EXPECT_EQ(encodeOpenRaster(*read), written);
}

TEST(OpenRasterWriter, PutsTheEntriesInTheirOrder) {
    const auto written = encodeOpenRaster(sampleRaster());
    ASSERT_TRUE(written);
    EXPECT_EQ(written->substr(0, 4), std::string("PK\3\4"));
    EXPECT_EQ(written->substr(8, 2), std::string("\0\0", 2)); // stored
    EXPECT_EQ(written->substr(30, 24), "mimetypeimage/openraster");
    EXPECT_EQ(written->substr(54, 4), std::string("PK\3\4"));
    const auto flags = static_cast<unsigned char>((*written)[written->find("夜.txt") - 30 + 7]);
    EXPECT_EQ(flags & 0x08, 0x08); // the name is UTF-8
    using testing::Pair;
    EXPECT_THAT(entriesOf(*written),
                testing::ElementsAre(
                    Pair("mimetype", ZIP_CM_STORE), Pair("stack.xml", ZIP_CM_DEFLATE),
                    Pair("data/layer001.png", ZIP_CM_STORE), Pair("data/layer002.png", ZIP_CM_STORE),
                    Pair("mergedimage.png", ZIP_CM_STORE), Pair("Thumbnails/thumbnail.png", ZIP_CM_STORE),
                    Pair("data/layer000.png", ZIP_CM_STORE),
                    Pair("latentbrush/document.json", ZIP_CM_DEFLATE), Pair("夜.txt", ZIP_CM_DEFLATE)));
}

TEST(OpenRasterWriter, RefusesWhatNobodyCouldRead) {
    struct Row {
        const char* what;
        void (*spoil)(OpenRaster&);
    };
    const Row rows[] = {
        {"no canvas", [](OpenRaster& r) { r.width = 0; }},
        {"a huge canvas", [](OpenRaster& r) { r.height = 16385; }},
        {"no resolution", [](OpenRaster& r) { r.xres = 0; }},
        {"too fine a resolution", [](OpenRaster& r) { r.yres = 1'000'001; }},
        {"a layer without pixels", [](OpenRaster& r) { r.layers[0].image = {}; }},
        {"too opaque", [](OpenRaster& r) { r.layers[0].opacity = 1.5; }},
        {"no number", [](OpenRaster& r) { r.layers[0].opacity = std::nan(""); }},
        {"far away", [](OpenRaster& r) { r.layers[0].x = -2'000'000'000; }},
        {"no operation", [](OpenRaster& r) { r.layers[0].compositeOp = ""; }},
        {"a field as attribute", [](OpenRaster& r) { r.layers[0].attributes["src"] = "x"; }},
        {"no XML name", [](OpenRaster& r) { r.layers[0].attributes["a b"] = "x"; }},
        {"two prefixes", [](OpenRaster& r) { r.attributes["a:b:c"] = "x"; }},
        {"a prefix of a neighbour", [](OpenRaster& r) { r.layers[0].attributes["k:x"] = "x"; }},
        {"too many attributes",
         [](OpenRaster& r) {
             for (int i = 0; i < 63; ++i)
                 r.attributes["a" + std::to_string(i)] = "";
         }},
        {"our own file", [](OpenRaster& r) { r.files["stack.xml"] = ""; }},
        {"a file outside", [](OpenRaster& r) { r.files["a/../../b"] = ""; }},
    };
    for (const auto& row : rows) {
        auto raster = sampleRaster();
        row.spoil(raster);
        const auto written = encodeOpenRaster(raster);
        ASSERT_FALSE(written) << row.what;
        EXPECT_EQ(written.error().code, ErrorCode::InvalidRequest) << row.what;
    }
}

TEST(OpenRasterWriter, ReplacesCharactersThatXmlCannotHold) {
    OpenRaster raster{1, 1, 72, 72, {layer("a\x01z\xff", samplePicture(1, 1, 3))}, {}, {}};
    const auto read = decodeOpenRaster(bytesOf(encodeOpenRaster(raster).value()));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->layers[0].name, "a\xef\xbf\xbdz\xef\xbf\xbd");
}

TEST(OpenRasterWriter, ACanvasWithoutLayersIsOne) {
    const OpenRaster raster{3, 2, 72, 72, {}, {}, {}};
    EXPECT_EQ(decodeOpenRaster(bytesOf(encodeOpenRaster(raster).value())), raster);
}

Image oneColour(int width, int height, std::vector<std::uint8_t> pixel) {
    Image image{width, height, static_cast<int>(pixel.size()), {}};
    for (int i = 0; i < width * height; ++i)
        image.pixels.insert(image.pixels.end(), pixel.begin(), pixel.end());
    return image;
}

TEST(MergedImage, LaysVisibleLayersUponEachOther) {
    OpenRaster raster{3, 1, 72, 72, {}, {}, {}};
    raster.layers = {layer("hidden", oneColour(3, 1, {9, 9, 9})),
                     layer("half", oneColour(2, 2, {200, 0, 0, 255})),
                     layer("base", oneColour(2, 1, {0, 100, 0}))};
    raster.layers[0].visible = false;
    raster.layers[1].opacity = 0.5;
    raster.layers[1].x = 1;
    raster.layers[1].y = -1;
    // Base alone; both; the upper one alone, whose colour stays whole.
    EXPECT_EQ(mergedImage(raster).pixels,
              (std::vector<std::uint8_t>{0, 100, 0, 255, 100, 50, 0, 255, 200, 0, 0, 128}));
}

TEST(MergedImage, IsInTheFileWithItsThumbnail) {
    OpenRaster raster{512, 128, 72, 72, {layer("", oneColour(512, 128, {1, 2, 3}))}, {}, {}};
    const auto written = encodeOpenRaster(raster).value();
    const auto pngAfter = [&](const std::string& name) {
        return decodePng(bytesOf(written).subspan(written.find(name) + name.size())).value().image;
    };
    EXPECT_EQ(pngAfter("mergedimage.png"), oneColour(512, 128, {1, 2, 3, 255}));
    EXPECT_EQ(pngAfter("Thumbnails/thumbnail.png"), oneColour(256, 64, {1, 2, 3, 255}));
}

} // namespace
} // namespace latentbrush::image
