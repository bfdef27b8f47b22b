#include "document/journal_record.h"
#include "random_picture.h"

#include <gtest/gtest.h>

namespace latentbrush::document {
namespace {

using namespace std::string_literals;

SharedTile noise(int channels) {
    std::mt19937 random(9);
    return std::make_shared<Tile>(Tile{randomPicture(kTileEdge, kTileEdge, channels, random).pixels});
}

Change sample() {
    Change change;
    change.name = "paint";
    change.tiles = {{LayerId::Mask, 3, nullptr, noise(1)},
                    {LayerId::Picture, 4095, nullptr, noise(4)},
                    {LayerId::Sketch, 0, nullptr, nullptr}};
    change.valuesAfter = {{"frame", {0, 0, 5, 6}}, {"settings.prompt", nullptr}};
    return change;
}

TEST(JournalRecord, ChangesComeBack) {
    for (const auto& change : {Change{}, sample()}) {
        const auto decoded = decodeChange(encodeChange(change));
        ASSERT_TRUE(decoded);
        EXPECT_EQ(decoded->name, change.name);
        EXPECT_EQ(decoded->valuesAfter, change.valuesAfter);
        EXPECT_EQ(decoded->valuesBefore, nlohmann::json::object());
        ASSERT_EQ(decoded->tiles.size(), change.tiles.size());
        for (std::size_t i = 0; i < change.tiles.size(); ++i) {
            const auto &got = decoded->tiles[i], &given = change.tiles[i];
            EXPECT_EQ(got.layer, given.layer);
            EXPECT_EQ(got.tile, given.tile);
            EXPECT_EQ(got.before, nullptr);
            ASSERT_EQ(got.after == nullptr, given.after == nullptr);
            if (given.after) {
                EXPECT_EQ(*got.after, *given.after);
            }
        }
    }
}

TEST(JournalRecord, TextThatIsNotUtf8IsKeptAsFarAsItCanBe) {
    Change change;
    change.name = "a\xff"
                  "b";
    EXPECT_EQ(decodeChange(encodeChange(change))->name, "a\xef\xbf\xbd"
                                                        "b");
}

TEST(JournalRecord, RefusesWhatIsNoChange) {
    Change small;
    small.name = "a";
    small.tiles = {
        {LayerId::Mask, 0, nullptr, std::make_shared<Tile>(Tile{std::vector<std::uint8_t>(65536, 7)})}};
    const auto whole = encodeChange(small);
    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_FALSE(decodeChange(std::string_view(whole).substr(0, length))) << length;
    EXPECT_FALSE(decodeChange(whole + "x"));

    auto wrongLayer = small, otherSize = small;
    wrongLayer.tiles[0].layer = static_cast<LayerId>(3);
    otherSize.tiles[0].layer = LayerId::Picture; // has four times the pixels
    const auto of = [](const std::string& text) {
        return std::string(1, static_cast<char>(text.size())) + "\0\0\0"s + text + "\0\0\0\0"s;
    };
    EXPECT_TRUE(decodeChange(of(R"({"name":"a","values":{}})")));
    for (const auto& bytes : {encodeChange(wrongLayer), encodeChange(otherSize), of("{"), of("[]"), of("{}"),
                              of(R"({"name":1,"values":{}})"), of(R"({"name":"a","values":[]})")})
        EXPECT_FALSE(decodeChange(bytes)) << bytes.substr(0, 40);
}

TEST(JournalRecord, NoFlippedByteCrashesTheReader) {
    Change small;
    small.name = "a";
    small.tiles = {
        {LayerId::Mask, 0, nullptr, std::make_shared<Tile>(Tile{std::vector<std::uint8_t>(65536, 7)})}};
    const auto whole = encodeChange(small);
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const int flip : {1, 0x80, 0xff}) {
            auto bytes = whole;
            bytes[at] = static_cast<char>(bytes[at] ^ flip);
            if (const auto change = decodeChange(bytes)) {
                EXPECT_EQ(change->tiles.size(), 1u);
            }
        }
}

TEST(JournalRecord, IsTheDocumentedBytes) {
    // The checksum by Python: zlib.crc32(b'\x02\x00\x00\x00Ux')
    const auto record = recordOf(RecordKind::Undo, "x");
    ASSERT_TRUE(record);
    EXPECT_EQ(record->substr(0, 4), "\2\0\0\0"s);
    EXPECT_EQ(record->substr(8), "Ux");
    const auto head = readRecordHead(*record);
    EXPECT_EQ(head.length, 2u);
    EXPECT_EQ(head.checksum, 0x651850b7u);
    EXPECT_EQ(checksumOf("Ux"), head.checksum);
}

} // namespace
} // namespace latentbrush::document
