#include "document/spill_file.h"

#include "../base/temporary_folder.h"
#include "file_size_limit.h"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace latentbrush::document {
namespace {

using Pieces = std::vector<std::shared_ptr<const SpillFile::Piece>>;

std::shared_ptr<const SpillFile::Piece> written(SpillFile& file, const std::string& text) {
    const auto owner = std::make_shared<const std::string>(text);
    const std::string_view all(*owner);
    const auto third = text.size() / 3;
    return file.write({{owner, all.substr(0, third)}, {}, {owner, all.substr(third)}});
}

std::string textOf(const SpillFile::Piece& piece) {
    std::string text(static_cast<std::size_t>(piece.bytes()), '\0');
    EXPECT_TRUE(piece.read(0, text.data(), text.size()));
    return text;
}

TEST(SpillFile, GivesBackWhatWasWritten) {
    TemporaryFolder folder;
    const auto file = SpillFile::in(folder.path(), 0);
    Pieces pieces;
    const std::string texts[] = {"a", std::string(5000, 'b'), "", std::string(100'000, 'c')};
    for (const auto& text : texts)
        pieces.push_back(written(*file, text));
    pieces.erase(pieces.begin() + 1); // its room is no one's business
    for (const bool onDisk : {false, true}) {
        if (onDisk)
            file->settle();
        for (int i = 0; const auto* text : {&texts[0], &texts[2], &texts[3]})
            EXPECT_EQ(textOf(*pieces[i++]), *text) << onDisk;
    }
    std::string middle(40'000, ' '); // over the seam of two parts
    EXPECT_TRUE(pieces[2]->read(20'000, middle.data(), middle.size()));
    EXPECT_EQ(middle, std::string(40'000, 'c'));
    char byte = 0;
    EXPECT_FALSE(pieces[0]->read(1, &byte, 1));
    EXPECT_FALSE(pieces[0]->read(~std::uintmax_t(0), &byte, 1));
    EXPECT_EQ(folder.entries(), 0) << "it has no name";
}

TEST(SpillFile, GoesOnWhenAllPiecesAreGone) {
    TemporaryFolder folder;
    const auto file = SpillFile::in(folder.path(), 0);
    for (int round = 0; round < 3; ++round) {
        const auto text = std::string(9000, static_cast<char>('a' + round));
        EXPECT_EQ(textOf(*written(*file, text)), text);
    }
}

TEST(SpillFile, HoldsWhatItTookNoLongerThanTheDiskNeeds) {
    TemporaryFolder folder;
    const auto file = SpillFile::in(folder.path(), 0);
    const auto owner = std::make_shared<const std::string>(100'000, 'a');
    const auto piece = file->write({{owner, *owner}});
    file->settle();
    EXPECT_EQ(owner.use_count(), 1);
    EXPECT_EQ(textOf(*piece), *owner);
}

TEST(SpillFile, PiecesOutliveWhoeverMadeThem) {
    TemporaryFolder folder;
    const auto piece = written(*SpillFile::in(folder.path(), 0), "kept");
    EXPECT_EQ(textOf(*piece), "kept");
}

TEST(SpillFile, NoRoomIsNoPieceAndSpoilsNothing) {
    TemporaryFolder folder;
    EXPECT_EQ(written(*SpillFile::in(folder.path(), ~std::uintmax_t(0)), "a"), nullptr);
    EXPECT_EQ(written(*SpillFile::in(folder / "missing", 0), "a"), nullptr);
}

TEST(SpillFile, LosesNothingThatTheDiskRefuses) {
    TemporaryFolder folder;
    const auto file = SpillFile::in(folder.path(), 0);
    const auto before = written(*file, "before");
    auto refused = [&] {
        const FileSizeLimit tight(10'000);
        auto piece = written(*file, std::string(50'000, 'x'));
        file->settle();
        return piece;
    }();
    EXPECT_EQ(textOf(*refused), std::string(50'000, 'x')) << "it stays in memory";
    EXPECT_EQ(written(*file, "more"), nullptr) << "which is what no more is taken for";
    refused = nullptr;
    const auto after = written(*file, std::string(50'000, 'y'));
    file->settle();
    EXPECT_EQ(textOf(*before), "before");
    EXPECT_EQ(textOf(*after), std::string(50'000, 'y'));
}

TEST(SpillFile, ServesManyThreads) {
    TemporaryFolder folder;
    const auto file = SpillFile::in(folder.path(), 0);
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int number = 0; number < 4; ++number)
        threads.emplace_back([&, number] {
            for (int round = 0; round < 50; ++round) {
                const std::string text(5000 + 100 * number, static_cast<char>(number * 50 + round));
                const auto piece = written(*file, text);
                wrong += !piece || textOf(*piece) != text;
            }
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(wrong, 0);
}

} // namespace
} // namespace latentbrush::document
