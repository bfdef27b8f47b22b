#include "fixtures.h"

#include <gtest/gtest.h>

namespace latentbrush::prompt {
namespace {

struct BadFolder {
    const char* name;
    Files files;
    ErrorCode code;
    const char* file;   ///< the error's subject ends so
    const char* detail; ///< and its detail holds this
};

void PrintTo(const BadFolder& folder, std::ostream* out) {
    *out << folder.name;
}

class BadTokenizerFolders : public testing::TestWithParam<BadFolder> {};

TEST_P(BadTokenizerFolders, AreRefusedByName) {
    const auto& row = GetParam();
    const TokenizerFolder folder(row.files);
    const auto tokenizer = ClipTokenizer::open(folder.path());
    ASSERT_FALSE(tokenizer);
    EXPECT_EQ(nameOf(tokenizer.error().code), std::string(nameOf(row.code)));
    EXPECT_TRUE(tokenizer.error().subject.ends_with(row.file)) << tokenizer.error().subject;
    EXPECT_NE(tokenizer.error().detail.find(row.detail), std::string::npos) << tokenizer.error().detail;
}

using enum ErrorCode;
INSTANTIATE_TEST_SUITE_P(
    All, BadTokenizerFolders,
    testing::Values(
        BadFolder{"NoVocabulary", {{"vocab.json", ""}}, FileMissing, "vocab.json", ""},
        BadFolder{"NoMerges", {{"merges.txt", ""}}, FileMissing, "merges.txt", ""},
        BadFolder{
            "VocabularyCutOff", {{"vocab.json", R"({"a": 1,)"}}, FileMalformed, "vocab.json", "JSON object"},
        BadFolder{"VocabularyIsAList", {{"vocab.json", "[1]"}}, FileMalformed, "vocab.json", "JSON object"},
        BadFolder{"NegativeId",
                  {{"vocab.json", R"({"a": -1})"}},
                  FileMalformed,
                  "vocab.json",
                  "a: no whole number"},
        BadFolder{"FractionalId",
                  {{"vocab.json", R"({"a": 1.5})"}},
                  FileMalformed,
                  "vocab.json",
                  "a: no whole number"},
        BadFolder{"HugeId",
                  {{"vocab.json", R"({"a": 3000000000})"}},
                  FileMalformed,
                  "vocab.json",
                  "a: no whole number"},
        BadFolder{
            "NoMarkers", {{"vocab.json", R"({"a": 1})"}}, FileMalformed, "vocab.json", "<|startoftext|>"},
        BadFolder{"MergeOfOne", {{"merges.txt", "#\na\n"}}, FileMalformed, "merges.txt", "line 2"},
        BadFolder{
            "MergeOfThree", {{"merges.txt", "#\na b</w>\na b c\n"}}, FileMalformed, "merges.txt", "line 3"},
        BadFolder{"MergeOfNothing", {{"merges.txt", "#\n a\n"}}, FileMalformed, "merges.txt", "line 2"},
        BadFolder{"MergeOfStrangers", {{"merges.txt", "#\nx y\n"}}, FileMalformed, "", "'x' and 'y'"},
        BadFolder{"PaddingOutsideTheVocabulary",
                  {{"special_tokens_map.json", R"({"pad_token": "<pad>"})"}},
                  FileMalformed,
                  "vocab.json",
                  "<pad>"},
        BadFolder{"PaddingIsANumber",
                  {{"special_tokens_map.json", R"({"pad_token": 3})"}},
                  FileMalformed,
                  "special_tokens_map.json",
                  "pad_token"},
        BadFolder{"MarkerWithoutContent",
                  {{"tokenizer_config.json", R"({"bos_token": {}})"}},
                  FileMalformed,
                  "tokenizer_config.json",
                  "bos_token"},
        BadFolder{"TokenizerJsonIsAList",
                  {{"vocab.json", ""}, {"tokenizer.json", "[]"}},
                  FileMalformed,
                  "tokenizer.json",
                  "JSON object"},
        BadFolder{"TokenizerJsonWithoutModel",
                  {{"vocab.json", ""}, {"tokenizer.json", "{}"}},
                  FileMalformed,
                  "tokenizer.json",
                  "model"},
        BadFolder{
            "TokenizerJsonOfAnotherKind",
            {{"vocab.json", ""}, {"tokenizer.json", R"({"model": {"type": "WordPiece", "vocab": {}}})"}},
            UnsupportedModel,
            "end of word",
            "tokenizer.json"},
        BadFolder{"TokenizerJsonWithoutMerges",
                  {{"vocab.json", ""},
                   {"tokenizer.json", R"({"model": {"end_of_word_suffix": "</w>", "vocab": {}}})"}},
                  FileMalformed,
                  "tokenizer.json",
                  "merges"},
        BadFolder{"TokenizerJsonWithOneSymbolToMerge",
                  {{"vocab.json", ""},
                   {"tokenizer.json",
                    R"({"model": {"end_of_word_suffix": "</w>", "vocab": {"a": 1}, "merges": ["a"]}})"}},
                  FileMalformed,
                  "tokenizer.json",
                  "merge 0"},
        BadFolder{"NoRoomForText",
                  {{"tokenizer_config.json", R"({"model_max_length": 2})"}},
                  FileMalformed,
                  "tokenizer_config.json",
                  "model_max_length"},
        BadFolder{"LengthIsAText",
                  {{"tokenizer_config.json", R"({"model_max_length": "77"})"}},
                  FileMalformed,
                  "tokenizer_config.json",
                  "model_max_length"},
        BadFolder{"ConfigIsAText",
                  {{"tokenizer_config.json", R"("x")"}},
                  FileMalformed,
                  "tokenizer_config.json",
                  "JSON object"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(TokenizerFolders, AnUnknownLengthIsThatOfClip) {
    const TokenizerFolder folder(
        Files{{"tokenizer_config.json",
               R"({"model_max_length": 1000000000000000019884624838656, "pad_token": null})"}});
    const auto tokenizer = ClipTokenizer::open(folder.path());
    ASSERT_TRUE(tokenizer) << tokenizer.error().detail;
    EXPECT_EQ(tokenizer->length(), 77);
    EXPECT_EQ(tokenizer->padId(), tokenizer->endId());
}

/// The same vocabulary as one file, its merges as the given JSON.
Files asTokenizerJson(const std::string& merges) {
    return {{"vocab.json", ""},
            {"merges.txt", ""},
            {"tokenizer.json", R"({"added_tokens": [{"id": 900, "content": "<pad>"}], "model": {"vocab": )" +
                                   vocabJsonOf("#\na b</w>\n") +
                                   R"(, "end_of_word_suffix": "</w>", "merges": )" + merges + "}}"},
            {"tokenizer_config.json", R"({"pad_token": "<pad>"})"}};
}

TEST(TokenizerFolders, MayHoldAllInOneFile) {
    for (const auto* merges : {R"(["a b</w>"])", R"([["a", "b</w>"]])"}) {
        const TokenizerFolder folder(asTokenizerJson(merges));
        const auto tokenizer = ClipTokenizer::open(folder.path());
        ASSERT_TRUE(tokenizer) << tokenizer.error().detail;
        EXPECT_EQ(tokenizer->tokenCount("ab"), 1) << merges;
        EXPECT_EQ(tokenizer->padId(), 900);
        EXPECT_EQ(tokenizer->pieces("a<pad>").at(1).id, 900);
    }
}

TEST(TokenizerFolders, AByteThatTheVocabularyLacksIsTheUnknownMarker) {
    auto vocabulary = nlohmann::json::parse(vocabJsonOf("#\na b</w>\n"));
    vocabulary.erase("c</w>");
    const TokenizerFolder folder(Files{{"vocab.json", vocabulary.dump()}});
    const auto tokenizer = ClipTokenizer::open(folder.path());
    ASSERT_TRUE(tokenizer) << tokenizer.error().detail;
    EXPECT_EQ(tokenizer->encode("c")[1], tokenizer->endId());
}

TEST(TokenizerFolders, LinesMayEndAsOnWindows) {
    const TokenizerFolder folder(Files{{"merges.txt", "#version: 0.2\r\na b</w>\r\n"}});
    const auto tokenizer = ClipTokenizer::open(folder.path());
    ASSERT_TRUE(tokenizer) << tokenizer.error().detail;
    EXPECT_EQ(tokenizer->tokenCount("ab"), 1);
}

} // namespace
} // namespace latentbrush::prompt
