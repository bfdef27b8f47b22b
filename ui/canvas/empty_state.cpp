#include "ui/canvas/empty_state.h"

#include <QEvent>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace latentbrush::ui {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent), m_heading(new QLabel(this)), m_hint(new QLabel(this)) {
    auto* sign = new QLabel(this);
    sign->setPixmap(
        QIcon(QStringLiteral(":/icons/latentbrush.svg")).pixmap(QSize(64, 64), devicePixelRatioF()));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addWidget(sign, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    auto large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    m_heading->setFont(large);
    m_hint->setObjectName(QStringLiteral("muted"));
    for (auto* label : {m_heading, m_hint})
        column->addWidget(label, 0, Qt::AlignHCenter);
    column->addSpacing(8);
    for (int i = 0; i < 3; ++i) {
        auto* example = new QPushButton(this);
        example->setObjectName(QStringLiteral("example"));
        example->setCursor(Qt::PointingHandCursor);
        m_examples.append(example);
        column->addWidget(example);
        connect(example, &QPushButton::clicked, this,
                [this, example] { Q_EMIT exampleChosen(example->text()); });
    }
    retranslate();
}

QString EmptyState::samplePrompt() {
    return tr("a red house on a snowy field at night");
}

void EmptyState::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EmptyState::retranslate() {
    m_heading->setText(tr("Write what you want to see"));
    m_hint->setText(tr("Or begin with one of these:"));
    m_examples[0]->setText(samplePrompt());
    m_examples[1]->setText(tr("a white boat on the sea at sunset"));
    m_examples[2]->setText(tr("a blue car on a grassy field by day"));
    for (auto* example : std::as_const(m_examples))
        example->setToolTip(tr("Takes this as the prompt and makes a picture of it."));
}

} // namespace latentbrush::ui
