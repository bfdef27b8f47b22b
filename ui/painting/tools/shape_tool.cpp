#include "ui/painting/tools/shape_tool.h"

#include "ui/canvas/view_transform.h"
#include "ui/painting/background_step.h"
#include "ui/painting/paint_into.h"
#include "ui/painting/rects.h"
#include "ui/painting/tools/outline_pen.h"

#include <QKeyEvent>
#include <cmath>

namespace latentbrush::ui {
namespace {

constexpr double kCloseBy = 8; ///< logical pixels from the first corner

struct Filled {
    image::Mask shape;
    QPoint at;
};

/// The pixels in the outline, with a soft edge of a pixel, cut to the document.
Filled filled(const QPainterPath& outline, const document::Rect& bounds) {
    const auto rect = toQRect(intersected(toRect(outline.boundingRect()), bounds));
    if (rect.isEmpty())
        return {};
    QImage drawn(rect.size(), QImage::Format_Grayscale8);
    drawn.fill(0);
    QPainter painter(&drawn);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-rect.topLeft());
    painter.fillPath(outline, Qt::white);
    painter.end();
    auto shape = image::filledMask(rect.width(), rect.height());
    for (int y = 0; y < rect.height(); ++y)
        std::copy_n(drawn.constScanLine(y), rect.width(),
                    shape.values.begin() + std::ptrdiff_t(y) * rect.width());
    return {std::move(shape), rect.topLeft()};
}

} // namespace

Combine combineFor(const PenPoint& pen, const ToolValues& values) {
    const bool shift = pen.modifiers & Qt::ShiftModifier;
    const bool alt = pen.modifiers & Qt::AltModifier;
    if (shift && alt)
        return Combine::Intersect;
    if (alt || pen.erases)
        return Combine::Subtract;
    return shift ? Combine::Add : values.combine;
}

void ShapeTool::begin(PaintedDocument& document, const PenPoint& pen) {
    m_document = &document;
    m_combine = combineFor(pen, values());
}

void ShapeTool::finish() {
    const auto document = m_document;
    m_document = nullptr;
    Q_EMIT overlayChanged();
    const auto path = outline();
    const auto size = path.boundingRect().size();
    if (!document || size.width() * size.height() < 1)
        return;
    BackgroundStep::Work work = [path, values = values(),
                                 combine = m_combine](document::DocumentState state) {
        const auto shape = filled(path, state.mask.bounds());
        if (!shape.shape.empty())
            combineInto(state, shape.shape, shape.at.x(), shape.at.y(), values, combine);
        return Result<document::DocumentState>(std::move(state));
    };
    BackgroundStep::startOwn(*document, "shape", std::move(work), *this,
                             [this](const Error& error) { Q_EMIT failed(error); });
}

void ShapeTool::cancel() {
    m_document = nullptr;
    Q_EMIT overlayChanged();
}

void ShapeTool::paint(QPainter& painter, const ViewTransform& view,
                      const std::optional<PenPoint>& /*pen*/) const {
    if (!isBusy())
        return;
    const auto path = toViewOf(view).map(outline());
    painter.setRenderHint(QPainter::Antialiasing);
    drawOutline(painter, [&](QPainter& to) { to.drawPath(path); });
}

QRectF ShapeTool::extent(const ViewTransform& view, const std::optional<PenPoint>& /*pen*/) const {
    if (!isBusy())
        return {};
    return toViewOf(view).mapRect(outline().boundingRect()).adjusted(-4, -4, 4, 4);
}

void BoxTool::press(PaintedDocument& document, const PenPoint& pen) {
    begin(document, pen);
    m_from = m_to = pen.at;
    m_shiftCombines = pen.modifiers & Qt::ShiftModifier;
}

void BoxTool::move(const PenPoint& pen) {
    if (!isBusy())
        return;
    const bool shift = pen.modifiers & Qt::ShiftModifier;
    m_shiftCombines = m_shiftCombines && shift;
    m_to = pen.at;
    if (shift && !m_shiftCombines) {
        const auto by = pen.at - m_from;
        const auto edge = std::max(std::abs(by.x()), std::abs(by.y()));
        m_to = m_from + QPointF(std::copysign(edge, by.x()), std::copysign(edge, by.y()));
    }
    Q_EMIT overlayChanged();
}

void BoxTool::release(const PenPoint& pen) {
    if (!isBusy())
        return;
    move(pen);
    finish();
}

QPainterPath RectangleTool::outline() const {
    QPainterPath path;
    // On whole pixels: who draws a box wants its edge sharp.
    path.addRect(QRectF(QPointF(std::round(box().left()), std::round(box().top())),
                        QPointF(std::round(box().right()), std::round(box().bottom()))));
    return path;
}

QPainterPath EllipseTool::outline() const {
    QPainterPath path;
    path.addEllipse(box());
    return path;
}

void LassoTool::press(PaintedDocument& document, const PenPoint& pen) {
    begin(document, pen);
    m_points = {pen.at};
}

void LassoTool::move(const PenPoint& pen) {
    if (!isBusy())
        return;
    m_points.append(pen.at);
    Q_EMIT overlayChanged();
}

void LassoTool::release(const PenPoint& pen) {
    if (!isBusy())
        return;
    m_points.append(pen.at);
    finish();
}

QPainterPath LassoTool::outline() const {
    QPainterPath path;
    path.addPolygon(m_points);
    path.closeSubpath();
    path.setFillRule(Qt::WindingFill);
    return path;
}

void PolygonTool::press(PaintedDocument& document, const PenPoint& pen) {
    m_next = pen.at;
    if (!isBusy()) {
        m_corners.clear();
        begin(document, pen);
    } else if (m_corners.size() > 2 &&
               QLineF(m_corners.first(), pen.at).length() < pen.inDocument(kCloseBy)) {
        return finish();
    }
    m_corners.append(pen.at);
    Q_EMIT overlayChanged();
}

void PolygonTool::move(const PenPoint& pen) {
    hover(pen);
}

void PolygonTool::release(const PenPoint& pen) {
    hover(pen);
}

void PolygonTool::hover(const PenPoint& pen) {
    m_next = pen.at;
    if (isBusy())
        Q_EMIT overlayChanged();
}

bool PolygonTool::keyPressed(const QKeyEvent& key) {
    if (!isBusy())
        return false;
    if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
        m_next = m_corners.last();
        finish();
        return true;
    }
    if (key.key() != Qt::Key_Backspace)
        return false;
    m_corners.removeLast();
    m_corners.isEmpty() ? cancel() : Q_EMIT overlayChanged();
    return true;
}

void PolygonTool::cancel() {
    m_corners.clear();
    ShapeTool::cancel();
}

QPainterPath PolygonTool::outline() const {
    auto corners = m_corners;
    if (isBusy())
        corners.append(m_next);
    QPainterPath path;
    path.addPolygon(corners);
    path.closeSubpath();
    return path;
}

} // namespace latentbrush::ui
