#include "fixtures.h"

#include <fstream>

namespace latentbrush::library {
namespace {

namespace fs = std::filesystem;

PictureReference picture(std::uint8_t grey, int channels = 3) {
    image::Image image{5, 4, channels, std::vector<std::uint8_t>(5u * 4u * channels, grey)};
    return referenceTo(std::make_shared<const image::Image>(std::move(image)));
}

class Sources : public LibraryTest {
protected:
    Entry recordTask(Task task) {
        auto finished = finishedImage("a red house", ++m_seed);
        finished.request.task = std::move(task);
        auto entry = library.record(finished, pictures());
        EXPECT_TRUE(entry) << (entry ? "" : entry.error().detail);
        return entry.value_or(Entry{});
    }
    fs::path store() const { return file().parent_path() / "sources"; }
    std::vector<fs::path> files() const {
        std::vector<fs::path> found;
        if (fs::exists(store()))
            for (const auto& entry : fs::recursive_directory_iterator(store()))
                if (entry.is_regular_file())
                    found.push_back(entry.path());
        return found;
    }
    void deleteForGood(const Entry& entry) {
        const std::vector ids{entry.id};
        ASSERT_TRUE(library.moveToBin(ids));
        ASSERT_TRUE(library.emptyBin());
    }

private:
    std::uint64_t m_seed = 0;
};

TEST_F(Sources, EachPictureIsKeptOnceAndFoundByItsPixels) {
    const auto init = picture(10, 4);
    const auto mask = picture(255);
    recordTask(Inpaint{init, mask});
    recordTask(ImageToImage{init});
    recordTask(Inpaint{mask, mask});
    EXPECT_EQ(files().size(), 2u);
    for (const auto& wanted : {init, mask}) {
        const auto found = library.source(wanted.hash);
        ASSERT_TRUE(found && *found);
        EXPECT_EQ(**found, *wanted.picture);
    }
}

// What the person painted from may be overwritten the minute after: the history makes it again all the same.
TEST_F(Sources, AnEntrysRequestGetsItsPicturesBack) {
    const auto entry = recordTask(Inpaint{picture(10), picture(255), 0.5});
    const auto details = library.details(entry.id);
    ASSERT_TRUE(details);
    EXPECT_FALSE(std::get<Inpaint>(details->request.task).init.picture);
    const auto again = library.withSources(details->request);
    ASSERT_TRUE(again) << again.error().subject;
    EXPECT_EQ(toJsonText(*again), toJsonText(details->request));
    const auto& task = std::get<Inpaint>(again->task);
    EXPECT_EQ(*task.init.picture, *picture(10).picture);
    EXPECT_EQ(*task.mask.picture, *picture(255).picture);
}

TEST_F(Sources, ARequestWithoutPicturesIsAsItWas) {
    const auto entry = recordTask(TextToImage{});
    const auto details = library.details(entry.id);
    ASSERT_TRUE(details);
    EXPECT_EQ(library.withSources(details->request), details->request);
}

TEST_F(Sources, AnEntrySaysWhetherItHasSome) {
    const std::vector entries{recordTask(TextToImage{}), recordTask(ImageToImage{picture(10)}),
                              recordTask(Inpaint{picture(10), picture(255)})};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        EXPECT_EQ(entries[i].fromPicture, i > 0);
        EXPECT_EQ(library.details(entries[i].id)->entry, entries[i]);
    }
    EXPECT_EQ(all(), (std::vector{entries[2], entries[1], entries[0]}));
}

TEST_F(Sources, ARequestIsRefusedWithoutEachOfItsPictures) {
    const auto entry = recordTask(Inpaint{picture(10), picture(255)});
    const auto request = library.details(entry.id)->request;
    for (const auto& path : files()) {
        const auto before = readWhole(path).value();
        std::ofstream(path) << "no picture";
        EXPECT_EQ(library.withSources(request).error().code, ErrorCode::HashMismatch);
        fs::remove(path);
        EXPECT_EQ(library.withSources(request).error().code, ErrorCode::FileMissing);
        ASSERT_TRUE(writeWhole(path, before, IfExists::Fail));
        EXPECT_TRUE(library.withSources(request));
    }
}

TEST_F(Sources, WhatIsNotThereIsNull) {
    recordTask(TextToImage{});
    recordTask(ImageToImage{{nullptr, picture(1).hash, "gone.png"}});
    EXPECT_TRUE(files().empty());
    for (const auto& hash : {picture(1).hash, std::string("../../etc/passwd"), std::string()})
        EXPECT_EQ(library.source(hash), image::Picture()) << hash;
}

TEST_F(Sources, GoWithTheLastEntryThatNeedsThem) {
    const auto first = recordTask(Inpaint{picture(10), picture(255)});
    const auto second = recordTask(ImageToImage{picture(10)});
    const std::vector ids{first.id};
    ASSERT_TRUE(library.moveToBin(ids));
    EXPECT_EQ(files().size(), 2u) << "from the bin it may come back";
    ASSERT_TRUE(library.emptyBin());
    EXPECT_EQ(files().size(), 1u);
    EXPECT_NE(library.source(picture(10).hash), image::Picture());
    EXPECT_EQ(library.source(picture(255).hash), image::Picture());
    deleteForGood(second);
    EXPECT_TRUE(files().empty());
}

TEST_F(Sources, ADamagedFileIsAnErrorAndIsMadeAgainByTheNextEntry) {
    recordTask(ImageToImage{picture(10)});
    std::ofstream(files().at(0)) << "no picture";
    EXPECT_EQ(library.source(picture(10).hash).error().code, ErrorCode::HashMismatch);
    fs::remove(files().at(0));
    EXPECT_EQ(library.source(picture(10).hash), image::Picture());
    recordTask(ImageToImage{picture(10)});
    EXPECT_NE(library.source(picture(10).hash), image::Picture());
}

TEST_F(Sources, WithoutAPlaceForThemThereIsNoEntry) {
    std::ofstream(store()) << "a file in its place";
    auto finished = finishedImage("a red house");
    finished.request.task = ImageToImage{picture(10)};
    EXPECT_FALSE(library.record(finished, pictures()));
    EXPECT_TRUE(all().empty());
}

} // namespace
} // namespace latentbrush::library
