#include "bundles/tiny_bundle.h"
#include "pipeline/networks_in_use.h"
#include "pipeline/painted_parts.h"
#include "pipeline/starting_point.h"
#include "recorder.h"
#include "tiny_model.h"

#include <gtest/gtest.h>
#include <set>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

/// A picture of `width` × `height` with colours that differ from pixel to pixel.
PictureReference coloured(int width, int height) {
    image::Image made{width, height, 3, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (const int value : {3 * x, 3 * y, x + y})
                made.pixels.push_back(static_cast<std::uint8_t>(value));
    return referenceTo(std::make_shared<const image::Image>(std::move(made)));
}

/// Black on the left, white on the right, between them one column at a third.
PictureReference rightHalf(int width, int height) {
    image::Image made{width, height, 3, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            made.pixels.insert(made.pixels.end(), 3, x < width / 2 ? 0 : x == width / 2 ? 85 : 255);
    return referenceTo(std::make_shared<const image::Image>(std::move(made)));
}

std::array<int, 3> colourAt(const image::Image& picture, int x, int y) {
    const auto* pixel = picture.at(x, y);
    return {pixel[0], pixel[1], pixel[2]};
}

/// A white rectangle of 40 × 30 in black.
PictureReference spot(int width, int height) {
    image::Image made{width, height, 3, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            made.pixels.insert(made.pixels.end(), 3, x >= 90 && x < 130 && y >= 30 && y < 60 ? 255 : 0);
    return referenceTo(std::make_shared<const image::Image>(std::move(made)));
}

/// Painted by a mask that nothing softens.
Inpaint hard(PictureReference init, PictureReference mask, double strength = 1) {
    Inpaint task{std::move(init), std::move(mask), strength};
    task.painting.maskBlur = 0;
    return task;
}

enum class Model { FourChannels, NineChannels };

class FromPictures : public testing::TestWithParam<Model> {
protected:
    void SetUp() override {
        request = tinyRequest(tinyModel());
        if (GetParam() == Model::FourChannels)
            return;
        const auto manifest = bundles::tinyManifest(/*inpainting=*/true);
        bundles::writeTinyStarter(folder / "starter", manifest, bundles::tinyComponents(manifest));
        request.model = "starter";
    }

    std::vector<std::vector<std::uint8_t>> made(const GenerationRequest& asked) {
        recorder.events.clear();
        const auto result = engine.generate(asked, 1, recorder.observer(), {});
        EXPECT_TRUE(result) << result.error().subject << ": " << result.error().detail;
        return recorder.pixels();
    }
    Error refused(const GenerationRequest& asked) {
        const auto result = engine.generate(asked, 1, {}, {});
        EXPECT_FALSE(result);
        return result ? Error{} : result.error();
    }

    TestFolder folder;
    Engine engine{{.starterFolder = folder / "starter", .cacheFolder = folder / "cache", .threads = 1}};
    Recorder recorder;
    GenerationRequest request;
    const Task over = ImageToImage{coloured(64, 64), 0.5};
    const Task hole = hard(coloured(64, 64), rightHalf(64, 64));
};

} // namespace

TEST_P(FromPictures, SameSeedSameBytesAndABatchEqualsItsSingles) {
    for (const auto& task : {over, hole, Task(hard(coloured(64, 64), rightHalf(64, 64), 0.5))}) {
        request.task = task;
        request.sampler = Sampler::EulerAncestral;
        request.seed = 8;
        request.count = 2;
        const auto batch = made(request);
        ASSERT_EQ(batch.size(), 2u);
        EXPECT_NE(batch[0], batch[1]);
        request.seed = 9;
        request.count = 1;
        EXPECT_EQ(made(request).at(0), batch[1]);
    }
}

TEST_P(FromPictures, OnlyTheShareOfTheStepsIsWalked) {
    request.task = over;
    made(request);
    for (const auto& progress : recorder.all<Progress>())
        EXPECT_EQ(progress.steps, 2);
    EXPECT_EQ(recorder.all<Progress>().back().step, 2);
    request.task = ImageToImage{coloured(64, 64), 1};
    made(request);
    EXPECT_EQ(recorder.all<Progress>().back().step, 4);
}

TEST_P(FromPictures, ThePictureAndTheStrengthDecide) {
    request.task = over;
    const auto half = made(request);
    request.task = ImageToImage{coloured(64, 64), 0.75};
    EXPECT_NE(made(request), half);
    request.task = ImageToImage{rightHalf(64, 64), 0.5};
    EXPECT_NE(made(request), half);
}

TEST_P(FromPictures, BlackInTheMaskKeepsThePicturesBits) {
    for (const double strength : {1., 0.5}) {
        auto inpaint = std::get<Inpaint>(hole);
        inpaint.strength = strength;
        request.task = inpaint;
        const auto pixels = made(request).at(0);
        const auto& before = inpaint.init.picture->pixels;
        int changed = 0;
        for (std::size_t i = 0; i < pixels.size(); ++i) {
            ASSERT_TRUE(i / 3 % 64 >= 32 || pixels[i] == before[i]) << i;
            changed += pixels[i] != before[i] ? 1 : 0;
        }
        EXPECT_GT(changed, 64 * 32); // of 64 · 32 · 3
    }
}

TEST_P(FromPictures, GiveTheirSizeToARequestWithoutOne) {
    request.task = ImageToImage{coloured(96, 64)};
    made(request);
    const auto ready = recorder.all<ImageReady>().at(0).image;
    EXPECT_EQ(ready.picture->width, 96);
    EXPECT_EQ(ready.request.width, 96);
    EXPECT_EQ(ready.request.task, request.task);
}

TEST_P(FromPictures, AreScaledToTheSizeThatIsAskedFor) {
    request.task = ImageToImage{coloured(63, 66)};
    made(request);
    auto ready = recorder.all<ImageReady>().at(0).image;
    EXPECT_EQ(std::pair(ready.picture->width, ready.picture->height), std::pair(64, 64));
    request.width = 96;
    request.height = 64;
    made(request);
    ready = recorder.all<ImageReady>().at(0).image;
    EXPECT_EQ(std::pair(ready.picture->width, ready.picture->height), std::pair(96, 64));
}

// Every way of painting, each at a size that is not the picture's: it comes back at the picture's size, and
// where the effective mask is 0 with its bits.
TEST_P(FromPictures, NoWayOfPaintingTouchesWhatTheMaskKeeps) {
    const auto init = coloured(150, 90);
    std::vector<Painting> ways(9);
    ways[1].content = MaskedContent::Fill;
    ways[2].content = MaskedContent::Noise;
    ways[3].content = MaskedContent::Nothing;
    ways[4].content = MaskedContent::Telea;
    ways[5].grey = GreyMask::Amount;
    ways[6].grey = GreyMask::Soft;
    ways[7].poisson = ways[7].matchColour = true;
    ways[8].maskBlur = 0;
    std::set<std::string> results;
    for (auto way : ways)
        for (const auto area : {InpaintArea::Whole, InpaintArea::Masked}) {
            way.area = area;
            way.padding = 8;
            const Inpaint task{init, spot(150, 90), 0.75, way};
            request.task = task;
            request.width = request.height = area == InpaintArea::Whole ? 0 : 64;
            made(request);
            const auto picture = recorder.all<ImageReady>().at(0).image.picture;
            results.insert(pixelHash(*picture));
            const auto shown = paintedArea(task, 64, 64).value();
            ASSERT_EQ(std::pair(picture->width, picture->height), std::pair(150, 90));
            for (int y = 0; y < 90; ++y)
                for (int x = 0; x < 150; ++x)
                    ASSERT_TRUE(shown.paste.at(x, y) > 0 ||
                                colourAt(*picture, x, y) == colourAt(*init.picture, x, y))
                        << idOf(way.content) << ' ' << idOf(way.grey) << ' ' << x << ' ' << y;
        }
    EXPECT_GE(results.size(), 14u) << "the ways differ";
}

TEST_P(FromPictures, RefusesWhatDoesNotFit) {
    struct Row {
        Task task;
        int edge;
        ErrorCode code;
        std::string subject;
    };
    const auto lost = PictureReference{nullptr, std::string(64, 'a'), "a.png"};
    const std::vector<Row> rows{
        {ImageToImage{lost}, 0, ErrorCode::FileMissing, lost.hash},
        {Inpaint{coloured(64, 64), lost}, 0, ErrorCode::FileMissing, lost.hash},
        {Inpaint{coloured(64, 64), rightHalf(64, 32)}, 64, ErrorCode::InvalidRequest, "task.mask"},
        {ImageToImage{coloured(64, 64)}, 63, ErrorCode::InvalidSize, "63x63"},
        {ImageToImage{coloured(64, 64), 0.2}, 0, ErrorCode::InvalidRequest, "strength"}, // of 4 steps
    };
    for (const auto& row : rows) {
        request.task = row.task;
        request.width = request.height = row.edge;
        const auto error = refused(request);
        EXPECT_EQ(nameOf(error.code), std::string(nameOf(row.code))) << row.subject << error.detail;
        EXPECT_EQ(error.subject, row.subject) << error.detail;
    }
}

INSTANTIATE_TEST_SUITE_P(Models, FromPictures, testing::Values(Model::FourChannels, Model::NineChannels),
                         [](const auto& info) {
                             return info.param == Model::FourChannels ? "four" : "nine";
                         });

TEST(StartingPoints, ANineChannelNetworkSeesTheMaskAndTheRestOfThePicture) {
    const c10::InferenceMode inference;
    const auto manifest = bundles::tinyManifest(/*inpainting=*/true);
    bundles::LoadedModel model{manifest, {}, bundles::tinyComponents(manifest)};
    GenerationRequest request;
    const auto task = hard(coloured(64, 64), rightHalf(64, 64));
    request.task = task;
    request.width = request.height = 64;
    const auto point = startingPoint(model, request, paintedArea(task, 64, 64).value());
    ASSERT_EQ(point.surroundings.sizes(), at::IntArrayRef({1, 5, 16, 16}));
    auto mask = torch::zeros({1, 1, 16, 16});
    mask.slice(3, 8).fill_(1); // column 32 is dark grey, its cell's other columns are white
    EXPECT_TRUE(torch::equal(point.surroundings.narrow(1, 0, 1), mask));
    auto seen = tensorOf(*initOf(request.task)->picture);
    seen.slice(3, 33).fill_(0);
    EXPECT_TRUE(torch::equal(point.surroundings.narrow(1, 1, 4), encodePicture(model, seen)));
    EXPECT_FALSE(point.kept.any());
    EXPECT_FALSE(point.clean.defined()) << "it starts from noise";
}

TEST(StartingPoints, ForAPlainNetworkTheSamplerKeepsTheRest) {
    const c10::InferenceMode inference;
    const auto manifest = bundles::tinyManifest();
    bundles::LoadedModel model{manifest, {}, bundles::tinyComponents(manifest)};
    GenerationRequest request;
    const auto task = hard(coloured(64, 64), rightHalf(64, 64));
    request.task = task;
    request.width = request.height = 64;
    const auto point = startingPoint(model, request, paintedArea(task, 64, 64).value());
    EXPECT_FALSE(point.surroundings.defined());
    EXPECT_TRUE(
        torch::equal(point.kept.clean, encodePicture(model, tensorOf(*initOf(request.task)->picture))));
    EXPECT_EQ(point.kept.repaint.sum().item<float>(), 16 * 8);
}
