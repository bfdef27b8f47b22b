#include "ui/history/empty_history.h"

#include "ui/widgets/icon.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace latentbrush::ui {

EmptyHistory::EmptyHistory(QWidget* parent)
    : QWidget(parent), m_heading(new QLabel(this)), m_text(new QLabel(this)), m_clear(new QPushButton(this)) {
    m_heading->setObjectName(QStringLiteral("heading"));
    m_text->setObjectName(QStringLiteral("muted"));
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(220);
    m_text->setMaximumWidth(480);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 8, 16, 8);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(2, 4);
    grid->setColumnStretch(3, 1);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(4, 1);
    grid->addWidget(m_heading, 1, 2);
    grid->addWidget(m_text, 2, 2);
    grid->addWidget(m_clear, 3, 2, Qt::AlignLeft);
    connect(m_clear, &QPushButton::clicked, this, &EmptyHistory::clearAsked);
    retranslate();
}

void EmptyHistory::setReason(Reason reason) {
    m_reason = reason;
    retranslate();
}

void EmptyHistory::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EmptyHistory::retranslate() {
    m_clear->setText(m_reason == Reason::BinEmpty ? tr("Back to the history") : tr("Show all pictures"));
    m_clear->setVisible(m_reason != Reason::NothingMade);
    switch (m_reason) {
    case Reason::NothingMade:
        m_heading->setText(tr("Every picture you make appears here."));
        m_text->setText(tr(
            "It stays with its prompt and settings: a double-click brings them back, and the picture can be "
            "dragged into any other program."));
        break;
    case Reason::NothingFound:
        m_heading->setText(tr("No picture matches."));
        m_text->setText(tr(
            "The search looks for all words in the prompts; the model, time and favourites next to it narrow "
            "it down further."));
        break;
    case Reason::BinEmpty:
        m_heading->setText(tr("The bin is empty."));
        m_text->setText(tr("Deleted pictures wait here until the bin is emptied."));
        break;
    }
}

} // namespace latentbrush::ui
