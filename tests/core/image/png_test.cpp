#include "image/png.h"

#include "samples.h"

#include <chrono>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>
#include <sys/resource.h>
#include <zlib.h>

namespace latentbrush::image {
namespace {

using Bytes = std::vector<std::byte>;

Bytes encodedSample(int width = 9, int height = 7, int channels = 3, const Texts& texts = {}) {
    return encodePng(samplePicture(width, height, channels), texts).value();
}

std::string chunk(const std::string& kind, const std::string& data) {
    const auto bigEndian = [](std::uint32_t value) {
        std::string text;
        for (int shift = 24; shift >= 0; shift -= 8)
            text += static_cast<char>(value >> shift);
        return text;
    };
    const std::string body = kind + data;
    const auto checksum =
        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return bigEndian(static_cast<std::uint32_t>(data.size())) + body +
           bigEndian(static_cast<std::uint32_t>(checksum));
}

std::string packed(const std::string& text) {
    std::string result(compressBound(text.size()), '\0');
    uLongf size = result.size();
    compress2(reinterpret_cast<Bytef*>(result.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
              text.size(), 9);
    result.resize(size);
    return result;
}

std::string asText(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The chunks put right behind the header chunk of a small picture.
Bytes withChunks(const std::string& chunks) {
    constexpr std::size_t kHeaderEnd = 8 + 25;
    std::string file = asText(encodedSample(4, 3));
    file.insert(kHeaderEnd, chunks);
    const auto bytes = std::as_bytes(std::span(file));
    return {bytes.begin(), bytes.end()};
}

std::string chunkKinds(std::span<const std::byte> bytes) {
    std::string kinds;
    for (std::size_t at = 8; at + 12 <= bytes.size();) {
        std::size_t length = 0;
        for (int i = 0; i < 4; ++i)
            length = length << 8 | std::to_integer<std::size_t>(bytes[at + i]);
        kinds += (kinds.empty() ? "" : " ") + std::string(reinterpret_cast<const char*>(&bytes[at + 4]), 4);
        at += length + 12;
    }
    return kinds;
}

RC_GTEST_PROP(Png, PixelsAndTextsGoThereAndBackUnchanged, ()) {
    const auto picture = samplePicture(*rc::gen::inRange(1, 40), *rc::gen::inRange(1, 40),
                                       *rc::gen::element(3, 4), *rc::gen::arbitrary<unsigned>());
    const std::vector<std::string> parts{"a",
                                         "\n",
                                         "é",
                                         "Ã©",
                                         "ÿ",
                                         "家",
                                         "😀",
                                         "\"",
                                         ",",
                                         "\x80"
                                         "x"};
    std::string value;
    for (const auto& part : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(parts)))
        value += part == "\x80"
                         "x"
                     ? "\u0080x"
                     : part;
    const Texts texts{{"parameters", value}, {"latentbrush", "{\"prompt\": \"" + value + "\"}"}};
    const auto file = decodePng(encodePng(picture, texts).value());
    RC_ASSERT(file.has_value());
    RC_ASSERT(file->image == picture);
    RC_ASSERT(file->texts == texts);
}

TEST(Png, TheSameInputGivesTheSameBytes) {
    const Texts texts{{"parameters", "a red house"}, {"latentbrush", "{}"}};
    EXPECT_EQ(encodedSample(64, 64, 3, texts), encodedSample(64, 64, 3, texts));
}

TEST(Png, TextsComeBeforeThePixelsInTheSmallestFittingForm) {
    EXPECT_EQ(chunkKinds(encodedSample()), "IHDR sRGB IDAT IEND");
    const Texts texts{{"a", "ascii"}, {"b", "café"}, {"c", "家"}, {"d", "Ã©"}, {"e", ""}};
    EXPECT_EQ(chunkKinds(encodedSample(9, 7, 4, texts)), "IHDR sRGB tEXt tEXt iTXt iTXt tEXt IDAT IEND");
}

struct WrongInput {
    const char* what;
    Image image;
    Texts texts;
};

TEST(Png, RefusesWhatNoFileCanHold) {
    const auto good = samplePicture(2, 2, 3);
    auto shortBuffer = good;
    shortBuffer.pixels.pop_back();
    const std::vector<WrongInput> rows{
        {"empty", Image{}, {}},
        {"short buffer", shortBuffer, {}},
        {"two channels", Image{2, 2, 2, std::vector<std::uint8_t>(8)}, {}},
        {"negative side", Image{-2, -2, 3, std::vector<std::uint8_t>(12)}, {}},
        {"too wide", Image{kMaxSide + 1, 1, 3, std::vector<std::uint8_t>((kMaxSide + 1) * 3)}, {}},
        {"empty key", good, {{"", "x"}}},
        {"long key", good, {{std::string(80, 'k'), "x"}}},
        {"key beyond ASCII", good, {{"鍵", "x"}}},
        {"key with two spaces", good, {{"a  b", "x"}}},
        {"key with a space at its end", good, {{"a ", "x"}}},
        {"NUL", good, {{"a", std::string("x\0y", 3)}}},
    };
    for (const auto& row : rows) {
        const auto bytes = encodePng(row.image, row.texts);
        ASSERT_FALSE(bytes) << row.what;
        EXPECT_EQ(bytes.error().code, ErrorCode::InvalidRequest) << row.what;
    }
}

TEST(Png, ReadsEveryColourTypeDepthAndInterlacing) {
    std::ifstream file(testData("png/expected.json"));
    const auto expected = nlohmann::json::parse(file);
    ASSERT_EQ(expected.size(), 52u);
    for (const auto& [name, row] : expected.items()) {
        const auto read = readPictureFile(testData("png/" + name));
        ASSERT_TRUE(read) << name << ": " << read.error().detail;
        EXPECT_EQ(read->image.width, row["width"]) << name;
        EXPECT_EQ(read->image.height, row["height"]) << name;
        EXPECT_EQ(read->image.channels, row["channels"]) << name;
        EXPECT_EQ(hexOf(read->image.pixels), row["pixels"]) << name;
    }
}

struct PillowFile {
    const char* name;
    const char* firstLine;
};

class PillowText : public testing::TestWithParam<PillowFile> {};

TEST_P(PillowText, IsRead) {
    const auto read = readPictureFile(testData(std::string("png/") + GetParam().name));
    ASSERT_TRUE(read);
    const auto* software = findText(read->texts, "Software");
    ASSERT_TRUE(software);
    EXPECT_EQ(*software, "Pillow");
    const auto* parameters = findText(read->texts, "parameters");
    ASSERT_TRUE(parameters);
    EXPECT_EQ(parameters->substr(0, parameters->find('\n')), GetParam().firstLine);
    EXPECT_TRUE(parameters->ends_with("Size: 4x3"));
    EXPECT_EQ(read->image.at(3, 2)[0], 200);
}

INSTANTIATE_TEST_SUITE_P(Rows, PillowText,
                         testing::Values(PillowFile{"pillow_ascii.png", "a red house"},
                                         PillowFile{"pillow_latin1.png", "café à l'heure"},
                                         PillowFile{"pillow_japanese.png", "夜の雪原に立つ赤い家"},
                                         PillowFile{"pillow_zip.png", "a red house"},
                                         PillowFile{"pillow_japanese_zip.png", "夕焼け"}),
                         [](const auto& info) {
                             const std::string name = info.param.name;
                             return name.substr(0, name.find('.'));
                         });

TEST(Png, Utf8WhereLatin1BelongsIsReadAsUtf8) {
    const auto read = decodePng(withChunks(chunk("tEXt", std::string("parameters\0", 11) + "赤い家")));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->texts, (Texts{{"parameters", "赤い家"}}));
}

TEST(Png, AnyTruncationIsAnErrorAndNeverAPicture) {
    for (const auto& bytes :
         {encodedSample(9, 7, 4, {{"parameters", "家"}}), bytesOf(testData("png/palette4_adam7_trns.png"))})
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto read = decodePicture(std::span(bytes).first(size));
            ASSERT_FALSE(read) << size << " of " << bytes.size();
            const auto expected = size < 8 ? ErrorCode::UnsupportedFormat : ErrorCode::FileTruncated;
            EXPECT_EQ(nameOf(read.error().code), std::string(nameOf(expected)))
                << size << ": " << read.error().detail;
        }
}

TEST(Png, AFlippedBitNeverChangesPixelsUnseen) {
    const auto bytes = encodedSample(9, 7, 3, {{"parameters", "a"}});
    const auto picture = samplePicture(9, 7, 3);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            auto damaged = bytes;
            damaged[i] ^= std::byte(1 << bit);
            const auto read = decodePng(damaged);
            EXPECT_TRUE(!read || read->image == picture) << "byte " << i << " bit " << bit;
        }
}

