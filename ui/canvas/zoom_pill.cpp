#include "ui/canvas/zoom_pill.h"

#include "ui/widgets/icon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include <cmath>

namespace latentbrush::ui {

ZoomPill::ZoomPill(QWidget* parent)
    : QFrame(parent), m_out(new QToolButton(this)), m_percent(new QToolButton(this)),
      m_in(new QToolButton(this)) {
    setObjectName(QStringLiteral("pill"));
    m_out->setIcon(icon(QStringLiteral("zoom-out")));
    m_in->setIcon(icon(QStringLiteral("zoom-in")));
    m_percent->setFixedWidth(m_percent->fontMetrics().horizontalAdvance(QStringLiteral("6400 %")) + 18);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(3, 3, 3, 3);
    row->setSpacing(1);
    for (auto* button : {m_out, m_percent, m_in}) {
        button->setFocusPolicy(Qt::TabFocus);
        button->setIconSize({18, 18});
        row->addWidget(button);
    }
    connect(m_out, &QToolButton::clicked, this, &ZoomPill::zoomOutAsked);
    connect(m_percent, &QToolButton::clicked, this, &ZoomPill::fitAsked);
    connect(m_in, &QToolButton::clicked, this, &ZoomPill::zoomInAsked);
    retranslate();
    setZoom(1);
}

void ZoomPill::setZoom(double zoom) {
    const auto percent = zoom * 100;
    m_percent->setText(QStringLiteral("%1 %").arg(percent, 0, 'f', percent < 10 ? 1 : 0));
}

void ZoomPill::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ZoomPill::retranslate() {
    m_out->setToolTip(tr("Zooms out (Ctrl+−)."));
    m_out->setAccessibleName(tr("Zoom out"));
    m_percent->setToolTip(tr("The zoom; a click fits the picture into the view (Ctrl+0)."));
    m_percent->setAccessibleName(tr("Fit into the view"));
    m_in->setToolTip(tr("Zooms in (Ctrl++)."));
    m_in->setAccessibleName(tr("Zoom in"));
}

} // namespace latentbrush::ui
