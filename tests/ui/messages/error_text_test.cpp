#include "ui/messages/error_text.h"
#include "ui/messages/exit_codes.h"
#include "ui/messages/languages.h"

#include <QSet>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

constexpr int kLastCode = static_cast<int>(ErrorCode::EntryNotFound);

class ErrorTexts : public testing::TestWithParam<Language> {
protected:
    ErrorTexts() { m_languages.use(GetParam()); }
    ~ErrorTexts() override { m_languages.use(Language::English); }

    LanguageSwitch m_languages;
};

TEST_P(ErrorTexts, EveryCodeSaysWhatHappenedInItsOwnWords) {
    QSet<QString> sentences;
    for (int code = 0; code <= kLastCode; ++code) {
        const auto text = errorText({static_cast<ErrorCode>(code), "/a/picture.png", ""});
        EXPECT_FALSE(text.what.isEmpty()) << code;
        EXPECT_FALSE(text.next.isEmpty()) << code;
        EXPECT_FALSE(text.what.contains(QLatin1Char('%'))) << text.what.toStdString();
        EXPECT_FALSE(sentences.contains(text.what)) << text.what.toStdString();
        sentences.insert(text.what);
    }
}

TEST_P(ErrorTexts, ASubjectIsNamedAsItIs) {
    // Also where it looks like a place for an argument.
    for (const auto code : {ErrorCode::FileMissing, ErrorCode::FileTruncated, ErrorCode::InvalidSize,
                            ErrorCode::ModelNotFound, ErrorCode::WriteFailed, ErrorCode::DatabaseDamaged})
        EXPECT_TRUE(
            errorText({code, "/a/100%1.png", ""}).sentence().contains(QStringLiteral("/a/100%1.png")));
}

INSTANTIATE_TEST_SUITE_P(Languages, ErrorTexts, testing::ValuesIn(kLanguages));

TEST(ErrorText, TheLanguagesDiffer) {
    LanguageSwitch languages;
    for (int code = 0; code <= kLastCode; ++code) {
        const Error error{static_cast<ErrorCode>(code), "x", ""};
        languages.use(Language::English);
        const auto english = errorText(error);
        languages.use(Language::Japanese);
        const auto japanese = errorText(error);
        EXPECT_NE(english.what, japanese.what) << code;
        EXPECT_NE(english.next, japanese.next) << code;
    }
    languages.use(Language::English);
}

struct ExitRow {
    ErrorCode code;
    int exit;
};

class ExitCodes : public testing::TestWithParam<ExitRow> {};

TEST_P(ExitCodes, AreWhatOtherProgramsRelyOn) {
    EXPECT_EQ(static_cast<int>(exitCodeOf(GetParam().code)), GetParam().exit);
}

INSTANTIATE_TEST_SUITE_P(
    Codes, ExitCodes,
    testing::Values(ExitRow{ErrorCode::Internal, 1}, ExitRow{ErrorCode::InvalidRequest, 2},
                    ExitRow{ErrorCode::InvalidSize, 2}, ExitRow{ErrorCode::UnknownDevice, 2},
                    ExitRow{ErrorCode::UnsupportedCombination, 2}, ExitRow{ErrorCode::FileMissing, 3},
                    ExitRow{ErrorCode::FileUnreadable, 3}, ExitRow{ErrorCode::FileTruncated, 3},
                    ExitRow{ErrorCode::FileMalformed, 3}, ExitRow{ErrorCode::FileTooLarge, 3},
                    ExitRow{ErrorCode::UnsupportedFormat, 3}, ExitRow{ErrorCode::NewerFormat, 3},
                    ExitRow{ErrorCode::HashMismatch, 3}, ExitRow{ErrorCode::AlreadyOpen, 3},
                    ExitRow{ErrorCode::ShapeMismatch, 3}, ExitRow{ErrorCode::TensorMissing, 3},
                    ExitRow{ErrorCode::UnsupportedModel, 3}, ExitRow{ErrorCode::NoModelOfItsOwn, 3},
                    ExitRow{ErrorCode::AddOnNotFound, 3}, ExitRow{ErrorCode::AddOnMisfit, 3},
                    ExitRow{ErrorCode::ModelNotFound, 3}, ExitRow{ErrorCode::ConsentNeeded, 3},
                    ExitRow{ErrorCode::OutOfMemory, 4}, ExitRow{ErrorCode::Cancelled, 5},
                    ExitRow{ErrorCode::FileExists, 6}, ExitRow{ErrorCode::WriteFailed, 6},
                    ExitRow{ErrorCode::DiskFull, 6}));

} // namespace
} // namespace latentbrush::ui
