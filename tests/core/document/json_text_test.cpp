#include "document/json_text.h"

#include <gtest/gtest.h>

namespace latentbrush::document {
namespace {

std::string nested(int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
}

TEST(JsonText, ReadsWhatItWrites) {
    const nlohmann::json json{{"a", {1, 2.5, nullptr, true}}, {"b", "赤い家"}};
    EXPECT_EQ(parsedJson(jsonText(json)), json);
    EXPECT_EQ(jsonText("a\xff"), "\"a\xef\xbf\xbd\"");
}

TEST(JsonText, RefusesWhatIsNoneOrTooMuch) {
    EXPECT_TRUE(parsedJson(nested(kJsonDepthLimit)));
    for (const auto& text : {nested(kJsonDepthLimit + 1), nested(1'000'000), std::string("{"), std::string(),
                             std::string("1e999"), std::string("\"a\xff\""), std::string("[1]]")})
        EXPECT_FALSE(parsedJson(text)) << text.substr(0, 40);
}

TEST(JsonText, MeasuresDepth) {
    for (const auto& [text, depth] : {std::pair("1", 0), std::pair("[]", 1), std::pair(R"({"a":[1,{}]})", 3)})
        for (int limit = 0; limit < 5; ++limit)
            EXPECT_EQ(isDeeperThan(nlohmann::json::parse(text), limit), depth > limit) << text << limit;
}

} // namespace
} // namespace latentbrush::document
