#include "image/open_raster.h"

#include "../base/temporary_folder.h"
#include "open_raster_samples.h"

#include <gtest/gtest.h>

namespace latentbrush::image {
namespace {

TEST(OpenRasterReader, ReadsAFileAsKritaWritesIt) {
    // Version 0.0.1, attributes on the root stack, no x and y, modes of its own, everything deflated.
    const auto file = zipOf({kMimetype,
                             stack(R"(<?xml version="1.0" encoding="UTF-8"?>
<image version="0.0.1" w="8" h="6" xres="300" yres="300">
 <stack name="root" opacity="1" composite-op="svg:src-over" isolation="isolate">
  <stack name="group" opacity="0.5" visibility="hidden" composite-op="svg:multiply">
   <layer name="線画" opacity="0.5" src="data/layer0.png" composite-op="krita:gamma_dark" visibility="visible" selected="true"/>
  </stack>
  <layer name="paper" src="data/layer1.png" opacity="1" composite-op="svg:src-over" visibility="visible"/>
 </stack>
</image>)"),
                             {"data/layer0.png", pngOf(samplePicture(8, 6, 4, 1)), ZIP_CM_DEFLATE},
                             {"data/layer1.png", pngOf(samplePicture(8, 6, 3, 2)), ZIP_CM_DEFLATE},
                             {"mergedimage.png", pngOf(samplePicture(8, 6, 3)), ZIP_CM_DEFLATE},
                             {"Thumbnails/thumbnail.png", pngOf(samplePicture(8, 6, 3)), ZIP_CM_DEFLATE}});
    const auto read = decodeOpenRaster(bytesOf(file));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->width, 8);
    EXPECT_EQ(read->height, 6);
    EXPECT_EQ(read->xres, 300);
    ASSERT_EQ(read->layers.size(), 2u);
    const auto& lines = read->layers[0];
    EXPECT_EQ(lines.name, "線画");
    EXPECT_EQ(lines.opacity, 0.25);
    EXPECT_FALSE(lines.visible);
    EXPECT_EQ(lines.compositeOp, "krita:gamma_dark");
    EXPECT_EQ(lines.image, samplePicture(8, 6, 4, 1));
    EXPECT_EQ(lines.attributes, (RasterAttributes{{"selected", "true"}}));
    EXPECT_TRUE(read->layers[1].visible);
    EXPECT_EQ(read->layers[1].image, samplePicture(8, 6, 3, 2));
    EXPECT_TRUE(read->files.empty());
}

TEST(OpenRasterReader, ReadsAFileAsMyPaintWritesIt) {
    // All stored, stack.xml last, settings in an entry and a namespace of its own, no merged image yet.
    const auto file = zipOf(
        {kMimetype,
         png("data/layer000.png"),
         png("data/background_tile.png"),
         {"data/settings.json", "{}"},
         {"stack.xml", R"(<image w="8" h="6" version="0.0.3" xmlns:mypaint="http://mypaint.org/ns/openraster">
<stack><stack x="3" y="-2" xmlns:o="urn:o"><layer name="a" x="-10" y="1" src="data/layer000.png"
mypaint:tile="data/background_tile.png" o:p="q" gone:x="y" edit-locked="false"/></stack></stack></image>)"}});
    const auto read = decodeOpenRaster(bytesOf(file));
    ASSERT_TRUE(read) << read.error().detail;
    ASSERT_EQ(read->layers.size(), 1u);
    EXPECT_EQ(read->layers[0].x, -7);
    EXPECT_EQ(read->layers[0].y, -1);
    EXPECT_EQ(read->layers[0].compositeOp, kSourceOver);
    EXPECT_EQ(read->layers[0].attributes, (RasterAttributes{{"mypaint:tile", "data/background_tile.png"},
                                                            {"xmlns:o", "urn:o"},
                                                            {"o:p", "q"},
                                                            {"edit-locked", "false"}}));
    EXPECT_EQ(read->attributes, (RasterAttributes{{"xmlns:mypaint", "http://mypaint.org/ns/openraster"}}));
    EXPECT_EQ(read->files.size(), 2u);
    EXPECT_EQ(read->files.at("data/settings.json"), "{}");
    const auto again = encodeOpenRaster(*read);
    ASSERT_TRUE(again) << again.error().subject;
    EXPECT_EQ(decodeOpenRaster(bytesOf(*again)), read);
}

TEST(OpenRasterReader, TakesWhatIsWrongWithoutHarm) {
    const std::pair<const char*, std::string> rows[] = {
        {"mimetype last, packed, with a newline",
         zipOf({stack(kPlainStack), png(), {"mimetype", "image/openraster\n", ZIP_CM_DEFLATE}})},
        {"folders", plainWith({"data/", ""})},
        {"a merged image that is none", plainWith({"mergedimage.png", "none"})},
        {"an unknown element", withStack("<image w='8' h='6'><stack><text/></stack></image>")},
        {"one picture for two layers",
         withStack(
             "<image w='8' h='6'><stack><layer src='data/a.png'/><layer src='data/a.png'/></stack></image>")},
        {"a resolution that is none", withStack("<image version='' xres='-1' w='8' h='6'><stack/></image>")},
        {"blanks and decimals", withLayer("src='data/a.png' x=' +1.0 ' y='1e1' opacity='7'")},
    };
    for (const auto& [what, file] : rows) {
        const auto read = decodeOpenRaster(bytesOf(file));
        EXPECT_TRUE(read) << what << ": " << (read ? "" : read.error().detail);
    }
}

TEST(OpenRasterReader, AnyTruncationIsSaid) {
    const auto file = zipOf(plain());
    for (std::size_t size = 1; size < file.size(); ++size) {
        const auto read = decodeOpenRaster(bytesOf(file).first(size));
        ASSERT_FALSE(read) << size;
        EXPECT_EQ(read.error().code, ErrorCode::FileTruncated) << size;
    }
}

TEST(OpenRasterReader, FilesAreReadAndWrittenWhole) {
    const TemporaryFolder folder;
    const auto raster = decodeOpenRaster(bytesOf(zipOf(plain()))).value();
    ASSERT_TRUE(writeOpenRaster(folder / "a.ora", raster, IfExists::Fail));
    EXPECT_EQ(readOpenRaster(folder / "a.ora"), raster);
    EXPECT_EQ(writeOpenRaster(folder / "a.ora", raster, IfExists::Fail).error().code, ErrorCode::FileExists);
    EXPECT_EQ(readOpenRaster(folder / "b.ora").error().code, ErrorCode::FileMissing);
    std::ofstream(folder / "c.ora") << "no archive";
    const auto error = readOpenRaster(folder / "c.ora").error();
    EXPECT_EQ(error.code, ErrorCode::UnsupportedFormat);
    EXPECT_EQ(error.subject, (folder / "c.ora").string());
}

} // namespace
} // namespace latentbrush::image
