#include "bundles/tiny_bundle.h"
#include "image/picture_file.h"
#include "library/library.h"
#include "recorder.h"
#include "tiny_model.h"

#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

namespace fs = std::filesystem;

/// A picture with colours that differ from pixel to pixel, and transparency where it has four channels.
PictureReference coloured(int width, int height, int channels = 3) {
    image::Image made{width, height, channels, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int channel = 0; channel < channels; ++channel)
                made.pixels.push_back(static_cast<std::uint8_t>((3 + 2 * channel) * x + 5 * y));
    return referenceTo(std::make_shared<const image::Image>(std::move(made)));
}

/// From black on the left through all greys to white on the right.
PictureReference softMask(int width, int height) {
    image::Image made{width, height, 3, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            made.pixels.insert(made.pixels.end(), 3, static_cast<std::uint8_t>(255 * x / (width - 1)));
    return referenceTo(std::make_shared<const image::Image>(std::move(made)));
}

/// Every task, and of painting what makes the most of picture, mask and seed.
std::vector<Task> tasks() {
    Inpaint soft{coloured(64, 64), softMask(64, 64), 0.75};
    soft.painting.grey = GreyMask::Soft;
    soft.painting.content = MaskedContent::Noise;
    Inpaint part{coloured(150, 90, 4), softMask(150, 90)};
    part.painting.area = InpaintArea::Masked;
    part.painting.padding = 8;
    part.painting.poisson = part.painting.matchColour = true;
    return {TextToImage{}, ImageToImage{coloured(64, 64), 0.5}, soft, part};
}

enum class Model { FourChannels, NineChannels };

/// What the history keeps of a picture is all that it takes to make it again.
class KeptState : public testing::TestWithParam<Model> {
protected:
    void SetUp() override {
        if (GetParam() == Model::FourChannels)
            return;
        const auto manifest = bundles::tinyManifest(/*inpainting=*/true);
        bundles::writeTinyStarter(folder / "starter", manifest, bundles::tinyComponents(manifest));
    }

    GenerationRequest request(Task task) const {
        auto asked = tinyRequest(tinyModel());
        if (GetParam() == Model::NineChannels)
            asked.model = "starter";
        asked.sampler = Sampler::EulerAncestral; // draws anew at each step
        asked.count = 2;
        asked.task = std::move(task);
        return asked;
    }

    /// By an engine of its own, that knows nothing of what was made before.
    std::vector<FinishedImage> made(const GenerationRequest& asked) const {
        Engine engine({.starterFolder = folder / "starter", .cacheFolder = folder / "cache", .threads = 1});
        Recorder recorder;
        const auto done = engine.generate(asked, 1, recorder.observer(), {});
        EXPECT_TRUE(done) << done.error().subject << ": " << done.error().detail;
        std::vector<FinishedImage> pictures;
        for (const auto& ready : recorder.all<ImageReady>())
            pictures.push_back(ready.image);
        return pictures;
    }

    library::Library history() const { return library::Library::open(folder / "library.db").value(); }

    /// Makes two pictures and keeps the second; nothing of either stays in memory.
    library::EntryId keep(Task task) const {
        const auto pictures = made(request(std::move(task)));
        EXPECT_EQ(pictures.size(), 2u);
        const auto entry = history().record(pictures.at(1), folder / "pictures");
        EXPECT_TRUE(entry) << entry.error().subject << ": " << entry.error().detail;
        return entry->id;
    }

    TestFolder folder;
};

} // namespace

TEST_P(KeptState, MakesTheSameBytesAgain) {
    for (std::size_t i = 0; i < tasks().size(); ++i) {
        const auto id = keep(tasks()[i]);
        const auto library = history();
        const auto kept = library.details(id);
        ASSERT_TRUE(kept) << kept.error().detail;
        const auto asked = library.withSources(kept->request);
        ASSERT_TRUE(asked) << asked.error().subject << ": " << asked.error().detail;
        EXPECT_EQ(asked->task, tasks()[i]);

        const auto again = made(*asked);
        ASSERT_EQ(again.size(), 1u);
        const auto file = image::readPictureFile(kept->entry.file);
        ASSERT_TRUE(file) << file.error().detail;
        EXPECT_TRUE(*again[0].picture == file->image) << "task " << i;
        EXPECT_EQ(toJsonText(again[0].request), toJsonText(kept->request));
        EXPECT_EQ(again[0].provenance, kept->provenance);
    }
}

// The test of the test: the picture of another state is another.
TEST_P(KeptState, IsOfThatPictureAlone) {
    const auto library = history();
    const auto first = keep(tasks()[2]);
    auto asked = library.withSources(library.details(first)->request).value();
    const auto same = made(asked).at(0).picture;
    std::get<Inpaint>(asked.task).mask = coloured(64, 64);
    EXPECT_FALSE(*made(asked).at(0).picture == *same);
}

INSTANTIATE_TEST_SUITE_P(Both, KeptState, testing::Values(Model::FourChannels, Model::NineChannels),
                         [](const auto& given) {
                             return given.param == Model::FourChannels ? "FourChannels" : "NineChannels";
                         });
