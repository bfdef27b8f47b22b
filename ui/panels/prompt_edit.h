#pragma once

#include "prompt/nudged_weight.h"

#include <QPlainTextEdit>

namespace latentbrush::ui {

/// A field for a prompt that grows with its text up to a number of lines. While an input method composes,
/// neither shortcuts nor `textEdited` happen: half a word is no text yet. Ctrl+Up and Ctrl+Down change the
/// weight of what is selected or at the cursor.
class PromptEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    PromptEdit(int leastLines, int mostLines, QWidget* parent = nullptr);

    bool isComposing() const { return m_composing; }
    /// Replaces the text as one step that can be undone.
    void replaceText(const QString& text);
    /// Writes a word at the cursor, with a comma and a space to what stands there, as one step that can be
    /// undone.
    void insertWord(const QString& word);
    /// As prompt/nudged_weight.h says, as one step that can be undone.
    void nudgeWeight(prompt::Nudge nudge);
    /// Colours what lies past this UTF-16 index; −1: nothing.
    void setBorder(qsizetype index);

Q_SIGNALS:
    void textEdited(const QString& text);

protected:
    void inputMethodEvent(QInputMethodEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;

private:
    void fitHeight();
    void tellEdit();

    int m_leastLines;
    int m_mostLines;
    bool m_composing = false;
    qsizetype m_border = -1;
    QString m_told;
};

} // namespace latentbrush::ui
