#include "ui/canvas/result_strip.h"

#include "ui/canvas/thumbnail_button.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

namespace latentbrush::ui {

ResultStrip::ResultStrip(QWidget* parent) : QFrame(parent), m_row(new QHBoxLayout(this)) {
    setObjectName(QStringLiteral("pill"));
    m_row->setContentsMargins(5, 5, 5, 5);
    m_row->setSpacing(3);
    hide();
}

void ResultStrip::clear() {
    qDeleteAll(m_buttons);
    m_buttons.clear();
    m_current = -1;
    hide();
}

void ResultStrip::append(const QImage& picture) {
    const auto index = static_cast<int>(m_buttons.size());
    auto* button = thumbnailButton(picture, this);
    connect(button, &QToolButton::clicked, this, [this, index] { choose(index); });
    m_row->addWidget(button);
    m_buttons.append(button);
    retranslate();
    setVisible(m_buttons.size() > 1);
    adjustSize();
}

void ResultStrip::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ResultStrip::retranslate() {
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setToolTip(tr("Shows picture %1 (Ctrl+arrow keys).").arg(i + 1));
        m_buttons[i]->setAccessibleName(tr("Picture %1").arg(i + 1));
    }
}

void ResultStrip::choose(int index) {
    if (index < 0 || index >= m_buttons.size())
        return;
    m_current = index;
    m_buttons[index]->setChecked(true);
    Q_EMIT chosen(index);
}

} // namespace latentbrush::ui
