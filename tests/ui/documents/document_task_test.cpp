#include "ui/documents/document_task.h"

#include "image/extend.h"

#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

using document::DocumentState;
using document::Rect;

image::Image flat(int width, int height, std::vector<std::uint8_t> pixel) {
    image::Image image{width, height, static_cast<int>(pixel.size()), {}};
    for (int i = 0; i < width * height; ++i)
        image.pixels.insert(image.pixels.end(), pixel.begin(), pixel.end());
    return image;
}

std::vector<std::uint8_t> at(const document::TiledLayer& layer, int x, int y) {
    return layer.read({x, y, 1, 1}).pixels;
}

/// 64 x 48 of one colour, with a frame in the middle.
DocumentState plain() {
    auto state = *document::blankState(64, 48);
    EXPECT_TRUE(state.picture.write(flat(64, 48, {10, 20, 30, 255}), 0, 0));
    state.frame = {16, 8, 32, 32};
    return state;
}

TEST(PaintsMask, AsksWhatIsMaskedInTheFrame) {
    auto state = plain();
    EXPECT_FALSE(paintsMask(state));
    EXPECT_TRUE(state.mask.write(flat(4, 4, {255}), 0, 0)); // beside the frame
    EXPECT_FALSE(paintsMask(state));
    EXPECT_TRUE(state.mask.write(flat(1, 1, {1}), 47, 39));
    EXPECT_TRUE(paintsMask(state));
}

TEST(RequestFor, AWholePictureIsTheFrame) {
    DocumentSettings settings;
    settings.request.prompt = "a house";
    settings.request.width = settings.request.height = 512;
    settings.pictureStrength = 0.6;
    const auto request = requestFor(plain(), settings);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->prompt, "a house");
    EXPECT_EQ(request->width, 0); // the frame's own size
    const auto& task = std::get<ImageToImage>(request->task);
    EXPECT_EQ(task.strength, 0.6);
    EXPECT_EQ(*task.init.picture, flat(32, 32, {10, 20, 30}));
}

TEST(RequestFor, AMaskIsPaintedInWhite) {
    auto state = plain();
    EXPECT_TRUE(state.mask.write(flat(2, 2, {200}), 20, 10));
    for (const auto area : {InpaintArea::Whole, InpaintArea::Masked}) {
        DocumentSettings settings;
        settings.request.width = settings.request.height = 512;
        settings.painting.area = area;
        const auto request = requestFor(state, settings);
        ASSERT_TRUE(request);
        EXPECT_EQ(request->width, area == InpaintArea::Whole ? 0 : 512);
        const auto& task = std::get<Inpaint>(request->task);
        EXPECT_EQ(task.mask.picture->width, 32);
        EXPECT_EQ(task.mask.picture->at(4, 2)[1], 200);
        EXPECT_EQ(task.mask.picture->at(6, 2)[1], 0);
    }
}

TEST(UsesSketch, WhereSomethingOfItLiesInTheFrame) {
    auto state = plain(); // its frame begins at 16, 8
    EXPECT_FALSE(usesSketch(state));
    EXPECT_TRUE(state.sketch.write(flat(1, 1, {200, 0, 0, 255}), 15, 8));
    EXPECT_FALSE(usesSketch(state)) << "beside the frame";
    EXPECT_TRUE(state.sketch.write(flat(1, 1, {200, 0, 0, 0}), 16, 8));
    EXPECT_FALSE(usesSketch(state)) << "transparent";
    EXPECT_TRUE(state.sketch.write(flat(1, 1, {0, 0, 0, 1}), 16, 8));
    EXPECT_TRUE(usesSketch(state));
}

TEST(RequestFor, TheSketchLiesOnThePictureOrOnPaper) {
    auto state = plain();
    EXPECT_TRUE(state.sketch.write(flat(1, 1, {200, 0, 0, 255}), 16, 8));
    auto request = requestFor(state, {});
    EXPECT_EQ(initOf(request->task)->picture->at(0, 0)[0], 200);
    EXPECT_EQ(initOf(request->task)->picture->at(1, 0)[0], 10);

    auto blank = *document::blankState(16, 16);
    EXPECT_TRUE(blank.sketch.write(flat(1, 1, {200, 0, 0, 255}), 0, 0));
    request = requestFor(blank, {});
    EXPECT_EQ(initOf(request->task)->picture->at(0, 0)[0], 200);
}

TEST(RequestFor, AnEmptyFrameBecomesANewPicture) {
    DocumentSettings settings;
    settings.request.width = settings.request.height = 512;
    auto state = *document::blankState(100, 61);
    const auto request = requestFor(state, settings);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->task, Task(TextToImage{}));
    EXPECT_EQ(request->width, 104);
    EXPECT_EQ(request->height, 64);
    EXPECT_TRUE(withCandidate(state, state.frame, *request, flat(104, 64, {1, 2, 3})));
    EXPECT_TRUE(state.mask.write(flat(1, 1, {255}), 0, 0));
    EXPECT_TRUE(std::holds_alternative<Inpaint>(requestFor(state, settings)->task));
}