std::string header(const std::string& width, const std::string& height) {
    return std::string("\x89PNG\r\n\x1a\n") +
           chunk("IHDR", width + height + std::string("\x08\x02\0\0\0", 5));
}

TEST(Png, HugeSidesAreRefusedBeforeMemoryIsTaken) {
    const std::string pixels = chunk("IDAT", packed("x")) + chunk("IEND", "");
    const auto decoded = [&](const std::string& width, const std::string& height) {
        const auto text = header(width, height) + pixels;
        return decodePng(std::as_bytes(std::span(text)));
    };
    using namespace std::string_literals;
    EXPECT_EQ(decoded("\0\0\x40\x01"s, "\0\0\0\x01"s).error().code, ErrorCode::FileTooLarge); // 16385 x 1
    EXPECT_EQ(decoded("\0\0\0\x01"s, "\0\x0f\0\0"s).error().code, ErrorCode::FileTooLarge);
    EXPECT_EQ(decoded("\x7f\xff\xff\xff"s, "\x7f\xff\xff\xff"s).error().code, ErrorCode::FileMalformed);
    EXPECT_EQ(decoded("\0\0\0\0"s, "\0\0\0\x01"s).error().code, ErrorCode::FileMalformed);
    EXPECT_EQ(decoded("\0\0\x40\0"s, "\0\0\x40\0"s).error().code,
              ErrorCode::FileTruncated); // within the limit, no pixels
}

