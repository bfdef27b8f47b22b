#include "options.h"

#include <gtest/gtest.h>

namespace latentbrush::trainer {
namespace {

Options parse(const std::vector<std::string>& flags) {
    std::vector<std::string> words{"latentbrush-train"};
    words.insert(words.end(), flags.begin(), flags.end());
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    return parseOptions(static_cast<int>(arguments.size()), arguments.data());
}

TEST(Options, TakesWhatIsSaid) {
    const auto options =
        parse({"--out", "o", "--from", "b", "--vae-minutes", "0", "--scenes", "12", "--seed", "9"});
    EXPECT_EQ(options.out, "o");
    EXPECT_EQ(options.from, "b");
    EXPECT_EQ(options.vaeMinutes, 0);
    EXPECT_EQ(options.scenes, 12);
    EXPECT_EQ(options.seed, 9u);
}

TEST(Options, RefusesWhatMakesNoSense) {
    const std::vector<std::vector<std::string>> rows{
        {},                                   // no output
        {"--out"},                            // no value
        {"--out", "o", "--scenes", "many"},   // no number
        {"--out", "o", "--colour", "red"},    // unknown
        {"--out", "o", "--vae-minutes", "0"}, // an untrained autoencoder
    };
    for (const auto& row : rows)
        EXPECT_THROW(parse(row), std::invalid_argument);
}

} // namespace
} // namespace latentbrush::trainer
