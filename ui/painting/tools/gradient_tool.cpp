#include "ui/painting/tools/gradient_tool.h"

#include "ui/canvas/view_transform.h"
#include "ui/painting/background_step.h"
#include "ui/painting/paint_into.h"
#include "ui/painting/tools/outline_pen.h"
#include "ui/painting/tools/shape_tool.h"

#include <cmath>

namespace latentbrush::ui {
namespace {

image::Mask ramp(QSize size, QPointF from, QPointF to, bool radial) {
    auto mask = image::filledMask(size.width(), size.height());
    const auto way = to - from;
    const double length = std::hypot(way.x(), way.y());
    auto* value = mask.values.data();
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x) {
            const auto off = QPointF(x + 0.5, y + 0.5) - from;
            const double along = radial ? std::hypot(off.x(), off.y()) / length
                                        : QPointF::dotProduct(off, way) / (length * length);
            *value++ = static_cast<std::uint8_t>(255.5 - 255 * std::clamp(along, 0.0, 1.0));
        }
    return mask;
}

} // namespace

void GradientTool::press(PaintedDocument& document, const PenPoint& pen) {
    m_document = &document;
    m_combine = combineFor(pen, values());
    m_from = m_to = pen.at;
}

void GradientTool::move(const PenPoint& pen) {
    m_to = pen.at;
    if (isBusy())
        Q_EMIT overlayChanged();
}

void GradientTool::release(const PenPoint& pen) {
    const auto document = m_document;
    m_to = pen.at;
    cancel();
    if (!document || QLineF(m_from, m_to).length() < 1)
        return;
    BackgroundStep::Work work = [from = m_from, to = m_to, values = values(),
                                 combine = m_combine](document::DocumentState state) {
        const QSize size(state.mask.width(), state.mask.height());
        combineInto(state, ramp(size, from, to, values.radial), 0, 0, values, combine);
        return Result<document::DocumentState>(std::move(state));
    };
    BackgroundStep::startOwn(*document, "gradient", std::move(work), *this,
                             [this](const Error& error) { Q_EMIT failed(error); });
}

void GradientTool::cancel() {
    m_document = nullptr;
    Q_EMIT overlayChanged();
}

void GradientTool::paint(QPainter& painter, const ViewTransform& view,
                         const std::optional<PenPoint>& /*pen*/) const {
    if (!isBusy())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const auto from = view.toView(m_from);
    drawOutline(painter, [&](QPainter& to) {
        to.drawLine(from, view.toView(m_to));
        to.drawEllipse(from, 4, 4);
    });
}

QRectF GradientTool::extent(const ViewTransform& view, const std::optional<PenPoint>& /*pen*/) const {
    if (!isBusy())
        return {};
    return QRectF(view.toView(m_from), view.toView(m_to)).normalized().adjusted(-7, -7, 7, 7);
}

} // namespace latentbrush::ui
