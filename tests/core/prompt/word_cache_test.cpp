#include "prompt/word_cache.h"

#include <gtest/gtest.h>

namespace latentbrush::prompt {
namespace {

TEST(WordCache, ForgetsTheLeastRecentlyUsedWord) {
    WordCache cache(2);
    cache.keep("one", {{1, 3}});
    cache.keep("two", {{2, 3}});
    EXPECT_TRUE(cache.find("one"));
    cache.keep("three", {{3, 5}});
    EXPECT_EQ(cache.size(), 2u);
    EXPECT_EQ(cache.find("one"), (std::vector<Symbol>{{1, 3}}));
    EXPECT_EQ(cache.find("two"), std::nullopt);
    EXPECT_EQ(cache.find("three"), (std::vector<Symbol>{{3, 5}}));
}

TEST(WordCache, KeepsAWordOnce) {
    WordCache cache(4);
    cache.keep("one", {{1, 3}});
    cache.keep("one", {{1, 3}});
    EXPECT_EQ(cache.size(), 1u);
}

} // namespace
} // namespace latentbrush::prompt
