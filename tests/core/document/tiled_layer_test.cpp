#include "document/tiled_layer.h"
#include "random_picture.h"

#include <climits>
#include <gtest/gtest.h>

namespace latentbrush::document {
namespace {

using image::Image;

TiledLayer layerOf(int width, int height, int channels = 1) {
    return TiledLayer::create(width, height, channels).value();
}

/// A picture with one pixel after another in place of the tiles.
struct Plain {
    Image picture;

    void write(const Image& from, int x, int y) {
        for (int row = 0; row < from.height; ++row)
            for (int column = 0; column < from.width; ++column)
                for (int c = 0; c < picture.channels; ++c)
                    if (inside(x + column, y + row))
                        value(x + column, y + row, c) = from.at(column, row)[c];
    }
    Image read(const Rect& rect) {
        Image result{rect.width, rect.height, picture.channels, {}};
        for (int row = 0; row < rect.height; ++row)
            for (int column = 0; column < rect.width; ++column)
                for (int c = 0; c < picture.channels; ++c)
                    result.pixels.push_back(
                        inside(rect.x + column, rect.y + row) ? value(rect.x + column, rect.y + row, c) : 0);
        return result;
    }
    bool inside(int x, int y) const { return x >= 0 && y >= 0 && x < picture.width && y < picture.height; }
    std::uint8_t& value(int x, int y, int c) {
        return picture.pixels[(static_cast<std::size_t>(y) * picture.width + x) * picture.channels + c];
    }
};

TEST(TiledLayer, SizesAndChannels) {
    struct Case {
        int width, height, channels, tiles;
    };
    for (const auto& [width, height, channels, tiles] :
         {Case{1, 1, 1, 1}, Case{256, 256, 4, 1}, Case{257, 256, 4, 2}, Case{512, 769, 1, 8},
          Case{16384, 16384, 4, 4096}}) {
        const auto layer = TiledLayer::create(width, height, channels);
        ASSERT_TRUE(layer);
        EXPECT_EQ(layer->tileCount(), tiles);
        EXPECT_EQ(layer->bytes(), 0u);
        EXPECT_EQ(layer->tileBytes(), std::size_t(65536) * channels);
    }
    for (const auto& [width, height, channels, code] :
         {std::tuple(0, 1, 1, ErrorCode::InvalidSize), std::tuple(1, -1, 1, ErrorCode::InvalidSize),
          std::tuple(16385, 1, 1, ErrorCode::InvalidSize), std::tuple(1, 1, 3, ErrorCode::InvalidRequest)}) {
        const auto layer = TiledLayer::create(width, height, channels);
        ASSERT_FALSE(layer);
        EXPECT_EQ(layer.error().code, code);
    }
}

TEST(TiledLayer, ReadsAndWritesAsAPlainPicture) {
    std::mt19937 random(1);
    for (const int channels : {1, 4}) {
        Plain plain{{600, 530, channels, std::vector<std::uint8_t>(std::size_t(600) * 530 * channels)}};
        auto layer = layerOf(600, 530, channels);
        const auto between = [&](int from, int to) {
            return from + static_cast<int>(random() % (to - from));
        };
        for (int round = 0; round < 60; ++round) {
            const auto picture = randomPicture(between(1, 400), between(1, 400), channels, random);
            const int x = between(-200, 650), y = between(-200, 600);
            ASSERT_TRUE(layer.write(picture, x, y));
            plain.write(picture, x, y);
            const Rect rect{between(-100, 620), between(-100, 560), between(1, 300), between(1, 300)};
            ASSERT_EQ(layer.read(rect), plain.read(rect)) << round;
        }
        EXPECT_EQ(layer.read(layer.bounds()), plain.picture);
    }
}

TEST(TiledLayer, ReadsZerosFarOut) {
    const auto layer = layerOf(300, 300);
    for (const auto& [x, y] :
         {std::pair(INT_MAX, 0), std::pair(INT_MIN, INT_MIN), std::pair(INT_MAX, INT_MAX)})
        EXPECT_EQ(layer.read({x, y, 2, 2}).pixels, std::vector<std::uint8_t>(4));
    EXPECT_TRUE(layer.read({0, 0, 0, -3}).empty());
}

TEST(TiledLayer, RefusesPicturesThatAreNotWhole) {
    auto layer = layerOf(300, 300);
    for (const auto& picture : {Image{2, 2, 4, std::vector<std::uint8_t>(16, 1)},
                                Image{2, 2, 1, std::vector<std::uint8_t>(3, 1)}, Image{-1, -1, 1, {1}}}) {
        const auto written = layer.write(picture, 0, 0);
        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().code, ErrorCode::InvalidRequest);
    }
    EXPECT_EQ(layer.bytes(), 0u);
}

TEST(TiledLayer, HoldsOnlyWhatIsPainted) {
    std::mt19937 random(2);
    auto layer = layerOf(16384, 16384, 4);
    ASSERT_TRUE(layer.write(randomPicture(10, 10, 4, random), 5000, 5000));
    EXPECT_EQ(layer.bytes(), layer.tileBytes());
    ASSERT_TRUE(layer.write(randomPicture(10, 10, 4, random), 507, 507)); // over a corner of four
    EXPECT_EQ(layer.bytes(), 5 * layer.tileBytes());
    ASSERT_TRUE(layer.write(Image{10, 10, 4, std::vector<std::uint8_t>(400)}, 507, 507));
    EXPECT_EQ(layer.bytes(), layer.tileBytes());
}

TEST(TiledLayer, TilesOfARectangle) {
    const auto layer = layerOf(600, 600); // 3 columns
    for (const auto& [rect, tiles] :
         {std::pair(Rect{0, 0, 1, 1}, std::vector{0}),
          std::pair(Rect{255, 255, 2, 2}, std::vector{0, 1, 3, 4}),
          std::pair(Rect{-5, 590, 100, 100}, std::vector{6}),
          std::pair(Rect{600, 0, 9, 9}, std::vector<int>{}), std::pair(Rect{3, 3, 0, 9}, std::vector<int>{})})
        EXPECT_EQ(layer.tilesIn(rect), tiles);
    EXPECT_EQ(layer.rectOf(4), (Rect{256, 256, 256, 256}));
    EXPECT_EQ(layer.rectOf(8), (Rect{512, 512, 88, 88}));
}

TEST(TiledLayer, ASnapshotStaysAsItWas) {
    std::mt19937 random(3);
    auto layer = layerOf(600, 600);
    const auto first = randomPicture(600, 600, 1, random);
    ASSERT_TRUE(layer.write(first, 0, 0));
    const auto snapshot = layer;
    EXPECT_EQ(snapshot.tile(4), layer.tile(4));
    layer.writeableTile(4)[0] = 0;
    EXPECT_NE(snapshot.tile(4), layer.tile(4));
    EXPECT_EQ(snapshot.tile(5), layer.tile(5)) << "what was not painted on stays shared";
    EXPECT_EQ(snapshot.read(snapshot.bounds()), first);
    EXPECT_NE(layer, snapshot);
}

TEST(TiledLayer, ATileOfOnesOwnIsNotCopied) {
    auto layer = layerOf(256, 256);
    auto* pixels = layer.writeableTile(0);
    EXPECT_EQ(layer.writeableTile(0), pixels);
    auto held = layer.tile(0);
    EXPECT_NE(layer.writeableTile(0), pixels);
}

TEST(TiledLayer, KnowsTheBoundsOfItsContent) {
    const Rect cases[] = {
        {0, 0, 1, 1}, {255, 255, 2, 2}, {599, 529, 1, 1}, {3, 300, 400, 7}, {0, 0, 600, 530}};
    std::mt19937 random(4);
    for (const int channels : {1, 4})
        for (const auto& rect : cases) {
            auto layer = layerOf(600, 530, channels);
            EXPECT_EQ(layer.contentBounds(), Rect{});
            ASSERT_TRUE(
                layer.write(randomPicture(rect.width, rect.height, channels, random), rect.x, rect.y));
            EXPECT_EQ(layer.contentBounds(), rect);
        }
    auto layer = layerOf(600, 530, 4);
    layer.writeableTile(0)[3] = 1; // one channel is enough
    EXPECT_EQ(layer.contentBounds(), (Rect{0, 0, 1, 1}));
}

TEST(TiledLayer, EqualityIsThatOfThePixels) {
    auto layer = layerOf(600, 600), other = layer;
    layer.writeableTile(2); // zeros that are held, and zeros that are not
    EXPECT_EQ(layer, other);
    EXPECT_EQ(other, layer);
    layer.writeableTile(2)[9] = 7;
    EXPECT_NE(layer, other);
    other.writeableTile(2)[9] = 7;
    EXPECT_EQ(layer, other);
    EXPECT_NE(layerOf(600, 600), layerOf(600, 601));
    EXPECT_NE(layerOf(600, 600, 1), layerOf(600, 600, 4));
}

TEST(TiledLayer, TellsWhichTilesFit) {
    const auto layer = layerOf(600, 600);
    const auto ofBytes = [](std::size_t count) {
        return std::make_shared<Tile>(Tile{std::vector<std::uint8_t>(count)});
    };
    EXPECT_TRUE(layer.fits(8, nullptr));
    EXPECT_TRUE(layer.fits(0, ofBytes(65536)));
    EXPECT_FALSE(layer.fits(0, ofBytes(4 * 65536)));
    EXPECT_FALSE(layer.fits(9, nullptr));
    EXPECT_FALSE(layer.fits(-1, nullptr));
}

} // namespace
} // namespace latentbrush::document
