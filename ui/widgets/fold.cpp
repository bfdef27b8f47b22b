#include "ui/widgets/fold.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace latentbrush::ui {

Fold::Fold(QWidget* content, QWidget* parent)
    : QWidget(parent), m_button(new QToolButton(this)), m_summaryLabel(new QLabel(this)), m_content(content) {
    m_button->setObjectName(QStringLiteral("foldButton"));
    m_button->setCheckable(true);
    m_button->setArrowType(Qt::RightArrow);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_summaryLabel->setObjectName(QStringLiteral("muted"));
    m_content->setParent(this);
    m_content->hide();

    auto* header = new QHBoxLayout;
    header->setContentsMargins(0, 0, 0, 0);
    header->addWidget(m_button);
    header->addStretch(1);
    header->addWidget(m_summaryLabel);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(header);
    column->addWidget(m_content);

    connect(m_button, &QToolButton::toggled, this, [this](bool open) {
        m_button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_content->setVisible(open);
        m_summaryLabel->setVisible(!open);
        Q_EMIT toggled(open);
    });
}

void Fold::setTitle(const QString& title) {
    m_button->setText(title);
}

void Fold::setSummary(const QString& summary) {
    m_summaryLabel->setText(summary);
}

bool Fold::isOpen() const {
    return m_button->isChecked();
}

void Fold::setOpen(bool open) {
    m_button->setChecked(open);
}

} // namespace latentbrush::ui
