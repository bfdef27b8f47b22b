#include "image/colour_profile.h"
#include "image/orientation.h"
#include "image/picture_file.h"
#include "image/png.h"

#include "profile_samples.h"
#include "samples.h"

#include <chrono>
#include <cmath>
#include <gtest/gtest.h>

namespace latentbrush::image {

// For gtest's messages.
void PrintTo(Notice notice, std::ostream* out) {
    *out << static_cast<int>(notice);
}

namespace {

std::span<const std::byte> spanOf(const std::string& bytes) {
    return std::as_bytes(std::span(bytes));
}

Image flat(std::vector<std::uint8_t> pixel) {
    Image image{16, 16, static_cast<int>(pixel.size()), {}};
    for (int i = 0; i < 16 * 16; ++i)
        image.pixels.insert(image.pixels.end(), pixel.begin(), pixel.end());
    return image;
}

Stored stored(const Image& image) {
    return {image.width, image.height, image.channels, 8, image.pixels};
}

Stored wide(const Stored& picture) {
    auto result = picture;
    result.bits = 16;
    result.pixels.clear();
    for (const auto value : picture.pixels)
        result.pixels.insert(result.pixels.end(), 2, value); // v * 257
    return result;
}

/// All pixels are this colour, within the tolerance.
testing::AssertionResult isAllOf(const Image& image, const std::vector<int>& colour, int tolerance = 1) {
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        if (std::abs(image.pixels[i] - colour[i % colour.size()]) > tolerance)
            return testing::AssertionFailure() << i << ": " << int(image.pixels[i]);
    return testing::AssertionResult(static_cast<int>(colour.size()) == image.channels);
}

TEST(ColourProfile, ConvertsColoursAndLeavesAlpha) {
    auto picture = flat({128, 128, 128, 77});
    EXPECT_EQ(convertToSrgb(picture, spanOf(linearProfile())), Notice::ProfileConverted);
    EXPECT_TRUE(isAllOf(picture, {188, 188, 188, 77}));
}

TEST(ColourProfile, WhatIsSrgbIsNotTouched) {
    const auto before = samplePicture(64, 64, 4);
    for (const auto& profile : {std::string(), srgbProfile()}) {
        auto picture = before;
        EXPECT_EQ(convertToSrgb(picture, spanOf(profile)), std::nullopt);
        EXPECT_EQ(picture, before);
    }
}

TEST(ColourProfile, WhatCannotBeUsedIsSaid) {
    const auto before = samplePicture(20, 20, 3);
    for (const auto& profile : {std::string("no profile"), std::string(5000, '\0'), swappedInksProfile(),
                                linearGreyProfile(), linearProfile().substr(0, 150)}) {
        auto picture = before;
        EXPECT_EQ(convertToSrgb(picture, spanOf(profile)), Notice::ProfileUnusable) << profile.size();
        EXPECT_EQ(picture, before);
    }
}

TEST(ColourProfile, DamagedProfilesHarmNothing) {
    for (const auto& whole : {linearProfile(), swappedInksProfile().substr(0, 6000)})
        for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 60)
            for (const int change : {1, 0x80, 0xff}) {
                auto profile = whole;
                profile[at] = static_cast<char>(profile[at] ^ change);
                auto picture = flat({1, 2, 3});
                (void)convertToSrgb(picture, spanOf(profile));
                Notices notices;
                EXPECT_EQ(rgbFromCmyk({1, 1, {1, 2, 3, 4}}, spanOf(profile), notices).pixels.size(), 3u);
            }
}

TEST(ColourProfile, EveryFormatCarriesOne) {
    const auto grey = flat({128, 128, 128});
    const auto webp = bytesOf(testData("webp/lossless_rgb.webp"));
    const auto plainWebp = decodePicture(webp)->image;
    for (const auto& [profile, notices] :
         {std::pair(linearProfile(), Notices{Notice::ProfileConverted}), std::pair(srgbProfile(), Notices{}),
          std::pair(std::string(), Notices{})}) {
        const int value = notices.empty() ? 128 : 188;
        const std::vector<std::vector<std::byte>> files{
            pngWith(stored(grey), profile), jpegWith(stored(grey), profile), tiffWith(stored(grey), profile)};
        for (const auto& bytes : files) {
            const auto file = decodePicture(bytes);
            ASSERT_TRUE(file);
            EXPECT_EQ(file->notices, notices);
            EXPECT_TRUE(isAllOf(file->image, {value, value, value}));
        }
        if (profile.empty())
            continue;
        const auto file = decodePicture(webpWith(webp, profile));
        ASSERT_TRUE(file);
        EXPECT_EQ(file->notices, notices);
        EXPECT_EQ(file->image == plainWebp, notices.empty());
    }
}

TEST(ColourProfile, ADamagedOneIsSaidAndThePictureStillOpens) {
    const auto picture = samplePicture(16, 16, 3);
    const std::string damaged(3000, 'x');
    const auto tiff = decodePicture(tiffWith(stored(picture), damaged));
    ASSERT_TRUE(tiff);
    EXPECT_EQ(tiff->image, picture);
    EXPECT_EQ(tiff->notices, Notices{Notice::ProfileUnusable});
    const auto jpeg = decodePicture(jpegWith(stored(picture), damaged));
    ASSERT_TRUE(jpeg);
    EXPECT_EQ(jpeg->notices, Notices{Notice::ProfileUnusable});
}

TEST(ColourProfile, GreyPicturesHaveGreyOnes) {
    Stored picture{16, 16, 1, 8, std::vector<std::uint8_t>(256, 128)};
    const auto file = decodePicture(pngWith(picture, linearGreyProfile()));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->notices, Notices{Notice::ProfileConverted});
    EXPECT_TRUE(isAllOf(file->image, {188, 188, 188}));
}

