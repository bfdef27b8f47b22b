#include "ui/painting/tools/place_tool.h"

#include "ui/painting/background_step.h"
#include "ui/painting/paint_into.h"
#include "ui/painting/tools/outline_pen.h"

#include <QKeyEvent>
#include <cmath>

namespace latentbrush::ui {
namespace {

constexpr double kReach = 10; ///< logical pixels around a handle
constexpr double kTurnAway = 26;
constexpr double kFarNudge = 10;

std::optional<QPointF> nudgeOf(const QKeyEvent& key) {
    const double by = key.modifiers() & Qt::ShiftModifier ? kFarNudge : 1;
    switch (key.key()) {
    case Qt::Key_Left:
        return QPointF(-by, 0);
    case Qt::Key_Right:
        return QPointF(by, 0);
    case Qt::Key_Up:
        return QPointF(0, -by);
    case Qt::Key_Down:
        return QPointF(0, by);
    default:
        return std::nullopt;
    }
}

Qt::CursorShape cursorOf(PlacementGrip grip) {
    switch (grip) {
    case PlacementGrip::None:
        return Qt::ArrowCursor;
    case PlacementGrip::Turn:
        return Qt::PointingHandCursor;
    case PlacementGrip::Inside:
        return Qt::SizeAllCursor;
    case PlacementGrip::TopLeft:
    case PlacementGrip::BottomRight:
        return Qt::SizeFDiagCursor;
    default:
        return Qt::SizeBDiagCursor;
    }
}

double turnAway(const ViewTransform& view) {
    return kTurnAway * view.pixelRatio() / view.zoom();
}

} // namespace

PlaceTool::PlaceTool(ToolSettings& settings, QObject* parent) : Tool(ToolId::Place, settings, parent) {}

void PlaceTool::begin(PaintedDocument& document, const QImage& picture, std::optional<QPointF> middle) {
    putDown();
    if (picture.isNull())
        return;
    m_document = &document;
    m_picture = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    m_picture.setDevicePixelRatio(1);
    m_halvings = -1;
    const QSizeF room(document.size());
    QSizeF size(picture.size());
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room, Qt::KeepAspectRatio);
    place(onWholePixels({middle.value_or(QPointF(room.width(), room.height()) / 2), size, 0}));
}

void PlaceTool::place(const Placement& placement) {
    m_placement = placement;
    Q_EMIT overlayChanged();
}

void PlaceTool::putDown() {
    if (!isBusy())
        return cancel();
    BackgroundStep::Work work = [picture = m_picture, placement = m_placement,
                                 target = values().target](document::DocumentState state) {
        const bool onSketch = target == PaintTarget::Sketch;
        layPicture(onSketch ? state.sketch : state.picture, picture, placement);
        return Result<document::DocumentState>(std::move(state));
    };
    const auto document = m_document;
    cancel();
    BackgroundStep::startOwn(*document, "paste", std::move(work), *this,
                             [this](const Error& error) { Q_EMIT failed(error); });
}

void PlaceTool::cancel() {
    m_document = nullptr;
    m_picture = m_drawn = {};
    m_grip = PlacementGrip::None;
    Q_EMIT overlayChanged();
}

void PlaceTool::cancelPress() {
    if (m_grip != PlacementGrip::None)
        place(m_begun);
    m_grip = PlacementGrip::None;
}

PlacementGrip PlaceTool::gripAt(const PenPoint& pen) const {
    return placementGripAt(m_placement, pen.at, pen.inDocument(kReach), pen.inDocument(kTurnAway));
}

void PlaceTool::press(PaintedDocument& /*document*/, const PenPoint& pen) {
    if (!isBusy())
        return;
    m_grip = gripAt(pen);
    m_begun = m_placement;
    m_from = pen.at;
    if (m_grip == PlacementGrip::None)
        putDown();
}

void PlaceTool::move(const PenPoint& pen) {
    const bool shift = pen.modifiers & Qt::ShiftModifier;
    const auto by = pen.at - m_from;
    if (m_grip == PlacementGrip::None)
        return;
    if (m_grip == PlacementGrip::Inside)
        place(moved(m_begun, by));
    else if (m_grip == PlacementGrip::Turn)
        place(turned(m_begun, m_from, pen.at, shift));
    else
        place(scaled(m_begun, m_grip, by, shift));
}

void PlaceTool::release(const PenPoint& pen) {
    move(pen);
    m_grip = PlacementGrip::None;
}

void PlaceTool::hover(const PenPoint& pen) {
    if (isBusy())
        m_cursor = cursorOf(gripAt(pen));
}

bool PlaceTool::keyPressed(const QKeyEvent& key) {
    if (!isBusy())
        return false;
    if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
        putDown();
        return true;
    }
    const auto nudge = nudgeOf(key);
    if (nudge && m_grip == PlacementGrip::None)
        place(moved(m_placement, *nudge));
    return nudge.has_value();
}

void PlaceTool::paint(QPainter& painter, const ViewTransform& view,
                      const std::optional<PenPoint>& /*pen*/) const {
    if (!isBusy())
        return;
    if (const int halvings = halvingsFor(m_picture.size(), m_placement.size * view.zoom());
        halvings != m_halvings) {
        m_drawn = halved(m_picture, halvings);
        m_halvings = halvings;
    }
    const auto toView = toViewOf(view);
    painter.save();
    painter.setClipRect(view.frame(), Qt::IntersectClip);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, view.zoom() < ViewTransform::kSquaresFrom);
    painter.setTransform(m_placement.transform(m_drawn.size()) * toView, true);
    painter.drawImage(0, 0, m_drawn);
    painter.restore();
    const auto corners = toView.map(m_placement.corners());
    const auto above = toView.map(m_placement.turnHandle(turnAway(view)));
    painter.setRenderHint(QPainter::Antialiasing);
    drawOutline(painter, [&](QPainter& to) {
        to.drawPolygon(corners);
        to.drawLine((corners[0] + corners[1]) / 2, above);
    });
    for (const auto& corner : corners)
        drawHandle(painter, corner);
    painter.drawEllipse(above, 5, 5);
}

QRectF PlaceTool::extent(const ViewTransform& view, const std::optional<PenPoint>& /*pen*/) const {
    if (!isBusy())
        return {};
    auto outline = m_placement.corners();
    outline.append(m_placement.turnHandle(turnAway(view)));
    return toViewOf(view).map(outline).boundingRect().adjusted(-8, -8, 8, 8);
}

} // namespace latentbrush::ui
