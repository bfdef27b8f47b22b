#include "image/open_raster.h"

#include "open_raster_samples.h"

#include <gtest/gtest.h>

namespace latentbrush::image {
namespace {

std::string withImage(const std::string& attributes) {
    return withStack("<image " + attributes + "><stack/></image>");
}

std::string duplicated() {
    return replacedAll(plainWith({"data/b.png", "b"}), "data/b.png", "data/a.png");
}

/// The record of `b` leads to a second `b` within the bytes of `a`: the same bytes belong to both.
std::string overlapping() {
    const auto inner = zipOf({{"b", "content"}});
    auto entries = plain();
    entries.push_back({"a", inner.substr(0, 38)});
    entries.push_back({"b", "content"});
    auto file = zipOf(entries);
    patchDirectory(file, "b", kPlaceField, 4, file.find(inner.substr(0, 38)));
    return file;
}

std::string withSize(std::uint64_t size) {
    auto file = plainWith({"data/lie", "twelve bytes", ZIP_CM_DEFLATE});
    patchDirectory(file, "data/lie", kUnpackedSizeField, 4, size);
    return file;
}

std::string ofThreeGigabytes() {
    auto entries = plain();
    for (int i = 100; i < 300; ++i)
        entries.push_back({"data/" + std::to_string(i), "x", ZIP_CM_DEFLATE});
    auto file = zipOf(entries);
    for (int i = 100; i < 300; ++i)
        patchDirectory(file, "data/" + std::to_string(i), kUnpackedSizeField, 4, 16u << 20);
    return file;
}

std::string ofManyEntries() {
    auto entries = plain();
    for (int i = 0; i < 4096; ++i)
        entries.push_back({"data/" + std::to_string(i), ""});
    return zipOf(entries);
}

std::string repeated(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i)
        result += text;
    return result;
}

std::string damaged() {
    auto file = zipOf(plain());
    const auto pixels = file.find("IDAT");
    file[pixels + 8] = static_cast<char>(file[pixels + 8] ^ 1);
    return file;
}

/// PNGs that claim the most pixels a side that one may have, together more than all may.
std::string ofHugeLayers() {
    auto claim = pngOf(samplePicture(8, 6, 4));
    claim.replace(16, 8, std::string("\0\0\x40\0\0\0\x40\0", 8));
    const auto layers = repeated("<layer src='data/a.png'/>", 5);
    return zipOf({kMimetype,
                  stack("<image w='8' h='6'><stack>" + layers + "</stack></image>"),
                  {"data/a.png", claim}});
}

struct Hostile {
    const char* what;
    std::string file;
    ErrorCode code;
};

void expectRefused(const std::vector<Hostile>& rows) {
    for (const auto& row : rows) {
        const auto read = decodeOpenRaster(bytesOf(row.file));
        ASSERT_FALSE(read) << row.what;
        EXPECT_STREQ(nameOf(read.error().code), nameOf(row.code)) << row.what << ": " << read.error().detail;
        EXPECT_FALSE(read.error().detail.empty()) << row.what;
    }
}

TEST(HostileOpenRaster, ArchivesAreRefused) {
    using enum ErrorCode;
    const auto zip64 = [](std::string file) { return file.replace(file.size() - 12, 2, "\xff\xff"); };
    expectRefused({
        {"nothing", "", UnsupportedFormat},
        {"a PNG", pngOf(samplePicture(2, 2, 3)), UnsupportedFormat},
        {"an empty archive", std::string("PK\5\6") + std::string(18, '\0'), UnsupportedFormat},
        {"no mimetype", zipOf({stack(kPlainStack), png()}), UnsupportedFormat},
        {"another mimetype", zipOf({{"mimetype", "application/epub+zip"}, stack(kPlainStack)}),
         UnsupportedFormat},
        {"an endless mimetype", zipOf({{"mimetype", std::string(300, 'i')}}), FileTooLarge},
        {"no stack", zipOf({kMimetype, png()}), FileMalformed},
        {"a stack of another case", zipOf({kMimetype, {"Stack.xml", kPlainStack}, png()}), FileMalformed},
        {"parent folders", plainWith({"data/../../x", "x"}), FileMalformed},
        {"an absolute path", plainWith({"/etc/x", "x"}), FileMalformed},
        {"a drive", plainWith({"C:x", "x"}), FileMalformed},
        {"back slashes", plainWith({"data\\..\\x", "x"}), FileMalformed},
        {"an empty part", plainWith({"data//x", "x"}), FileMalformed},
        {"a long name", plainWith({std::string(1025, 'x'), "x"}), FileMalformed},
        {"control characters", plainWith({"data/\n", "x"}), FileMalformed},
        {"a name that is no UTF-8", replacedAll(plainWith({"data/zz", "x"}), "data/zz", "data/\xff\xff"),
         FileMalformed},
        {"a NUL in a name", replacedAll(plainWith({"data/zz", "x"}), "data/zz", std::string("data/z\0", 7)),
         FileMalformed},
        {"two names", replacedAll(plainWith({"data/zz", "x"}), "data/zzx", "data/yyx"), FileMalformed},
        {"a name twice", duplicated(), FileMalformed},
        {"a link", plainWith({"data/link", "/etc/passwd", ZIP_CM_STORE, 0120777}), FileMalformed},
        {"a device", plainWith({"data/device", "", ZIP_CM_STORE, 0020666}), FileMalformed},
        {"a folder with content", replacedAll(plainWith({"data/b", "x"}), "data/b", "datab/"), FileMalformed},
        {"entries that overlap", overlapping(), FileMalformed},
        {"a bomb", plainWith({"data/bomb", std::string(32 << 20, '\0'), ZIP_CM_DEFLATE}), FileTooLarge},
        {"many small bombs", ofThreeGigabytes(), FileTooLarge},
        {"many entries", ofManyEntries(), FileTooLarge},
        {"more than it says", withSize(3), FileMalformed},
        {"less than it says", withSize(1000), FileMalformed},
        {"a wrong checksum", damaged(), FileMalformed},
        {"another packing", plainWith({"data/b", std::string(99, 'x'), ZIP_CM_BZIP2}), UnsupportedFormat},
        {"encryption", plainWith({"data/b", "x", ZIP_CM_STORE, 0100644, ZIP_EM_AES_256}), UnsupportedFormat},
        {"ZIP64", zip64(zipOf(plain())), UnsupportedFormat},
    });
}

TEST(HostileOpenRaster, StacksAreRefused) {
    using enum ErrorCode;
    const std::string tooMany = repeated("<layer src='data/a.png'/>", 1001);
    const std::string tooDeep = repeated("<stack>", 33) + repeated("</stack>", 33);
    std::string attributes = "src='data/a.png'";
    for (int i = 0; i < 65; ++i)
        attributes += " a" + std::to_string(i) + "=''";
    expectRefused({
        {"nothing", withStack(""), FileMalformed},
        {"no end", withStack("<image w='8' h='6'><stack>"), FileMalformed},
        {"UTF-16", withStack(std::string("\xff\xfe<\0i\0/\0>\0", 10)), FileMalformed},
        {"another root", withStack("<svg w='8' h='6'><stack/></svg>"), FileMalformed},
        {"entities", withStack("<!DOCTYPE image [<!ENTITY a 'b'>]>" + kPlainStack), FileMalformed},
        {"no root stack", withStack("<image w='8' h='6'/>"), FileMalformed},
        {"two root stacks", withStack("<image w='8' h='6'><stack/><stack/></image>"), FileMalformed},
        {"megabytes", withStack(kPlainStack + std::string(4 << 20, ' ')), FileTooLarge},
        {"too many layers", withStack("<image w='8' h='6'><stack>" + tooMany + "</stack></image>"),
         FileTooLarge},
        {"too deep", withStack("<image w='8' h='6'>" + tooDeep + "</image>"), FileTooLarge},
        {"no size", withImage(""), FileMalformed},
        {"no height", withImage("w='8'"), FileMalformed},
        {"no width", withImage("w='0' h='6'"), FileMalformed},
        {"a negative width", withImage("w='-8' h='6'"), FileMalformed},
        {"no number", withImage("w='eight' h='6'"), FileMalformed},
        {"not a number", withImage("w='nan' h='6'"), FileMalformed},
        {"sides that overflow", withImage("w='65536' h='65536'"), FileTooLarge},
        {"more than 64 bits", withImage("w='99999999999999999999999' h='6'"), FileTooLarge},
        {"a later version", withImage("version='1.0.0' w='8' h='6'"), NewerFormat},
        {"an attribute twice", withLayer("src='data/a.png' x='1' x='2'"), FileMalformed},
        {"attributes without end", withLayer(attributes), FileTooLarge},
        {"no source", withLayer("name='a'"), FileMalformed},
        {"a missing source", withLayer("src='data/b.png'"), FileMalformed},
        {"a source of another case", withLayer("src='data/A.png'"), FileMalformed},
        {"a source outside", withLayer("src='../a.png'"), FileMalformed},
        {"the list as source", withLayer("src='stack.xml'"), FileMalformed},
        {"an x that is none", withLayer("src='data/a.png' x='left'"), FileMalformed},
        {"an opacity that is none", withLayer("src='data/a.png' opacity='nan'"), FileMalformed},
        {"a layer far away", withLayer("src='data/a.png' y='-1000001'"), FileMalformed},
        {"offsets without sum",
         withStack("<image w='8' h='6'><stack x='1e308'><stack x='1e308'><stack x='-1e308'><layer x='-1e308' "
                   "src='data/a.png'/></stack></stack></stack></image>"),
         FileMalformed},
    });
}

TEST(HostileOpenRaster, LayersAreRefused) {
    using enum ErrorCode;
    const auto withPicture = [](const std::string& bytes) {
        return zipOf({kMimetype, stack(kPlainStack), {"data/a.png", bytes}});
    };
    auto huge = pngOf(samplePicture(8, 6, 4));
    huge.replace(16, 4, std::string("\0\0\x40\x01", 4));
    expectRefused({
        {"no PNG", withPicture("GIF89a"), UnsupportedFormat},
        {"nothing", withPicture(""), UnsupportedFormat},
        {"half a PNG", withPicture(pngOf(samplePicture(8, 6, 4)).substr(0, 60)), FileTruncated},
        {"a PNG of a wrong checksum", withPicture(huge), FileMalformed},
        {"more pixels than the budget", ofHugeLayers(), FileTooLarge},
    });
}

} // namespace
} // namespace latentbrush::image
