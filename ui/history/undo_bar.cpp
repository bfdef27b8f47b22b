#include "ui/history/undo_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace latentbrush::ui {
namespace {

constexpr int kOffered = 12'000; // milliseconds

} // namespace

UndoBar::UndoBar(QWidget* parent)
    : QFrame(parent), m_label(new QLabel(this)), m_button(new QPushButton(this)), m_timer(new QTimer(this)) {
    setObjectName(QStringLiteral("pill"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 4, 4);
    row->addWidget(m_label);
    row->addWidget(m_button);
    m_timer->setSingleShot(true);
    m_timer->setInterval(kOffered);
    connect(m_timer, &QTimer::timeout, this, &UndoBar::end);
    connect(m_button, &QPushButton::clicked, this, &UndoBar::undo);
    hide();
}

void UndoBar::offer(std::function<QString()> text, std::function<void()> undo) {
    m_text = std::move(text);
    m_undo = std::move(undo);
    retranslate();
    show();
    raise();
    m_timer->start();
}

void UndoBar::undo() {
    const auto undo = std::exchange(m_undo, nullptr);
    end();
    if (undo)
        undo();
}

void UndoBar::end() {
    m_undo = nullptr;
    m_timer->stop();
    hide();
}

void UndoBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void UndoBar::retranslate() {
    m_button->setText(tr("Undo"));
    if (m_text)
        m_label->setText(m_text());
    place();
}

void UndoBar::place() {
    adjustSize();
    move((parentWidget()->width() - width()) / 2, parentWidget()->height() - height() - 14);
}

} // namespace latentbrush::ui
