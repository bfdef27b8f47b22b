#include "ui/panels/prompt_card.h"

#include "ui/messages/languages.h"
#include "ui/panels/prompt_edit.h"

#include <QApplication>
#include <QInputMethodEvent>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

Result<int> letters(const std::string&, const std::string& text) {
    return static_cast<int>(QString::fromStdString(text).size());
}

void compose(QWidget& field, const QString& preedit, const QString& commit = {}) {
    QInputMethodEvent event(preedit, {});
    event.setCommitString(commit);
    QApplication::sendEvent(&field, &event);
}

class PromptCardTest : public testing::Test {
protected:
    PromptCardTest() : m_card(letters) {
        m_card.resize(600, 200);
        m_card.show();
        m_edit = m_card.findChildren<PromptEdit*>().first();
    }

    QString countAfterPause() {
        QTest::qWait(300); // the counter pauses 60 ms and counts on another thread
        for (const auto* label : m_card.findChildren<QLabel*>())
            if (label->text().contains(QLatin1Char('/')))
                return label->text();
        return {};
    }

    PromptCard m_card;
    PromptEdit* m_edit;
};

TEST_F(PromptCardTest, WhatIsBeingComposedIsNoPromptYet) {
    m_card.setPrompts(QStringLiteral("ab"), {});
    EXPECT_EQ(countAfterPause(), QStringLiteral("2/75"));
    QSignalSpy edited(&m_card, &PromptCard::promptEdited);
    compose(*m_edit, QStringLiteral("あかい"));
    EXPECT_TRUE(m_card.isComposing());
    EXPECT_EQ(countAfterPause(), QStringLiteral("2/75"));
    EXPECT_EQ(edited.size(), 0);
    compose(*m_edit, {}, QStringLiteral("赤い"));
    EXPECT_FALSE(m_card.isComposing());
    EXPECT_EQ(m_card.prompt(), QStringLiteral("ab赤い"));
    EXPECT_EQ(edited.size(), 1);
    EXPECT_EQ(countAfterPause(), QStringLiteral("4/75"));
}

TEST_F(PromptCardTest, ShortcutsSleepWhileComposing) {
    for (const auto key : {Qt::Key_Return, Qt::Key_Escape, Qt::Key_G}) {
        QKeyEvent asks(QEvent::ShortcutOverride, key, Qt::ControlModifier);
        asks.ignore();
        compose(*m_edit, QStringLiteral("あ"));
        QApplication::sendEvent(m_edit, &asks);
        EXPECT_TRUE(asks.isAccepted()) << key << ": an accepted override keeps the shortcut from firing";
        compose(*m_edit, {});
    }
    const auto before = m_card.prompt();
    compose(*m_edit, QStringLiteral("あ"));
    QTest::keyClick(m_edit, Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(m_card.prompt(), before) << "Ctrl+Enter writes nothing while composing";
}

TEST_F(PromptCardTest, ShowsTheBorderOfWhatTheModelReads) {
    m_card.setModel(QStringLiteral("starter"), 5);
    m_card.setPrompts(QStringLiteral("abcdefgh"), {});
    EXPECT_EQ(countAfterPause(), QStringLiteral("8/10"));
    const auto selections = m_edit->extraSelections();
    ASSERT_EQ(selections.size(), 1);
    EXPECT_EQ(selections[0].cursor.selectionStart(), 5);
    EXPECT_EQ(selections[0].cursor.selectionEnd(), 8);
    m_card.setPrompts(QStringLiteral("abc"), {});
    EXPECT_EQ(countAfterPause(), QStringLiteral("3/5"));
    EXPECT_TRUE(m_edit->extraSelections().isEmpty());
}

TEST_F(PromptCardTest, GrowsWithItsTextUpToALimit) {
    const auto low = m_edit->height();
    m_card.setPrompts(QString(400, QLatin1Char('w')).replace(QStringLiteral("wwww"), QStringLiteral("word ")),
                      {});
    QTest::qWait(20);
    const auto high = m_edit->height();
    EXPECT_GT(high, low);
    m_card.setPrompts(QStringLiteral("word ").repeated(20000), {});
    QTest::qWait(20);
    EXPECT_LE(m_edit->height(), 10 * m_edit->fontMetrics().lineSpacing());
    m_card.setPrompts(QStringLiteral("word"), {});
    QTest::qWait(20);
    EXPECT_EQ(m_edit->height(), low);
}

TEST_F(PromptCardTest, SaysWhatRunsAndHowToStopIt) {
    const auto buttons = m_card.findChildren<QPushButton*>();
    const auto button = [&](const char* text) -> const QPushButton* {
        for (const auto* each : buttons)
            if (each->text() == QString::fromLatin1(text))
                return each;
        return nullptr;
    };
    EXPECT_FALSE(button("Cancel")->isVisible());
    m_card.begin(3);
    m_card.showProgress({Progress::Stage::Denoising, 1, 7, 20, 12});
    EXPECT_TRUE(button("Cancel")->isVisible());
    EXPECT_TRUE(button("Finish this one")->isVisible());
    EXPECT_NE(button("Add to the queue"), nullptr);
    QStringList texts;
    for (const auto* label : m_card.findChildren<QLabel*>())
        texts << label->text();
    EXPECT_TRUE(texts.contains(QStringLiteral("Picture 2/3 · Step 7/20 · 0:12 left")))
        << texts.join(QLatin1Char('|')).toStdString();
    m_card.end();
    EXPECT_FALSE(button("Cancel")->isVisible());
}

TEST_F(PromptCardTest, ClosingTheNegativePromptKeepsItsText) {
    m_card.setPrompts(QStringLiteral("a"), QStringLiteral("blurry"));
    m_card.openNegative();
    m_card.closeNegative();
    EXPECT_EQ(m_card.negativePrompt(), QStringLiteral("blurry"));
}

TEST_F(PromptCardTest, PreEditTextIsUnderlinedWhateverTheInputMethodSends) {
    const auto formats = [this] { return m_edit->document()->firstBlock().layout()->formats(); };
    compose(*m_edit, QStringLiteral("ゆき"));
    ASSERT_EQ(formats().size(), 1);
    EXPECT_EQ(formats().first().length, 2);
    EXPECT_EQ(formats().first().format.underlineStyle(), QTextCharFormat::SingleUnderline);

    // What it does say is kept: here the part that is being converted.
    QTextCharFormat chosen;
    chosen.setBackground(Qt::blue);
    QInputMethodEvent event(QStringLiteral("雪の"),
                            {{QInputMethodEvent::TextFormat, 0, 1, chosen},
                             {QInputMethodEvent::TextFormat, 1, 1, QTextCharFormat()}});
    QApplication::sendEvent(m_edit, &event);
    ASSERT_EQ(formats().size(), 2);
    EXPECT_EQ(formats()[0].format.background(), QBrush(Qt::blue));
    EXPECT_FALSE(formats()[0].format.fontUnderline());
    EXPECT_EQ(formats()[1].format.underlineStyle(), QTextCharFormat::SingleUnderline);
    compose(*m_edit, QString(), QStringLiteral("雪の"));
    EXPECT_TRUE(formats().isEmpty());
    EXPECT_EQ(m_edit->toPlainText(), QStringLiteral("雪の"));
}

} // namespace
} // namespace latentbrush::ui
