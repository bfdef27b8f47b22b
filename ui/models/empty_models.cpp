#include "ui/models/empty_models.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace latentbrush::ui {

EmptyModels::EmptyModels(QWidget* parent)
    : QWidget(parent), m_heading(new QLabel(this)), m_text(new QLabel(this)),
      m_button(new QPushButton(this)) {
    m_heading->setObjectName(QStringLiteral("heading"));
    m_text->setObjectName(QStringLiteral("muted"));
    for (auto* label : {m_heading, m_text})
        label->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->addWidget(m_heading);
    column->addWidget(m_text);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_reason == Reason::NoModels)
            Q_EMIT settingsAsked();
        else
            Q_EMIT clearAsked();
    });
    retranslate();
}

void EmptyModels::setReason(Reason reason) {
    m_reason = reason;
    retranslate();
}

void EmptyModels::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EmptyModels::retranslate() {
    if (m_reason == Reason::NoModels) {
        m_heading->setText(tr("Your models appear here."));
        m_text->setText(
            tr("Choose the folders they lie in; those of other programs can be shared. What is put "
               "there later appears by itself."));
        m_button->setText(tr("Choose model folders…"));
    } else {
        m_heading->setText(tr("Nothing matches."));
        m_text->setText(tr("The search looks for all words in names, families and trigger words."));
        m_button->setText(tr("Show everything"));
    }
}

} // namespace latentbrush::ui