TEST(Notices, SixteenBitsAreReduced) {
    const auto picture = samplePicture(16, 16, 3);
    for (const auto& bytes : {pngWith(wide(stored(picture)), {}), tiffWith(wide(stored(picture)), {})}) {
        const auto file = decodePicture(bytes);
        ASSERT_TRUE(file);
        EXPECT_EQ(file->notices, Notices{Notice::ReducedTo8Bits});
        EXPECT_EQ(file->image, picture);
    }
    const auto both = decodePicture(pngWith(wide(stored(flat({128, 128, 128}))), linearProfile()));
    EXPECT_EQ(both->notices, (Notices{Notice::ReducedTo8Bits, Notice::ProfileConverted}));
}

TEST(Notices, InksBecomeColours) {
    struct Row {
        std::vector<std::uint8_t> inks;
        std::vector<int> plainly, byProfile;
    };
    // Once: a profile names the second that it was made in.
    const auto fitting = swappedInksProfile(), ofLight = linearProfile();
    for (const auto& [inks, plainly, byProfile] :
         {Row{{0, 0, 0, 0}, {255, 255, 255}, {255, 255, 255}},
          Row{{0, 255, 0, 0}, {255, 0, 255}, {255, 0, 255}},
          Row{{255, 0, 0, 0}, {0, 255, 255}, {255, 255, 0}},
          Row{{0, 0, 255, 0}, {255, 255, 0}, {0, 255, 255}}, Row{{0, 0, 0, 255}, {0, 0, 0}, {0, 0, 0}}}) {
        const auto picture = stored(flat(inks));
        for (const auto& profile : {std::string(), fitting, ofLight}) {
            const bool fits = profile == fitting;
            Notices notices{Notice::CmykConverted};
            if (!profile.empty())
                notices.push_back(fits ? Notice::ProfileConverted : Notice::ProfileUnusable);
            const std::vector<std::vector<std::byte>> files{
                jpegWith(picture, profile), tiffWith(picture, profile), tiffWith(wide(picture), profile)};
            for (std::size_t i = 0; i < files.size(); ++i) {
                const auto file = decodePicture(files[i]);
                ASSERT_TRUE(file) << i;
                EXPECT_TRUE(isAllOf(file->image, fits ? byProfile : plainly, 6)) << i << ' ' << int(inks[0]);
                auto expected = notices;
                if (i == 2)
                    expected.insert(expected.begin(), Notice::ReducedTo8Bits);
                EXPECT_EQ(file->notices, expected) << i;
            }
        }
    }
}

TEST(Notices, AdobesCmykJpegIsNotANegative) {
    const auto file = readPictureFile(testData("jpeg/cmyk.jpg"));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->notices, Notices{Notice::CmykConverted});
}

TEST(Notices, TurningIsSaid) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const Notices turned = orientation > 1 ? Notices{Notice::TurnedUpright} : Notices{};
        const auto jpeg =
            readPictureFile(testData("jpeg/orientation" + std::to_string(orientation) + ".jpg"));
        ASSERT_TRUE(jpeg);
        EXPECT_EQ(jpeg->notices, turned);

        const auto picture = samplePicture(12, 7, 3);
        const auto tiff = decodePicture(tiffWith(stored(picture), {}, orientation));
        ASSERT_TRUE(tiff);
        EXPECT_EQ(tiff->image, upright(picture, orientation)) << orientation;
        EXPECT_EQ(tiff->notices, turned);
    }
}

} // namespace
} // namespace latentbrush::image
