#include "ui/canvas/canvas_stage.h"

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/empty_state.h"
#include "ui/canvas/result_strip.h"
#include "ui/canvas/zoom_pill.h"
#include "ui/widgets/error_bar.h"

#include <QEvent>

#include <algorithm>
#include <utility>

namespace latentbrush::ui {
namespace {

constexpr int kGap = 16;
constexpr int kCardWidth = 680;

} // namespace

CanvasStage::CanvasStage(QWidget* parent)
    : QWidget(parent), m_view(new CanvasView(this)), m_empty(new EmptyState(this)),
      m_zoom(new ZoomPill(this)), m_results(new ResultStrip(this)), m_errors(new ErrorBar(this)) {
    setMinimumSize(420, 360);
    connect(m_view, &CanvasView::zoomChanged, this, [this](double zoom) {
        if (!m_otherShown)
            m_zoom->setZoom(zoom);
    });
    connect(m_view, &CanvasView::zoomChanged, this, [this] { refresh(); });
    const auto onPicture = [this](auto act) {
        return [this, act] {
            if (!m_otherShown)
                (m_view->*act)();
        };
    };
    connect(m_zoom, &ZoomPill::zoomInAsked, this, onPicture(&CanvasView::zoomIn));
    connect(m_zoom, &ZoomPill::zoomOutAsked, this, onPicture(&CanvasView::zoomOut));
    connect(m_zoom, &ZoomPill::fitAsked, this, onPicture(&CanvasView::fit));
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
    m_empty->setVisible(!m_otherShown && m_view->isEmpty());
    m_zoom->setVisible(m_otherShown || !m_view->isEmpty());
}

void CanvasStage::setOther(QWidget* view) {
    m_other = view;
    view->setParent(this);
    view->hide();
    view->lower();
}

void CanvasStage::showOther(bool show) {
    m_otherShown = show && m_other;
    m_view->setVisible(!m_otherShown);
    if (m_other)
        m_other->setVisible(m_otherShown);
    m_results->setVisible(!m_otherShown && m_results->count() > 1);
    if (!m_otherShown)
        m_zoom->setZoom(m_view->zoom());
    place();
}

void CanvasStage::addFloating(QWidget* widget) {
    widget->setParent(this);
    widget->installEventFilter(this);
    m_floating.append(widget);
}

void CanvasStage::clearTheWay(bool clear) {
    if (clear == !m_outOfTheWay.isEmpty())
        return;
    if (clear) {
        for (auto* widget : QList<QWidget*>{m_card, m_zoom} + m_floating)
            if (widget && widget->isVisible())
                m_outOfTheWay.append(widget);
        for (auto* widget : m_outOfTheWay)
            widget->hide();
    } else {
        for (auto* widget : std::exchange(m_outOfTheWay, {}))
            widget->show();
    }
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
    if (!m_outOfTheWay.isEmpty())
        return; // for a moment; the picture must not jump under the hand
    m_view->setGeometry(rect());
    if (m_other)
        m_other->setGeometry(rect());
    int below = height();
    if (m_card) {
        const auto cardWidth = std::min(kCardWidth, width() - 2 * kGap);
        const auto cardHeight =
            m_card->hasHeightForWidth() ? m_card->heightForWidth(cardWidth) : m_card->sizeHint().height();
        m_card->setGeometry((width() - cardWidth) / 2, height() - cardHeight - kGap, cardWidth, cardHeight);
        below = m_card->y();
    }
    const auto floatAbove = [&](QWidget* row) {
        if (!row->isVisible())
            return;
        row->adjustSize();
        row->move((width() - row->width()) / 2, below - row->height() - 10);
        row->raise();
        below = row->y();
    };
    floatAbove(m_results);
    for (auto* row : m_floating)
        floatAbove(row);
    m_view->setReservedBelow(height() - below);
    Q_EMIT reservedBelow(height() - below);
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
