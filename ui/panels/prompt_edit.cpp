#include "ui/panels/prompt_edit.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>

#include <algorithm>
#include <cmath>

namespace latentbrush::ui {
namespace {

using Attributes = QList<QInputMethodEvent::Attribute>;

/// Some input methods give their pre-edit text no look at all; it would seem to be in the prompt already.
Attributes underlined(const QInputMethodEvent& event) {
    auto attributes = event.attributes();
    bool hasLook = false;
    for (auto& attribute : attributes) {
        if (attribute.type != QInputMethodEvent::TextFormat)
            continue;
        auto format = attribute.value.value<QTextFormat>().toCharFormat();
        if (!format.hasProperty(QTextFormat::TextUnderlineStyle) &&
            !format.hasProperty(QTextFormat::BackgroundBrush))
            format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        attribute.value = format;
        hasLook = true;
    }
    if (!hasLook && !event.preeditString().isEmpty()) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        attributes.append(
            {QInputMethodEvent::TextFormat, 0, static_cast<int>(event.preeditString().size()), format});
    }
    return attributes;
}

std::optional<prompt::Nudge> nudgeOf(const QKeyEvent& event) {
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::ControlModifier)
        return std::nullopt;
    if (event.key() == Qt::Key_Up)
        return prompt::Nudge::Up;
    return event.key() == Qt::Key_Down ? std::optional(prompt::Nudge::Down) : std::nullopt;
}

} // namespace

PromptEdit::PromptEdit(int leastLines, int mostLines, QWidget* parent)
    : QPlainTextEdit(parent), m_leastLines(leastLines), m_mostLines(mostLines) {
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(0);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &PromptEdit::fitHeight);
    connect(this, &QPlainTextEdit::textChanged, this, &PromptEdit::tellEdit);
    fitHeight();
}

void PromptEdit::replaceText(const QString& text) {
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    moveCursor(QTextCursor::End);
}

void PromptEdit::insertWord(const QString& word) {
    auto cursor = textCursor();
    cursor.setPosition(cursor.selectionEnd());
    const auto text = toPlainText();
    const auto before = text.left(cursor.position()).trimmed();
    const auto after = text.mid(cursor.position()).trimmed();
    const auto comma = QStringLiteral(", ");
    const bool spaced = cursor.position() > 0 && text.at(cursor.position() - 1).isSpace();
    auto inserted = word;
    if (!before.isEmpty() && !before.endsWith(QLatin1Char(',')))
        inserted.prepend(comma);
    else if (!before.isEmpty() && !spaced)
        inserted.prepend(QLatin1Char(' '));
    if (!after.isEmpty() && !after.startsWith(QLatin1Char(',')))
        inserted.append(comma);
    cursor.insertText(inserted);
    setTextCursor(cursor);
}

void PromptEdit::nudgeWeight(prompt::Nudge nudge) {
    auto cursor = textCursor();
    const auto text = toPlainText().toStdU16String();
    const auto change = prompt::nudgedWeight(text, static_cast<std::size_t>(cursor.selectionStart()),
                                             static_cast<std::size_t>(cursor.selectionEnd()), nudge);
    if (!change)
        return;
    cursor.setPosition(static_cast<int>(change->begin));
    cursor.setPosition(static_cast<int>(change->end), QTextCursor::KeepAnchor);
    cursor.insertText(QString::fromStdU16String(change->replacement));
    cursor.setPosition(static_cast<int>(change->selectionBegin));
    cursor.setPosition(static_cast<int>(change->selectionEnd), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
}

void PromptEdit::setBorder(qsizetype index) {
    m_border = index;
    QList<QTextEdit::ExtraSelection> selections;
    if (index >= 0 && index < document()->characterCount()) {
        QTextEdit::ExtraSelection beyond;
        beyond.cursor = QTextCursor(document());
        beyond.cursor.setPosition(static_cast<int>(index));
        beyond.cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        beyond.format.setForeground(palette().brush(QPalette::BrightText));
        beyond.format.setUnderlineStyle(QTextCharFormat::DotLine);
        selections.append(beyond);
    }
    setExtraSelections(selections);
}

void PromptEdit::inputMethodEvent(QInputMethodEvent* event) {
    m_composing = !event->preeditString().isEmpty();
    QInputMethodEvent visible(event->preeditString(), underlined(*event));
    visible.setCommitString(event->commitString(), event->replacementStart(), event->replacementLength());
    QPlainTextEdit::inputMethodEvent(&visible);
    event->setAccepted(visible.isAccepted());
    tellEdit();
}

bool PromptEdit::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && m_composing) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

void PromptEdit::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_composing && (enter || event->key() == Qt::Key_Escape || event->modifiers() & Qt::ControlModifier))
        return event->accept();
    if (const auto nudge = nudgeOf(*event); nudge && !isReadOnly()) {
        nudgeWeight(*nudge);
        return event->accept();
    }
    QPlainTextEdit::keyPressEvent(event);
}

void PromptEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void PromptEdit::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setBorder(m_border);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitHeight();
}

bool PromptEdit::canInsertFromMimeData(const QMimeData* source) const {
    // Files go to the window, which reads the settings in them.
    return source->hasText() && !source->hasUrls();
}

void PromptEdit::insertFromMimeData(const QMimeData* source) {
    insertPlainText(source->text());
}

void PromptEdit::fitHeight() {
    // The size of a plain-text document counts lines.
    const auto lines =
        std::clamp(static_cast<int>(std::ceil(document()->size().height())), m_leastLines, m_mostLines);
    const auto wanted = lines * fontMetrics().lineSpacing() + 2 * frameWidth() + 4;
    setVerticalScrollBarPolicy(document()->size().height() > m_mostLines ? Qt::ScrollBarAsNeeded
                                                                         : Qt::ScrollBarAlwaysOff);
    if (wanted != height() || wanted != maximumHeight())
        setFixedHeight(wanted);
}

void PromptEdit::tellEdit() {
    if (m_composing)
        return;
    auto text = toPlainText();
    if (text == m_told)
        return;
    m_told = text;
    Q_EMIT textEdited(text);
}

} // namespace latentbrush::ui
