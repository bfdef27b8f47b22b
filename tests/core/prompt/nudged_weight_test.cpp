#include "prompt/nudged_weight.h"

#include <gtest/gtest.h>

namespace latentbrush::prompt {

namespace {

struct Marked {
    std::u16string text;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The text without its marks: ¦ is the cursor, ⟦ and ⟧ are a selection.
Marked unmarked(std::u16string_view marked) {
    Marked result;
    for (const auto character : marked) {
        if (character == u'¦' || character == u'⟦')
            result.begin = result.end = result.text.size();
        else if (character == u'⟧')
            result.end = result.text.size();
        else
            result.text.push_back(character);
    }
    return result;
}

std::u16string marked(Marked text) {
    if (text.begin == text.end)
        return text.text.insert(text.begin, u"¦");
    text.text.insert(text.end, u"⟧");
    return text.text.insert(text.begin, u"⟦");
}

/// As it is when there is nothing to weigh.
std::u16string nudged(std::u16string_view before, Nudge nudge) {
    auto [text, begin, end] = unmarked(before);
    const auto change = nudgedWeight(text, begin, end, nudge);
    if (!change)
        return std::u16string(before);
    text.replace(change->begin, change->end - change->begin, change->replacement);
    return marked({text, change->selectionBegin, change->selectionEnd});
}

std::string utf8(std::u16string_view text) {
    std::string bytes;
    for (const auto character : text) {
        const auto code = static_cast<unsigned>(character);
        if (code < 0x80) {
            bytes.push_back(static_cast<char>(code));
        } else if (code < 0x800) {
            bytes.push_back(static_cast<char>(0xC0 | code >> 6));
            bytes.push_back(static_cast<char>(0x80 | (code & 0x3F)));
        } else {
            bytes.push_back(static_cast<char>(0xE0 | code >> 12));
            bytes.push_back(static_cast<char>(0x80 | (code >> 6 & 0x3F)));
            bytes.push_back(static_cast<char>(0x80 | (code & 0x3F)));
        }
    }
    return bytes;
}

struct Row {
    const char16_t* before;
    const char16_t* up;
    const char16_t* down;
};

void check(std::initializer_list<Row> rows) {
    for (const auto& row : rows) {
        EXPECT_EQ(utf8(nudged(row.before, Nudge::Up)), utf8(row.up)) << utf8(row.before) << " up";
        EXPECT_EQ(utf8(nudged(row.before, Nudge::Down)), utf8(row.down)) << utf8(row.before) << " down";
    }
}

TEST(NudgedWeight, OfTheWordAtTheCursor) {
    check({
        {u"a re¦d house", u"a (⟦red⟧:1.1) house", u"a (⟦red⟧:0.9) house"},
        {u"¦red", u"(⟦red⟧:1.1)", u"(⟦red⟧:0.9)"},
        {u"red¦, blue", u"(⟦red⟧:1.1), blue", u"(⟦red⟧:0.9), blue"},
        {u"rim-li¦ght", u"(⟦rim-light⟧:1.1)", u"(⟦rim-light⟧:0.9)"},
        {u"[re¦d]", u"[(⟦red⟧:1.1)]", u"[(⟦red⟧:0.9)]"},
        {u"foo \\(ba¦r\\)", u"foo \\((⟦bar⟧:1.1)\\)", u"foo \\((⟦bar⟧:0.9)\\)"},
        {u"(a) b¦ (c)", u"(a) (⟦b⟧:1.1) (c)", u"(a) (⟦b⟧:0.9) (c)"},
        {u"(unclosed r¦ed", u"(unclosed (⟦red⟧:1.1)", u"(unclosed (⟦red⟧:0.9)"},
        {u"a, ¦ ,b", u"a, ¦ ,b", u"a, ¦ ,b"},
        {u"¦", u"¦", u"¦"},
    });
}

TEST(NudgedWeight, OfJapaneseTextUpToItsPunctuation) {
    check({
        {u"赤い¦家、雪", u"(⟦赤い家⟧:1.1)、雪", u"(⟦赤い家⟧:0.9)、雪"},
        {u"赤い家、¦雪", u"赤い家、(⟦雪⟧:1.1)", u"赤い家、(⟦雪⟧:0.9)"},
        {u"夜　雪¦原　家", u"夜　(⟦雪原⟧:1.1)　家", u"夜　(⟦雪原⟧:0.9)　家"},
        {u"赤い⟦家⟧の庭", u"赤い(⟦家⟧:1.1)の庭", u"赤い(⟦家⟧:0.9)の庭"},
        {u"(赤い¦家:１.３)", u"(⟦赤い家⟧:1.4)", u"(⟦赤い家⟧:1.2)"},
        {u"レオナルド・ダ¦・ヴィンチ", u"(⟦レオナルド・ダ・ヴィンチ⟧:1.1)",
         u"(⟦レオナルド・ダ・ヴィンチ⟧:0.9)"},
    });
}

TEST(NudgedWeight, OfTheSelection) {
    check({
        {u"a ⟦red house⟧, b", u"a (⟦red house⟧:1.1), b", u"a (⟦red house⟧:0.9), b"},
        {u"a⟦ red ⟧b", u"a (⟦red⟧:1.1) b", u"a (⟦red⟧:0.9) b"},
        {u"⟦a (b:1.2) c⟧", u"(⟦a (b:1.2) c⟧:1.1)", u"(⟦a (b:1.2) c⟧:0.9)"},
        {u"⟦(b:1.2)⟧", u"(⟦b⟧:1.3)", u"(⟦b⟧:1.1)"},
        {u"(⟦b⟧:1.2)", u"(⟦b⟧:1.3)", u"(⟦b⟧:1.1)"},
        {u"(a ⟦b⟧:1.2)", u"(a (⟦b⟧:1.1):1.2)", u"(a (⟦b⟧:0.9):1.2)"},
        {u"(a ⟦b) c⟧", u"(a ⟦b) c⟧", u"(a ⟦b) c⟧"},
        {u"a⟦  ⟧b", u"a⟦  ⟧b", u"a⟦  ⟧b"},
    });
}

TEST(NudgedWeight, OfTheBracketsAroundTheCursor) {
    check({
        {u"(red ho¦use:1.2) b", u"(⟦red house⟧:1.3) b", u"(⟦red house⟧:1.1) b"},
        {u"(red:1.¦2)", u"(⟦red⟧:1.3)", u"(⟦red⟧:1.1)"},
        {u"(re¦d)", u"(⟦red⟧:1.2)", u"⟦red⟧"},
        {u"(re¦d:0.9)", u"⟦red⟧", u"(⟦red⟧:0.8)"},
        {u"(re¦d:1.1)", u"(⟦red⟧:1.2)", u"⟦red⟧"},
        {u"((re¦d:1.2) house:1.5)", u"((⟦red⟧:1.3) house:1.5)", u"((⟦red⟧:1.1) house:1.5)"},
        {u"((red:1.2) ho¦use:1.5)", u"(⟦(red:1.2) house⟧:1.6)", u"(⟦(red:1.2) house⟧:1.4)"},
        {u"(a\\)b¦:1.2)", u"(⟦a\\)b⟧:1.3)", u"(⟦a\\)b⟧:1.1)"},
        {u"(a:¦b)", u"(⟦a:b⟧:1.2)", u"⟦a:b⟧"},
        {u"(re¦d:0.1)", u"(⟦red⟧:0.2)", u"(⟦red⟧:0.0)"},
        {u"(re¦d:0)", u"(⟦red⟧:0.1)", u"(⟦red⟧:-0.1)"},
        {u"(re¦d: 1.234 )", u"(⟦red⟧:1.334)", u"(⟦red⟧:1.134)"},
        {u"(re¦d:1.9)", u"(⟦red⟧:2.0)", u"(⟦red⟧:1.8)"},
        {u"(¦)", u"(¦:1.2)", u"¦"},
    });
}

TEST(NudgedWeight, OfNetworksIsTheLastNumber) {
    check({
        {u"a <lora:i¦nk:0.8>", u"a <lora:i¦nk:0.85>", u"a <lora:i¦nk:0.75>"},
        {u"<lora:ink:0.8:0.5¦>", u"<lora:ink:0.8:0.55¦>", u"<lora:ink:0.8:0.45¦>"},
        {u"<lora:ink:0.9¦5>", u"<lora:ink:1.0¦>", u"<lora:ink:0.9¦>"},
        {u"<lora:i¦nk:te=1:unet=0.5>", u"<lora:i¦nk:te=1:unet=0.55>", u"<lora:i¦nk:te=1:unet=0.45>"},
        {u"<lora:in¦k>", u"<lora:in¦k:1.05>", u"<lora:in¦k:0.95>"},
        {u"<lora:2¦>", u"<lora:2¦:1.05>", u"<lora:2¦:0.95>"},
        {u"⟦<lora:ink:0.8>⟧", u"⟦<lora:ink:0.85>⟧", u"⟦<lora:ink:0.75>⟧"},
        {u"(<lora:i¦nk:0.8>)", u"(<lora:i¦nk:0.85>)", u"(<lora:i¦nk:0.75>)"},
        {u"<lora:i¦nk:strong>", u"<lora:i¦nk:strong>", u"<lora:i¦nk:strong>"},
        {u"<lora:ink:0.8>¦a", u"<lora:ink:0.8>(⟦a⟧:1.1)", u"<lora:ink:0.8>(⟦a⟧:0.9)"},
        {u"1 < 2 re¦d: >", u"1 < 2 (⟦red⟧:1.1): >", u"1 < 2 (⟦red⟧:0.9): >"},
    });
}

TEST(NudgedWeight, UpAndDownIsWhereItBegan) {
    for (const auto* start : {u"(⟦red⟧:0.7)", u"⟦red⟧, b", u"(⟦a⟧:1.25)"}) {
        std::u16string text = start;
        for (int i = 0; i < 30; ++i)
            text = nudged(text, Nudge::Up);
        for (int i = 0; i < 30; ++i)
            text = nudged(text, Nudge::Down);
        EXPECT_EQ(utf8(text), utf8(start));
    }
}

} // namespace
} // namespace latentbrush::prompt
