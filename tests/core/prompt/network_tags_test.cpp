#include "prompt/network_tags.h"

#include <gtest/gtest.h>

namespace latentbrush::prompt {

void PrintTo(const NetworkTag& tag, std::ostream* out) {
    *out << static_cast<int>(tag.kind) << ' ' << tag.type << ' ' << tag.name << ' ' << tag.textEncoder << ' '
         << tag.unet << ' ' << tag.rank.value_or(-1) << ' ' << tag.written;
}

namespace {

using Kind = NetworkTag::Kind;

TEST(NetworkTags, HaveTheirWeightsInOrderOrByName) {
    struct Row {
        const char* written;
        NetworkTag tag;
    };
    const Row rows[] = {
        {"<lora:ink>", {Kind::Lora, "lora", "ink", 1, 1}},
        {"<lora:ink:0.8>", {Kind::Lora, "lora", "ink", .8, .8}},
        {"<lora:ink:0.8:0.5>", {Kind::Lora, "lora", "ink", .8, .5}},
        {"<lora:ink:.8:-.5:16>", {Kind::Lora, "lora", "ink", .8, -.5, 16}},
        {"<lora:ink:te=0.2>", {Kind::Lora, "lora", "ink", .2, .2}},
        {"<lora:ink:unet=0.2>", {Kind::Lora, "lora", "ink", 1, .2}},
        {"<lora:unet=0.3:ink:0.8:te=0.4:dyn=8>", {Kind::Lora, "lora", "ink", .4, .3, 8}},
        {"<lora:my style v1.2: 0.7 >", {Kind::Lora, "lora", "my style v1.2", .7, .7}},
        {"<lora:墨絵:1>", {Kind::Lora, "lora", "墨絵", 1, 1}},
        {"<lyco:ink:0.5>", {Kind::Lora, "lyco", "ink", .5, .5}},
        {"<hypernet:old:0.7>", {Kind::Unsupported, "hypernet", "old"}},
        {"<embed:name>", {Kind::Unsupported, "embed", "name"}},
        {"<lora:ink:strong>", {Kind::Malformed, "lora", "ink"}},
        {"<lora:ink:>", {Kind::Malformed, "lora", "ink"}},
        {"<lora:ink:1:1:0>", {Kind::Malformed, "lora", "ink"}},
        {"<lora:ink:1:1:2.5>", {Kind::Malformed, "lora", "ink"}},
        {"<lora:te=1>", {Kind::Malformed, "lora", ""}},
        {"<lora::1>", {Kind::Malformed, "lora", ""}},
        {"<lora:a=b=c:0.5>", {Kind::Lora, "lora", "a=b=c", .5, .5}},
    };
    for (auto row : rows) {
        row.tag.written = row.written;
        const auto result = withoutNetworkTags("x" + std::string(row.written) + "y");
        EXPECT_EQ(result.text, "xy") << row.written;
        EXPECT_EQ(result.networks, std::vector{row.tag}) << row.written;
    }
}

TEST(NetworkTags, WhatOnlyLooksAlikeStays) {
    for (const char* text : {"a < b", "<lora>", "<lora:>", "<:ink>", "<lora:ink", "<lo ra:x>", "<lora :x>",
                             "x>", "<", "", "<é\xff:x>"}) {
        const auto result = withoutNetworkTags(text);
        EXPECT_EQ(result.text, text);
        EXPECT_TRUE(result.networks.empty()) << text;
    }
}

TEST(NetworkTags, ComeInTheOrderOfTheText) {
    const auto result = withoutNetworkTags("<<lora:a:1>, <lora:b:2> c <lora:<lora:a:3>>");
    EXPECT_EQ(result.text, "<,  c >");
    ASSERT_EQ(result.networks.size(), 3u);
    EXPECT_EQ(result.networks[0].name, "a");
    EXPECT_EQ(result.networks[1].textEncoder, 2);
    EXPECT_EQ(result.networks[2].name, "<lora");
}

} // namespace
} // namespace latentbrush::prompt
