#include "ui/messages/languages.h"
#include "ui/messages/task_text.h"

#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

struct Row {
    double seconds;
    const char* text;
};

class TimeTexts : public testing::TestWithParam<Row> {};

TEST_P(TimeTexts, AreMinutesAndSeconds) {
    EXPECT_EQ(timeText(GetParam().seconds), QString::fromLatin1(GetParam().text));
}

// Rounded up: "0:00 left" would be done.
INSTANTIATE_TEST_SUITE_P(Times, TimeTexts,
                         testing::Values(Row{0, "0:00"}, Row{0.2, "0:01"}, Row{12, "0:12"}, Row{59.5, "1:00"},
                                         Row{125, "2:05"}, Row{3600, "1:00:00"}, Row{3725, "1:02:05"},
                                         Row{-1, "0:00"}));

TEST(TaskText, CountsInBothLanguages) {
    LanguageSwitch languages;
    GenerationRequest request;
    languages.use(Language::English);
    EXPECT_EQ(taskText(request), QStringLiteral("New picture"));
    request.count = 4;
    EXPECT_EQ(taskText(request), QStringLiteral("4 new pictures"));
    languages.use(Language::Japanese);
    EXPECT_EQ(taskText(request), QStringLiteral("新しい画像 4 枚"));
    languages.use(Language::English);
}

TEST(TaskText, SaysWhatBecomesOfAPicture) {
    GenerationRequest request;
    request.task = ImageToImage();
    EXPECT_EQ(taskText(request), QStringLiteral("Change the whole picture"));
    request.task = Inpaint();
    EXPECT_EQ(taskText(request), QStringLiteral("Fill the mask"));
    EXPECT_EQ(extendText(1), QStringLiteral("Extend the picture"));
}

TEST(TaskText, CountsCandidates) {
    LanguageSwitch languages;
    languages.use(Language::English);
    GenerationRequest request;
    request.count = 4;
    request.task = ImageToImage();
    EXPECT_TRUE(taskText(request).startsWith(QStringLiteral("Change the whole picture, 4 candidate")));
    request.task = Inpaint();
    EXPECT_TRUE(taskText(request).startsWith(QStringLiteral("Fill the mask, 4 candidate")));
    EXPECT_TRUE(extendText(2).startsWith(QStringLiteral("Extend the picture, 2 candidate")));
}

} // namespace
} // namespace latentbrush::ui
