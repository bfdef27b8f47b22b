#include "ui/jobs/token_counter.h"

#include <QSignalSpy>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

/// A token a word.
Result<int> words(const std::string&, const std::string& text) {
    return static_cast<int>(QString::fromStdString(text).split(QLatin1Char(' '), Qt::SkipEmptyParts).size());
}

struct Row {
    const char* text;
    int limit;
    int tokens;
    qsizetype border;
};

class TokenCounterMeasures : public testing::TestWithParam<Row> {};

TEST_P(TokenCounterMeasures, CountAndBorder) {
    const auto& row = GetParam();
    const auto count = TokenCounter::measure(words, "starter", QString::fromUtf8(row.text), row.limit);
    EXPECT_EQ(count, (TokenCount{row.tokens, row.limit, row.border}));
}

INSTANTIATE_TEST_SUITE_P(Texts, TokenCounterMeasures,
                         testing::Values(Row{"", 3, 0, -1}, Row{"one two three", 3, 3, -1},
                                         // The fourth word begins at 14: the space before it costs nothing.
                                         Row{"one two three four five", 3, 5, 14}, Row{"one", 0, 1, 0}));

TEST(TokenCounter, TheBorderNeverCutsALetterInHalf) {
    const auto letters = [](const std::string&, const std::string& text) -> Result<int> {
        return static_cast<int>(QString::fromStdString(text).size());
    };
    const auto text = QStringLiteral("ab\U0001F3E0");
    EXPECT_EQ(TokenCounter::measure(letters, "starter", text, 3).border, 2);
}

TEST(TokenCounter, TellsTheLatestTextsCount) {
    TokenCounter counter(words);
    TokenCount heard;
    QObject::connect(&counter, &TokenCounter::counted, &counter,
                     [&](const TokenCount& count) { heard = count; });
    QSignalSpy counted(&counter, &TokenCounter::counted);
    counter.setText(QStringLiteral("one"));
    counter.setText(QStringLiteral("one two"));
    counter.setText(QStringLiteral("one two three"));
    ASSERT_TRUE(counted.wait(10000));
    EXPECT_EQ(counted.size(), 1);
    EXPECT_EQ(heard.tokens, 3);
}

} // namespace
} // namespace latentbrush::ui
