#include "ui/canvas/thumbnail_row.h"

#include "ui/canvas/thumbnail_button.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace latentbrush::ui {
namespace {

constexpr qsizetype kSeenAtOnce = 6;
constexpr int kGap = 3;

} // namespace

ThumbnailRow::ThumbnailRow(QWidget* parent) : QScrollArea(parent), m_row(new QHBoxLayout) {
    auto* content = new QWidget;
    content->setLayout(m_row);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(kGap);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    // The ground is that of the card it lies on.
    for (auto* part : {viewport(), content})
        part->setAutoFillBackground(false);
}

void ThumbnailRow::clear() {
    hover(-1);
    // Later: the key that led here may have been pressed on one of them.
    for (auto* button : std::as_const(m_buttons)) {
        button->hide(); // or the layout, which shows new ones by an event, makes a window of it
        button->setParent(nullptr);
        button->deleteLater();
    }
    m_buttons.clear();
    m_current = -1;
    updateGeometry();
}

QToolButton* ThumbnailRow::append(const QImage& picture) {
    const auto index = static_cast<int>(m_buttons.size());
    auto* button = thumbnailButton(picture, widget());
    button->installEventFilter(this);
    connect(button, &QToolButton::clicked, this, [this, index] { choose(index); });
    m_row->addWidget(button);
    m_buttons.append(button);
    updateGeometry();
    return button;
}

void ThumbnailRow::choose(int index) {
    if (index < 0 || index >= m_buttons.size())
        return;
    m_current = index;
    m_buttons[index]->setChecked(true);
    // What was just appended has its place once the events that wait are through.
    QMetaObject::invokeMethod(this, &ThumbnailRow::showCurrent, Qt::QueuedConnection);
    Q_EMIT chosen(index);
}

void ThumbnailRow::showCurrent() {
    if (m_current < 0)
        return;
    const auto* button = m_buttons[m_current];
    // Part of its neighbour as well, which tells that there is more.
    ensureWidgetVisible(m_buttons[m_current], button->width() / 2, 0);
}

void ThumbnailRow::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    showCurrent();
}

QSize ThumbnailRow::sizeHint() const {
    return sizeOf(std::min(m_buttons.size(), kSeenAtOnce));
}

QSize ThumbnailRow::minimumSizeHint() const {
    return sizeOf(std::min<qsizetype>(m_buttons.size(), 1));
}

QSize ThumbnailRow::sizeOf(qsizetype thumbnails) const {
    if (thumbnails == 0)
        return {};
    const auto each = m_buttons.first()->sizeHint();
    return {static_cast<int>(thumbnails) * (each.width() + kGap) - kGap, each.height()};
}

bool ThumbnailRow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Enter)
        hover(static_cast<int>(m_buttons.indexOf(static_cast<QToolButton*>(watched))));
    if (event->type() == QEvent::Leave)
        hover(-1);
    return QScrollArea::eventFilter(watched, event);
}

void ThumbnailRow::hover(int index) {
    if (m_hovered == index)
        return;
    m_hovered = index;
    Q_EMIT hovered(index);
}

} // namespace latentbrush::ui
