#include "ui/widgets/time_line.h"

#include <QPainter>

#include <cmath>

namespace latentbrush::ui {

TimeLine::TimeLine(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(4);
}

void TimeLine::setShare(double share) {
    m_share = std::min(share, 1.0);
    animate();
    update();
}

void TimeLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().mid());
    const QRectF groove(rect());
    painter.drawRoundedRect(groove, 2, 2);
    auto bar = groove;
    if (m_share < 0) {
        const auto length = groove.width() / 4;
        bar = {(groove.width() - length) * (0.5 - 0.5 * std::cos(m_phase)), 0, length, groove.height()};
    } else {
        bar.setWidth(groove.width() * m_share);
    }
    painter.setBrush(palette().highlight());
    painter.drawRoundedRect(bar, 2, 2);
}

void TimeLine::timerEvent(QTimerEvent*) {
    m_phase += 0.06;
    update();
}

void TimeLine::showEvent(QShowEvent*) {
    animate();
}

void TimeLine::hideEvent(QHideEvent*) {
    animate();
}

void TimeLine::animate() {
    const bool wanted = isVisible() && m_share < 0;
    if (wanted && !m_timer)
        m_timer = startTimer(33);
    else if (!wanted && m_timer) {
        killTimer(m_timer);
        m_timer = 0;
    }
}

} // namespace latentbrush::ui
