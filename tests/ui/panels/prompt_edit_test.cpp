#include "ui/panels/prompt_edit.h"

#include <QApplication>
#include <QInputMethodEvent>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

class PromptEditTest : public testing::Test {
protected:
    PromptEditTest() : m_edit(1, 8) {
        m_edit.resize(400, 100);
        m_edit.show();
    }

    void begin(const QString& text, int position, int anchor = -1) {
        m_edit.setPlainText(text);
        auto cursor = m_edit.textCursor();
        cursor.setPosition(anchor < 0 ? position : anchor);
        cursor.setPosition(position, QTextCursor::KeepAnchor);
        m_edit.setTextCursor(cursor);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier) {
        QTest::keyClick(&m_edit, key, modifiers);
    }
    std::string text() const { return m_edit.toPlainText().toStdString(); }
    std::string selected() const { return m_edit.textCursor().selectedText().toStdString(); }

    PromptEdit m_edit;
};

TEST_F(PromptEditTest, CtrlUpAndDownWeighTheWordAtTheCursor) {
    QSignalSpy edited(&m_edit, &PromptEdit::textEdited);
    begin(QStringLiteral("a red house"), 4);
    edited.clear();
    press(Qt::Key_Up);
    EXPECT_EQ(text(), "a (red:1.1) house");
    EXPECT_EQ(selected(), "red");
    ASSERT_EQ(edited.size(), 1);
    EXPECT_EQ(edited.first().first().toString().toStdString(), text());
    press(Qt::Key_Up, Qt::ControlModifier | Qt::KeypadModifier);
    EXPECT_EQ(text(), "a (red:1.2) house");
    for (int i = 0; i < 3; ++i)
        press(Qt::Key_Down);
    EXPECT_EQ(text(), "a (red:0.9) house");
    EXPECT_EQ(selected(), "red");
}

TEST_F(PromptEditTest, EachPressIsUndoneAlone) {
    begin(QStringLiteral("a red house"), 4);
    press(Qt::Key_Up);
    press(Qt::Key_Up);
    m_edit.undo();
    EXPECT_EQ(text(), "a (red:1.1) house");
    m_edit.undo();
    EXPECT_EQ(text(), "a red house");
    m_edit.redo();
    EXPECT_EQ(text(), "a (red:1.1) house");
}

TEST_F(PromptEditTest, WeighsASelectionOverLinesInEitherDirection) {
    begin(QStringLiteral("red\nhouse, b"), 9, 0);
    press(Qt::Key_Down);
    EXPECT_EQ(text(), "(red\nhouse:0.9), b");
    begin(QStringLiteral("red\nhouse, b"), 0, 9);
    press(Qt::Key_Down);
    EXPECT_EQ(text(), "(red\nhouse:0.9), b");
}

TEST_F(PromptEditTest, CountsCharactersBeyondThePlaneAsTheFieldDoes) {
    begin(QStringLiteral("😀 赤い家、雪"), 5);
    press(Qt::Key_Up);
    EXPECT_EQ(text(), "😀 (赤い家:1.1)、雪");
    EXPECT_EQ(selected(), "赤い家");
}

TEST_F(PromptEditTest, TheCursorStaysInATag) {
    begin(QStringLiteral("<lora:ink:1>"), 7);
    press(Qt::Key_Up);
    press(Qt::Key_Up);
    EXPECT_EQ(text(), "<lora:ink:1.1>");
    EXPECT_EQ(m_edit.textCursor().position(), 7);
    EXPECT_FALSE(m_edit.textCursor().hasSelection());
}

TEST_F(PromptEditTest, ChangesNothingWhereThatIsNotAsked) {
    begin(QStringLiteral("a, , b"), 3);
    press(Qt::Key_Up);
    EXPECT_EQ(text(), "a, , b") << "no word";
    EXPECT_FALSE(m_edit.document()->isUndoAvailable());
    begin(QStringLiteral("red"), 1);
    press(Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    press(Qt::Key_Up, Qt::NoModifier);
    EXPECT_EQ(text(), "red") << "other keys";
    m_edit.setReadOnly(true);
    press(Qt::Key_Up);
    EXPECT_EQ(text(), "red") << "read only";
    m_edit.setReadOnly(false);
    QInputMethodEvent composing(QStringLiteral("あ"), {});
    QApplication::sendEvent(&m_edit, &composing);
    press(Qt::Key_Up);
    EXPECT_EQ(text(), "red") << "half a word";
}

TEST(PromptEdit, AWordIsWrittenWithCommasToWhatStandsThere) {
    struct Row {
        const char* text;
        int cursor;
        const char* expected;
    };
    const Row rows[] = {{"", 0, "sky"},
                        {"a house", 7, "a house, sky"},
                        {"a house,", 8, "a house, sky"},
                        {"a house, ", 9, "a house, sky"},
                        {"a house", 0, "sky, a house"},
                        {"a house, snow", 7, "a house, sky, snow"}};
    for (const auto& row : rows) {
        PromptEdit edit(1, 4);
        edit.setPlainText(QString::fromLatin1(row.text));
        auto cursor = edit.textCursor();
        cursor.setPosition(row.cursor);
        edit.setTextCursor(cursor);
        edit.insertWord(QStringLiteral("sky"));
        EXPECT_EQ(edit.toPlainText().toStdString(), row.expected);
        edit.undo();
        EXPECT_EQ(edit.toPlainText().toStdString(), row.text);
    }
}

} // namespace
} // namespace latentbrush::ui
