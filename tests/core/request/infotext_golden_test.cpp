#include "request/infotext.h"

#include <fstream>
#include <gtest/gtest.h>

namespace latentbrush {
namespace {

/// Each row was read by Python's regular expressions (tests/golden/make_infotext.py).
TEST(InfotextGolden, ReadsAsTheRulesDo) {
    std::ifstream file(std::string(LATENTBRUSH_GOLDEN) + "/infotext.json");
    const auto rows = nlohmann::json::parse(file);
    ASSERT_EQ(rows.size(), 400u);
    for (const auto& row : rows) {
        const auto text = row["text"].get<std::string>();
        const auto read = parseInfotext(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(read->prompt, row["prompt"]) << text;
        EXPECT_EQ(read->negativePrompt, row["negative"]) << text;
        EXPECT_EQ(nlohmann::json(read->values), row["values"]) << text;
    }
}

} // namespace
} // namespace latentbrush
