#include "ui/painting/painting_view.h"

#include "ui/painting/rects.h"
#include "ui/painting/tool_box.h"

#include <cmath>
#include <utility>

namespace latentbrush::ui {
namespace {

constexpr int kAntsMilliseconds = 120;

QSize sizeOf(const document::DocumentState& state) {
    return {state.picture.width(), state.picture.height()};
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
    connect(&m_tools, &ToolBox::chosen, this, [this] {
        attachTool();
        showCursor();
    });
    m_antsTimer.setInterval(kAntsMilliseconds);
    connect(&m_antsTimer, &QTimer::timeout, this, &PaintingView::antsTick);
    connect(&m_mask, &EffectiveMask::changed, this, &PaintingView::maskChanged);
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
    m_tools.current().leave();
    setOver({});
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_mask.setDocument(document); // before this view hears of its changes
    m_tiles.reset();
    m_screen.markAllDirty();
    m_ants = {};
    if (document) {
        connect(document, &PaintedDocument::sizeChanged, this, &PaintingView::sizeChanged);
        connect(document, &PaintedDocument::changed, this, &PaintingView::documentChanged);
        connect(document, &PaintedDocument::valuesChanged, this, QOverload<>::of(&QWidget::update));
        m_transform.setPicture(sizeOf(document->shown()));
    }
    attachTool();
    viewChanged();
    showCursor();
}

void PaintingView::attachTool() {
    if (m_document && isVisible())
        m_tools.current().attach(*m_document);
}

void PaintingView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    attachTool();
}

void PaintingView::sizeChanged(QSize size) {
    m_tiles.reset();
    m_screen.markAllDirty();
    m_ants = {};
    const bool fitted = m_transform.isFitted();
    const auto zoomed = zoom();
    const auto corner = m_transform.toView({0, 0});
    m_transform.setPicture(size);
    if (!fitted) {
        // Who has zoomed in looks at something: it is not made small.
        m_transform.zoomTo(zoomed, corner);
        m_transform.panBy(corner - m_transform.toView({0, 0}));
    }
    viewChanged();
}

void PaintingView::setLook(const MaskLook& look) {
    m_look = look;
    m_tiles.setLook(look);
    m_screen.markAllDirty();
    look.kind == MaskLook::Kind::Ants ? m_antsTimer.start() : m_antsTimer.stop();
    update();
}

void PaintingView::documentChanged(document::LayerId layer, const QRect& rect) {
    if (layer == document::LayerId::Mask)
        return; // `maskChanged` tells what is seen of it
    const auto device = m_screen.deviceRectOf(toRect(rect));
    m_tiles.markStale(toRect(rect));
    m_screen.markDirty(device);
    updateDevice(device);
}

void PaintingView::maskChanged(const QRect& rect) {
    const auto device = m_screen.deviceRectOf(toRect(rect));
    if (m_look.kind == MaskLook::Kind::Overlay) {
        m_tiles.markStale(toRect(rect));
        m_screen.markDirty(device);
    } else {
        m_ants.markStale(device);
    }
    updateDevice(device);
}

SeenLayers PaintingView::seenLayers() const {
    const auto& shown = m_document->shown();
    return {shown.picture, shown.sketch, m_mask.layer()};
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
    if (m_document) {
        m_screen.follow(m_transform, size(), sizeOf(m_document->shown()));
        m_ants.follow(m_screen.frame().topLeft(), m_screen.zoom());
    }
    update();
    updateOverlay(); // it lies elsewhere from now on
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

void PaintingView::updateOverlay() {
    const auto now = m_document ? m_tools.current().extent(m_transform, m_pen) : QRectF();
    // Apart, for a cursor that jumped leaves much between.
    paintSoon(m_overlay.toAlignedRect());
    paintSoon(now.toAlignedRect());
    m_overlay = now;
}

void PaintingView::showCursor() {
    auto shape = m_document ? m_tools.current().cursor() : Qt::ArrowCursor;
    if (m_hold == Hold::Pan)
        shape = Qt::ClosedHandCursor;
    else if (m_spaceHeld)
        shape = Qt::OpenHandCursor;
    else if (m_hold == Hold::Split || m_onDivider)
        shape = Qt::SplitHCursor;
    if (cursor().shape() != shape)
        setCursor(shape);
}

} // namespace latentbrush::ui
