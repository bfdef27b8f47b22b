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
    header->addWidget(m_button, 0, Qt::AlignLeft);
    header->addWidget(m_summaryLabel, 1);
    // A long summary is cut, rather than that the panel gets wider than there is room.
    m_summaryLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_summaryLabel->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(header);
    column->addWidget(m_content);

    connect(m_button, &QToolButton::toggled, this, [this](bool open) {
        m_button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_content->setVisible(open);
        m_summaryLabel->setVisible(!open);
        cutSummary();
        Q_EMIT toggled(open);
    });
}

void Fold::setTitle(const QString& title) {
    m_button->setText(title);
}

void Fold::setSummary(const QString& summary) {
    m_summary = summary;
    m_summaryLabel->setToolTip(summary);
    cutSummary();
}

void Fold::cutSummary() {
    const int room = isVisible() ? m_summaryLabel->width() : QWIDGETSIZE_MAX;
    m_summaryLabel->setText(m_summaryLabel->fontMetrics().elidedText(m_summary, Qt::ElideRight, room));
}

void Fold::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    cutSummary();
}

void Fold::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layout()->activate(); // the label has its width now
    cutSummary();
}

bool Fold::isOpen() const {
    return m_button->isChecked();
}

void Fold::setOpen(bool open) {
    m_button->setChecked(open);
}

} // namespace latentbrush::ui
