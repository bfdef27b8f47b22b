#include "fixtures.h"

#include "library/source_pictures.h"

#include <fstream>

namespace latentbrush::library {
namespace {

namespace fs = std::filesystem;

PictureReference picture(std::uint8_t grey, int channels = 3) {
    image::Image image{5, 4, channels, std::vector<std::uint8_t>(5u * 4u * channels, grey)};
    return referenceTo(std::make_shared<const image::Image>(std::move(image)));
}

std::size_t filesBelow(const fs::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        count += entry.is_regular_file() ? 1 : 0;
    return count;
}

class Sources : public testing::Test {
protected:
    TemporaryFolder folder;
    SourcePictures sources{folder.path() / "sources"};
};

TEST_F(Sources, KeepEachPictureOnceAndFindItByItsHash) {
    const auto init = picture(10, 4);
    const auto mask = picture(255);
    ASSERT_TRUE(sources.keep(Inpaint{init, mask}));
    ASSERT_TRUE(sources.keep(ImageToImage{init}));
    EXPECT_EQ(filesBelow(folder.path() / "sources"), 2u);
    for (const auto& wanted : {init, mask}) {
        const auto found = sources.find(wanted.hash);
        ASSERT_TRUE(found && *found);
        EXPECT_EQ(**found, *wanted.picture);
    }
}

TEST_F(Sources, WhatIsNotThereIsNull) {
    ASSERT_TRUE(sources.keep(TextToImage{}));
    ASSERT_TRUE(sources.keep(ImageToImage{{nullptr, picture(1).hash, "gone.png"}}));
    EXPECT_FALSE(fs::exists(folder.path() / "sources"));
    for (const auto& hash : {picture(1).hash, std::string("../../etc/passwd"), std::string()})
        EXPECT_EQ(sources.find(hash), image::Picture()) << hash;
}

TEST_F(Sources, DamageIsAnErrorAndAnotherPictureIsNotTaken) {
    const auto init = picture(10);
    ASSERT_TRUE(sources.keep(ImageToImage{init}));
    const auto file = folder.path() / "sources" / init.hash.substr(0, 2) / (init.hash + ".png");
    ASSERT_TRUE(image::writePng(file, *picture(11).picture, {}, IfExists::Replace));
    EXPECT_EQ(resolved({nullptr, init.hash, ""}, sources.resolver()).error().code, ErrorCode::HashMismatch);
    std::ofstream(file) << "no picture";
    EXPECT_EQ(sources.find(init.hash).error().code, ErrorCode::UnsupportedFormat);
}

TEST_F(Sources, AFolderThatCannotBeWrittenSaysSo) {
    std::ofstream(folder.path() / "sources") << "a file in its place";
    EXPECT_FALSE(sources.keep(ImageToImage{picture(10)}));
}

using RecordingFromPictures = LibraryTest;

// What the person painted from may be overwritten the minute after: the history makes it again all the same.
TEST_F(RecordingFromPictures, AnEntryBringsItsPicturesBack) {
    auto finished = finishedImage("a red house", 3);
    finished.request.task = Inpaint{picture(10), picture(255), 0.5};
    const auto entry = library.record(finished, pictures());
    ASSERT_TRUE(entry) << entry.error().detail;
    const auto details = library.details(entry->id);
    ASSERT_TRUE(details);
    const auto again = requestFromJson(toJson(details->request), library.sources().resolver());
    ASSERT_TRUE(again) << again.error().subject;
    EXPECT_EQ(*again, finished.request);
    const auto& task = std::get<Inpaint>(again->task);
    EXPECT_EQ(*task.init.picture, *picture(10).picture);
    EXPECT_EQ(*task.mask.picture, *picture(255).picture);
}

} // namespace
} // namespace latentbrush::library
