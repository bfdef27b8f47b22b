#include "vocabulary.h"

#include "picturebook/captions.h"

#include <gtest/gtest.h>

namespace latentbrush::trainer {
namespace {

using picturebook::Dice;
using picturebook::Language;

Vocabulary learned() {
    std::vector<std::string> words;
    for (const auto language : picturebook::kLanguages)
        for (auto& word : picturebook::lexicon(language))
            words.push_back(word);
    return Vocabulary::learn(words);
}

TEST(Vocabulary, IsLaidOutAsClips) {
    const auto vocabulary = learned();
    const auto ids = vocabulary.ids();
    EXPECT_EQ(ids.at("!"), 0);
    EXPECT_EQ(ids.at("!</w>"), 256);
    EXPECT_EQ(vocabulary.endId(), vocabulary.size() - 1);
    EXPECT_EQ(ids.at("<|endoftext|>"), vocabulary.endId());
    EXPECT_EQ(static_cast<int>(ids.size()), vocabulary.size());
}

TEST(Vocabulary, MakesEachEnglishWordOneToken) {
    const auto vocabulary = learned();
    for (const auto& word : {"house", "red", "balloon", "snowy"})
        EXPECT_EQ(vocabulary.encode(word)[2], vocabulary.endId()) << word;
}

TEST(Vocabulary, MakesEachJapaneseMorphemeOneTokenInsideOfARun) {
    const auto vocabulary = learned();
    // 夜 + の + 雪原 + に + 立つ + 赤い + 家, without a space anywhere
    EXPECT_EQ(vocabulary.encode("夜の雪原に立つ赤い家")[8], vocabulary.endId());
}

TEST(Vocabulary, NoCaptionOfThePictureBookIsCut) {
    const auto vocabulary = learned();
    Dice dice(3);
    for (int i = 0; i < 2000; ++i) {
        const auto scene = picturebook::randomScene(dice, picturebook::Split::Training);
        for (const auto language : picturebook::kLanguages) {
            const auto caption = picturebook::caption(scene, language, dice);
            const auto ids = vocabulary.encode(caption);
            ASSERT_EQ(ids.size(), 77u);
            EXPECT_EQ(ids.front(), vocabulary.beginId());
            EXPECT_EQ(ids.back(), vocabulary.endId());
            EXPECT_EQ(ids[40], vocabulary.endId()) << caption << " leaves no room";
        }
    }
}

TEST(Vocabulary, SurvivesItsFile) {
    const auto vocabulary = learned();
    const auto again = Vocabulary::fromMerges(vocabulary.mergesText());
    EXPECT_EQ(again.ids(), vocabulary.ids());
    EXPECT_EQ(again.encode("a blue car, 夕焼けの砂浜"), vocabulary.encode("a blue car, 夕焼けの砂浜"));
}

} // namespace
} // namespace latentbrush::trainer
