#include "ui/painting/split_divider.h"

#include "ui/painting/tools/outline_pen.h"

#include <algorithm>
#include <cmath>

namespace latentbrush::ui {
namespace {

constexpr double kReach = 6;
constexpr double kKnob = 9; ///< the radius of the round grip in the middle

} // namespace

std::optional<QLineF> dividerOf(const PictureOver& over, const ViewTransform& view, const QRect& sight) {
    if (!over.split)
        return std::nullopt;
    const auto top = view.toView(QPointF(over.firstColumn(), over.place.y()));
    const auto bottom = view.toView(QPointF(over.firstColumn(), over.place.y() + over.place.height()));
    const double from = std::max<double>(top.y(), sight.y());
    const double to = std::min<double>(bottom.y(), sight.y() + sight.height());
    if (from >= to)
        return std::nullopt;
    return QLineF(top.x(), from, top.x(), to);
}

bool isOnDivider(const PictureOver& over, const ViewTransform& view, const QRect& sight, QPointF at) {
    const auto line = dividerOf(over, view, sight);
    return line && std::abs(at.x() - line->x1()) <= kReach && at.y() >= line->y1() && at.y() <= line->y2();
}

double splitAt(const PictureOver& over, const ViewTransform& view, QPointF at) {
    return std::clamp((view.toPicture(at).x() - over.place.x()) / over.place.width(), 0.0, 1.0);
}

void paintDivider(QPainter& painter, const PictureOver& over, const ViewTransform& view, const QRect& sight) {
    const auto line = dividerOf(over, view, sight);
    if (!line)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    drawOutline(painter, [&](QPainter& to) { to.drawLine(*line); });
    const auto middle = line->center();
    painter.setPen(QPen(QColor(0, 0, 0, 150), 1));
    painter.setBrush(QColor(255, 255, 255, 235));
    painter.drawEllipse(middle, kKnob, kKnob);
    painter.setPen(QPen(QColor(40, 40, 40), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const double side : {-1.0, 1.0}) {
        const QPointF tip = middle + QPointF(side * 5.5, 0);
        painter.drawPolyline(
            QPolygonF({tip + QPointF(-side * 2.5, -2.5), tip, tip + QPointF(-side * 2.5, 2.5)}));
    }
}

QRect dividerExtent(const PictureOver& over, const ViewTransform& view, const QRect& sight) {
    const auto line = dividerOf(over, view, sight);
    if (!line)
        return {};
    const double more = kKnob + 2;
    return QRectF(line->p1(), line->p2()).adjusted(-more, -more, more, more).toAlignedRect();
}

} // namespace latentbrush::ui