TEST(Png, ABombOf60000PixelsIsRefusedAtOnceAndWithoutMemory) {
    using namespace std::string_literals;
    // Rows of zeros, 1000 to 1; the rest of the 10 GB they stand for need not be there to be refused.
    const auto text = header("\0\0\xea\x60"s, "\0\0\xea\x60"s) +
                      chunk("IDAT", packed(std::string(32 << 20, '\0'))) + chunk("IEND", "");
    const auto peak = [] {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss; // KiB
    };
    const auto before = peak();
    const auto start = std::chrono::steady_clock::now();
    const auto read = decodePicture(std::as_bytes(std::span(text)));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(200));
    EXPECT_LT(peak() - before, 16 << 10);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::FileTooLarge);
    EXPECT_EQ(read.error().detail, "60000x60000 pixels, limit 16384 a side");
}

TEST(Png, TextsBeyondTheLimitsAreLeftOut) {
    using namespace std::string_literals;
    const std::string huge(kMaxTextBytes + 1, 'a');
    const std::string small = chunk("tEXt", "small\0text"s);
    for (const auto& large : {chunk("tEXt", "large\0"s + huge), chunk("zTXt", "large\0\0"s + packed(huge)),
                              chunk("iTXt", "large\0\1\0\0\0"s + packed(huge)),
                              chunk("zTXt", "large\0\0"s + packed(std::string(32 << 20, 'a')))}) {
        const auto read = decodePng(withChunks(large + small));
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(read->texts, (Texts{{"small", "text"}}));
    }
}

TEST(Png, ManyTextsAreCut) {
    using namespace std::string_literals;
    std::string chunks;
    for (int i = 0; i < 500; ++i)
        chunks += chunk("tEXt", "key\0value"s);
    const auto read = decodePng(withChunks(chunks));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_GE(read->texts.size(), 60u);
    EXPECT_LE(read->texts.size(), 64u);
}

TEST(Png, FilesAreWrittenWholeAndReadBack) {
    const auto folder = std::filesystem::path(testing::TempDir()) / "latentbrush_png_test";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto path = folder / "赤い家.png";
    const auto picture = samplePicture(33, 17, 3);
    ASSERT_TRUE(writePng(path, picture, {{"parameters", "赤い家"}}, IfExists::Fail));
    EXPECT_EQ(writePng(path, picture, {}, IfExists::Fail).error().code, ErrorCode::FileExists);
    const auto read = readPictureFile(path);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->image, picture);
    EXPECT_EQ(read->texts, (Texts{{"parameters", "赤い家"}}));
    EXPECT_EQ(writePng(folder / "none" / "a.png", picture, {}, IfExists::Fail).error().code,
              ErrorCode::WriteFailed);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST(Png, ErrorsNameTheFile) {
    const auto missing = readPictureFile("/nowhere/a.png");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::FileMissing);
    EXPECT_EQ(missing.error().subject, "/nowhere/a.png");
    const auto other = readPictureFile(testData("png/expected.json"));
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::UnsupportedFormat);
    EXPECT_EQ(other.error().subject, testData("png/expected.json").string());
}

} // namespace
} // namespace latentbrush::image
