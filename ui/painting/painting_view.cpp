#include "ui/painting/painting_view.h"

#include "ui/painting/rects.h"
#include "ui/painting/tool_box.h"

#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <utility>

namespace latentbrush::ui {
namespace {

constexpr int kPaintMilliseconds = 40; ///< of putting together in one paint event
constexpr int kAntsMilliseconds = 120;

QRect scaledRect(const QRectF& rect, double by) {
    return QRectF(rect.x() * by, rect.y() * by, rect.width() * by, rect.height() * by).toAlignedRect();
}

} // namespace

PaintingView::PaintingView(ToolBox& tools, QWidget* parent) : QWidget(parent), m_tools(tools) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_AcceptTouchEvents);
    setMouseTracking(true);
    setTabletTracking(true);
    setMinimumSize(240, 200);
    connect(&m_tools, &ToolBox::overlayChanged, this, &PaintingView::updateOverlay);
    connect(&m_tools, &ToolBox::chosen, this, &PaintingView::showCursor);
    m_antsTimer.setInterval(kAntsMilliseconds);
    connect(&m_antsTimer, &QTimer::timeout, this, &PaintingView::antsTick);
    takeColours();
    retranslate();
    showCursor();
}

void PaintingView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        takeColours();
}

void PaintingView::retranslate() {
    setAccessibleName(tr("Canvas"));
    setAccessibleDescription(tr("The picture with its mask. The wheel zooms, Space and drag pan."));
}

void PaintingView::takeColours() {
    m_screen.setSquares(palette().color(QPalette::Base).rgb(), palette().color(QPalette::Mid).rgb());
    update();
}

void PaintingView::setDocument(PaintedDocument* document) {
    endHold();
    m_tools.current().cancel();
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_tiles.reset();
    m_screen.markAllDirty();
    m_ants = {};
    if (document) {
        connect(document, &PaintedDocument::changed, this, &PaintingView::documentChanged);
        connect(document, &PaintedDocument::valuesChanged, this, QOverload<>::of(&QWidget::update));
        m_transform.setPicture(document->size());
    }
    viewChanged();
    showCursor();
}

void PaintingView::setLook(const MaskLook& look) {
    m_look = look;
    m_tiles.setLook(look);
    m_screen.markAllDirty();
    look.kind == MaskLook::Kind::Ants ? m_antsTimer.start() : m_antsTimer.stop();
    update();
}

void PaintingView::documentChanged(document::LayerId layer, const QRect& rect) {
    const auto changed = toRect(rect);
    const auto device = m_screen.deviceRectOf(changed);
    if (layer == document::LayerId::Mask && m_look.kind != MaskLook::Kind::Overlay) {
        m_ants.markStale(device);
    } else {
        m_tiles.markStale(changed);
        m_screen.markDirty(device);
    }
    updateDevice(device);
}

void PaintingView::updateDevice(const QRect& device) {
    paintSoon(scaledRect(device, 1 / m_transform.pixelRatio()));
}

void PaintingView::paintSoon(const QRect& rect) {
    const auto inside = rect.intersected(this->rect());
    if (inside.isEmpty())
        return;
    if (m_soon.isEmpty())
        QMetaObject::invokeMethod(this, &PaintingView::paintNow, Qt::QueuedConnection);
    m_soon += inside;
}

void PaintingView::paintNow() {
    repaint(std::exchange(m_soon, {}));
}

void PaintingView::viewChanged() {
    if (m_document && m_screen.follow(m_transform, size(), m_document->size()))
        m_ants.follow(m_screen.frame().topLeft(), m_screen.zoom());
    update();
    Q_EMIT zoomChanged(zoom());
}

void PaintingView::resizeEvent(QResizeEvent*) {
    m_transform.setView(size(), devicePixelRatioF());
    viewChanged();
}

void PaintingView::setReservedBelow(int height) {
    m_transform.setReservedBelow(height);
    viewChanged();
}

void PaintingView::fit() {
    m_transform.fit();
    viewChanged();
}

void PaintingView::zoomTo(double zoom, QPointF at) {
    m_transform.zoomTo(zoom, at);
    viewChanged();
}

void PaintingView::zoomToActual() {
    zoomTo(1, m_transform.frame().intersected(rect()).center());
}

void PaintingView::zoomIn() {
    zoomTo(zoom() * std::sqrt(2), m_transform.frame().intersected(rect()).center());
}

void PaintingView::zoomOut() {
    zoomTo(zoom() / std::sqrt(2), m_transform.frame().intersected(rect()).center());
}

