#include "ui/canvas/canvas_stage.h"

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/empty_state.h"
#include "ui/canvas/result_strip.h"
#include "ui/canvas/zoom_pill.h"
#include "ui/widgets/error_bar.h"

#include <QEvent>

#include <algorithm>

namespace latentbrush::ui {
namespace {

constexpr int kGap = 16;
constexpr int kCardWidth = 680;

} // namespace

CanvasStage::CanvasStage(QWidget* parent)
    : QWidget(parent), m_view(new CanvasView(this)), m_empty(new EmptyState(this)),
      m_zoom(new ZoomPill(this)), m_results(new ResultStrip(this)), m_errors(new ErrorBar(this)) {
    setMinimumSize(420, 360);
    connect(m_view, &CanvasView::zoomChanged, m_zoom, &ZoomPill::setZoom);
    connect(m_view, &CanvasView::zoomChanged, this, [this] { refresh(); });
    connect(m_zoom, &ZoomPill::zoomInAsked, m_view, &CanvasView::zoomIn);
    connect(m_zoom, &ZoomPill::zoomOutAsked, m_view, &CanvasView::zoomOut);
    connect(m_zoom, &ZoomPill::fitAsked, m_view, &CanvasView::fit);
    for (QWidget* floating :
         {static_cast<QWidget*>(m_results), static_cast<QWidget*>(m_errors), static_cast<QWidget*>(m_empty)})
        floating->installEventFilter(this);
}

void CanvasStage::setCard(QWidget* card) {
    m_card = card;
    card->setParent(this);
    card->installEventFilter(this);
    card->show();
    place();
}

void CanvasStage::refresh() {
    m_empty->setVisible(m_view->isEmpty());
    m_zoom->setVisible(!m_view->isEmpty());
}

void CanvasStage::resizeEvent(QResizeEvent*) {
    place();
}

bool CanvasStage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show ||
        event->type() == QEvent::Hide)
        QMetaObject::invokeMethod(this, &CanvasStage::place, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void CanvasStage::place() {
    m_view->setGeometry(rect());
    int below = height();
    if (m_card) {
        const auto cardWidth = std::min(kCardWidth, width() - 2 * kGap);
        const auto cardHeight =
            m_card->hasHeightForWidth() ? m_card->heightForWidth(cardWidth) : m_card->sizeHint().height();
        m_card->setGeometry((width() - cardWidth) / 2, height() - cardHeight - kGap, cardWidth, cardHeight);
        below = m_card->y();
    }
    if (m_results->isVisible()) {
        m_results->adjustSize();
        m_results->move((width() - m_results->width()) / 2, below - m_results->height() - 10);
        below = m_results->y();
    }
    m_view->setReservedBelow(height() - below);
    m_zoom->adjustSize();
    m_zoom->move(kGap, kGap);
    if (m_errors->isVisible()) {
        const auto barWidth = std::min(860, width() - 2 * kGap);
        m_errors->setGeometry((width() - barWidth) / 2, kGap, barWidth, m_errors->heightForWidth(barWidth));
        m_errors->raise();
    }
    const auto size = m_empty->sizeHint();
    m_empty->setGeometry((width() - size.width()) / 2, std::max(kGap, (below - size.height()) / 2),
                         size.width(), size.height());
    refresh();
}

} // namespace latentbrush::ui
