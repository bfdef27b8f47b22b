#include "ui/painting/painting_view.h"
#include "ui/painting/rects.h"
#include "ui/painting/split_divider.h"
#include "ui/painting/tool_box.h"
#include "ui/painting/tools/outline_pen.h"

#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace latentbrush::ui {
namespace {

constexpr int kPaintMilliseconds = 40; ///< of putting together in one paint event

} // namespace

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
    if (m_over)
        paintDivider(painter, *m_over, m_transform, rect());
    m_tools.current().paint(painter, m_transform, m_pen);
}

void PaintingView::paintPicture(QPainter& painter, const QRect& exposed) {
    const double ratio = m_transform.pixelRatio();
    const auto device = scaledRect(exposed, ratio);
    m_unfinished = m_screen.refresh(seenLayers(), m_tiles, device, QDeadlineTimer(kPaintMilliseconds));
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
    drawHandles(painter, frame);
}

void PaintingView::paintAnts(QPainter& painter, const QRect& exposed) {
    const double ratio = m_transform.pixelRatio();
    painter.save();
    painter.scale(1 / ratio, 1 / ratio);
    m_ants.paint(painter, m_mask.layer(), scaledRect(exposed, ratio),
                 std::max(1, static_cast<int>(std::lround(ratio))));
    painter.restore();
}

void PaintingView::antsTick() {
    if (!m_document || !isVisible())
        return;
    m_ants.step();
    const auto content = m_mask.layer().contentBounds();
    if (!content.empty())
        updateDevice(m_screen.deviceRectOf(content));
}

} // namespace latentbrush::ui
