#include "ui/painting/placement.h"

#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>

namespace latentbrush::ui {
namespace {

constexpr double kStep = 15;       ///< degrees
constexpr double kNearQuarter = 1; ///< degrees from a right angle that no hand means
constexpr double kLongest = 16384;

/// Which way a corner lies from the middle: by PlacementGrip, as `corners` are.
constexpr std::array<std::array<int, 2>, 4> kWays{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};

std::size_t cornerOf(PlacementGrip grip) {
    return static_cast<std::size_t>(grip) - static_cast<std::size_t>(PlacementGrip::TopLeft);
}

/// A direction of the picture's as one of the document's.
QPointF rotated(QPointF direction, double angle) {
    return QTransform().rotate(angle).map(direction);
}

} // namespace

QTransform Placement::transform(QSize picture) const {
    QTransform result;
    result.translate(middle.x(), middle.y());
    result.rotate(angle);
    result.scale(size.width() / picture.width(), size.height() / picture.height());
    result.translate(-picture.width() / 2.0, -picture.height() / 2.0);
    return result;
}

QPolygonF Placement::corners() const {
    QPolygonF result;
    for (const auto& way : kWays)
        result.append(middle + rotated({way[0] * size.width() / 2, way[1] * size.height() / 2}, angle));
    return result;
}

QPointF Placement::turnHandle(double away) const {
    return middle + rotated({0, -size.height() / 2 - away}, angle);
}

PlacementGrip placementGripAt(const Placement& placement, QPointF at, double reach, double away) {
    if (QLineF(placement.turnHandle(away), at).length() <= reach)
        return PlacementGrip::Turn;
    const auto corners = placement.corners();
    for (int each = 0; each < 4; ++each)
        if (QLineF(corners[each], at).length() <= reach)
            return static_cast<PlacementGrip>(static_cast<int>(PlacementGrip::TopLeft) + each);
    return corners.containsPoint(at, Qt::OddEvenFill) ? PlacementGrip::Inside : PlacementGrip::None;
}

Placement onWholePixels(Placement placement) {
    const double quarters = std::round(placement.angle / 90) * 90;
    if (std::abs(placement.angle - quarters) > 1e-6)
        return placement;
    placement.angle = quarters;
    placement.size = QSizeF(std::max(1.0, std::round(placement.size.width())),
                            std::max(1.0, std::round(placement.size.height())));
    const auto corner = placement.corners().boundingRect().topLeft();
    placement.middle += QPointF(std::round(corner.x()), std::round(corner.y())) - corner;
    return placement;
}

Placement moved(const Placement& was, QPointF by) {
    auto placement = was;
    placement.middle += by;
    return onWholePixels(placement);
}

Placement scaled(const Placement& was, PlacementGrip corner, QPointF by, bool freely) {
    const auto& way = kWays[cornerOf(corner)];
    const auto along = rotated(by, -was.angle);
    const QSizeF wanted(was.size.width() + way[0] * along.x(), was.size.height() + way[1] * along.y());
    auto placement = was;
    if (freely) {
        placement.size =
            QSizeF(std::clamp(wanted.width(), 1.0, kLongest), std::clamp(wanted.height(), 1.0, kLongest));
    } else {
        // The point of the diagonal that is nearest to the pen.
        const double square = was.size.width() * was.size.width() + was.size.height() * was.size.height();
        const double factor =
            (wanted.width() * was.size.width() + wanted.height() * was.size.height()) / square;
        const double least = 1 / std::min(was.size.width(), was.size.height());
        const double most = kLongest / std::max(was.size.width(), was.size.height());
        placement.size *= std::clamp(factor, std::min(least, 1.0), std::max(most, 1.0));
    }
    const auto more = placement.size - was.size;
    placement.middle += rotated({way[0] * more.width() / 2, way[1] * more.height() / 2}, was.angle);
    return onWholePixels(placement);
}

Placement turned(const Placement& was, QPointF from, QPointF to, bool inSteps) {
    auto placement = was;
    // QLineF counts the other way round.
    placement.angle += QLineF(was.middle, to).angleTo(QLineF(was.middle, from));
    if (inSteps)
        placement.angle = std::round(placement.angle / kStep) * kStep;
    const double quarters = std::round(placement.angle / 90) * 90;
    if (std::abs(placement.angle - quarters) < kNearQuarter)
        placement.angle = quarters;
    placement.angle = std::fmod(placement.angle, 360);
    return onWholePixels(placement);
}

} // namespace latentbrush::ui