void PaintingView::paintEvent(QPaintEvent* event) {
    // A window that came to another screen has another pixel ratio without another size.
    if (m_transform.pixelRatio() != devicePixelRatioF()) {
        m_transform.setView(size(), devicePixelRatioF());
        viewChanged();
    }
    QPainter painter(this);
    const auto exposed = event->rect();
    if (!m_document) {
        painter.fillRect(exposed, palette().color(QPalette::Dark));
        return;
    }
    paintPicture(painter, exposed);
    paintFrame(painter);
    if (m_look.kind == MaskLook::Kind::Ants)
        paintAnts(painter, exposed);
    m_tools.current().paint(painter, m_transform, m_pen);
}

void PaintingView::paintPicture(QPainter& painter, const QRect& exposed) {
    const double ratio = m_transform.pixelRatio();
    const auto device = scaledRect(exposed, ratio);
    m_unfinished = m_screen.refresh(m_document->shown(), m_tiles, device, QDeadlineTimer(kPaintMilliseconds));
    const auto frame = m_screen.frame();
    const QRectF place(QPointF(frame.topLeft()) / ratio, QSizeF(frame.size()) / ratio);
    if (!place.contains(exposed)) {
        painter.fillRect(exposed, palette().color(QPalette::Dark));
        painter.setPen(Qt::NoPen);
        for (const auto spread : {3.0, 2.0, 1.0}) {
            painter.setBrush(QColor(0, 0, 0, 18));
            painter.drawRect(place.adjusted(-spread, -spread + 1, spread, spread + 1));
        }
    }
    const auto shown = device.intersected(frame).intersected(QRect({0, 0}, m_screen.image().size()));
    if (!shown.isEmpty()) {
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        painter.drawImage(QPointF(shown.topLeft()) / ratio, m_screen.image(), shown);
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    }
    // In its own turn, so that what a person does comes first.
    if (!m_unfinished.isEmpty())
        QTimer::singleShot(0, this, [this, rest = m_unfinished.boundingRect()] { updateDevice(rest); });
}

void PaintingView::paintFrame(QPainter& painter) const {
    const auto& wanted = m_document->shown().frame;
    if (wanted == m_document->shown().picture.bounds())
        return;
    const QRectF frame(m_transform.toView(QPointF(wanted.x, wanted.y)),
                       m_transform.toView(QPointF(wanted.right(), wanted.bottom())));
    QPainterPath outside;
    outside.addRect(m_transform.frame());
    QPainterPath inside;
    inside.addRect(frame);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(outside.subtracted(inside), QColor(0, 0, 0, 90));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 140), 3));
    painter.drawRect(frame);
    painter.setPen(QPen(palette().color(QPalette::Highlight).lighter(130), 1.5));
    painter.drawRect(frame);
    if (m_tools.currentId() != ToolId::Frame)
        return;
    painter.setBrush(Qt::white);
    for (const auto x : {frame.left(), frame.center().x(), frame.right()})
        for (const auto y : {frame.top(), frame.center().y(), frame.bottom()})
            if (QPointF(x, y) != frame.center())
                painter.drawRect(QRectF(x - 4, y - 4, 8, 8));
}

void PaintingView::paintAnts(QPainter& painter, const QRect& exposed) {
    const double ratio = m_transform.pixelRatio();
    painter.save();
    painter.scale(1 / ratio, 1 / ratio);
    m_ants.paint(painter, m_document->shown().mask, scaledRect(exposed, ratio),
                 std::max(1, static_cast<int>(std::lround(ratio))));
    painter.restore();
}

void PaintingView::antsTick() {
    if (!m_document || !isVisible())
        return;
    m_ants.step();
    const auto content = m_document->shown().mask.contentBounds();
    if (!content.empty())
        updateDevice(m_screen.deviceRectOf(content));
}

void PaintingView::updateOverlay() {
    const auto now = m_document ? m_tools.current().extent(m_transform, m_pen) : QRectF();
    // Apart, for a cursor that jumped leaves much between.
    paintSoon(m_overlay.toAlignedRect());
    paintSoon(now.toAlignedRect());
    m_overlay = now;
}

void PaintingView::showCursor() {
    if (m_hold == Hold::Pan)
        setCursor(Qt::ClosedHandCursor);
    else if (m_spaceHeld)
        setCursor(Qt::OpenHandCursor);
    else
        setCursor(m_document ? m_tools.current().cursor() : Qt::ArrowCursor);
}

} // namespace latentbrush::ui