TEST(RequestFor, WhereNothingIsThePictureGoesOn) {
    auto state = plain();
    EXPECT_TRUE(state.picture.write(flat(16, 48, {0, 0, 0, 0}), 16, 0)); // half of the frame
    const auto request = requestFor(state, {});
    ASSERT_TRUE(request);
    EXPECT_EQ(*initOf(request->task)->picture, flat(32, 32, {10, 20, 30}));
}

/// Where the frame was extended on three sides, the request is the one that `generate --outpaint` makes.
TEST(RequestFor, AnExtendedPictureBeginsAsOnTheCommandLine) {
    image::Image inside{24, 20, 4, {}};
    for (int pixel = 0; pixel < 24 * 20; ++pixel)
        for (const int value : {pixel % 251, pixel / 7 % 256, pixel * 3 % 256, 255})
            inside.pixels.push_back(static_cast<std::uint8_t>(value));
    auto state = *document::blankState(64, 48);
    EXPECT_TRUE(state.picture.write(inside, 8, 16));
    image::Image plain{24, 20, 3, {}};
    for (std::size_t pixel = 0; pixel < 24 * 20; ++pixel)
        plain.pixels.insert(plain.pixels.end(),
                            inside.pixels.begin() + static_cast<std::ptrdiff_t>(4 * pixel),
                            inside.pixels.begin() + static_cast<std::ptrdiff_t>(4 * pixel + 3));
    const auto request = requestFor(state, {});
    ASSERT_TRUE(request);
    EXPECT_EQ(*initOf(request->task)->picture, *image::extended(plain, {8, 16, 32, 12}));
}

TEST(WithCandidate, OnlyWhatWasMadeAnewIsTouched) {
    auto state = plain();
    EXPECT_TRUE(state.mask.write(flat(4, 4, {255}), 20, 12));
    EXPECT_TRUE(state.sketch.write(flat(64, 48, {1, 2, 3, 255}), 0, 0));
    EXPECT_TRUE(state.picture.write(flat(1, 1, {0, 0, 0, 0}), 40, 30)); // a hole that nobody masked
    const auto request = *requestFor(state, {});
    auto made = *initOf(request.task)->picture;
    made.pixels[static_cast<std::size_t>(3 * (4 * 32 + 4))] = 250; // (4, 4) of the frame
    const auto accepted = withCandidate(state, state.frame, request, made);
    ASSERT_TRUE(accepted);
    EXPECT_EQ(at(accepted->picture, 20, 12), (std::vector<std::uint8_t>{250, 2, 3, 255}));
    EXPECT_EQ(at(accepted->sketch, 20, 12), (std::vector<std::uint8_t>{0, 0, 0, 0}));
    EXPECT_EQ(at(accepted->picture, 21, 12), at(state.picture, 21, 12));
    EXPECT_EQ(at(accepted->sketch, 21, 12), at(state.sketch, 21, 12));
    EXPECT_EQ(at(accepted->picture, 40, 30), (std::vector<std::uint8_t>{0, 0, 0, 0}));
    EXPECT_EQ(accepted->mask, state.mask);
}

TEST(WithCandidate, AWholePictureFillsTheFrameAtAnySize) {
    const auto state = plain();
    const auto request = *requestFor(state, {});
    const auto accepted = withCandidate(state, state.frame, request, flat(64, 64, {90, 80, 70}));
    ASSERT_TRUE(accepted);
    EXPECT_EQ(at(accepted->picture, 16, 8), (std::vector<std::uint8_t>{90, 80, 70, 255}));
    EXPECT_EQ(at(accepted->picture, 47, 39), (std::vector<std::uint8_t>{90, 80, 70, 255}));
    EXPECT_EQ(at(accepted->picture, 48, 39), (std::vector<std::uint8_t>{10, 20, 30, 255}));
}

TEST(WithCandidate, IsRefusedWhereTheFrameIsNoLonger) {
    const auto request = *requestFor(plain(), {});
    const auto small = *document::blankState(20, 20);
    EXPECT_EQ(withCandidate(small, {16, 8, 32, 32}, request, flat(32, 32, {0, 0, 0})).error().code,
              ErrorCode::InvalidRequest);
}

TEST(DocumentOf, BringsBackPictureMaskAndSettings) {
    auto state = plain();
    state.frame = state.picture.bounds();
    EXPECT_TRUE(state.mask.write(flat(4, 4, {180}), 20, 12));
    DocumentSettings settings;
    settings.request.prompt = "a boat";
    settings.painting.padding = 9;
    const auto request = *requestFor(state, settings);
    const auto back = documentOf(request, nullptr);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->picture, state.picture);
    EXPECT_EQ(back->mask, state.mask);
    EXPECT_EQ(settingsOf(back->settings)->painting.padding, 9);
    // Asked again, it is the same request: the same bytes will come of it.
    EXPECT_EQ(requestFor(*back, *settingsOf(back->settings))->task, request.task);
}

TEST(DocumentOf, APictureFromTextIsItsOwnBeginning) {
    const auto made = std::make_shared<const image::Image>(flat(8, 8, {1, 2, 3}));
    const auto state = documentOf({}, made);
    ASSERT_TRUE(state);
    EXPECT_EQ(at(state->picture, 7, 7), (std::vector<std::uint8_t>{1, 2, 3, 255}));
    EXPECT_EQ(documentOf({}, nullptr).error().code, ErrorCode::FileMissing);
}

} // namespace
} // namespace latentbrush::ui
