#include "ui/painting/tools/stroke_tool.h"

#include "ui/canvas/view_transform.h"
#include "ui/painting/paint_into.h"
#include "ui/painting/tools/outline_pen.h"

#include <QKeyEvent>
#include <cmath>

namespace latentbrush::ui {
namespace {

constexpr double kSizeStep = 1.15;      ///< by a key
constexpr double kHardnessStep = 0.1;   ///< by a key
constexpr double kHardnessPixels = 200; ///< of dragging from soft to hard
constexpr double kMargin = 4;           ///< around what is painted over the canvas

document::StrokePoint strokePoint(const PenPoint& pen) {
    return {pen.at.x(), pen.at.y(), pen.pressure};
}

} // namespace

document::Brush StrokeTool::brushFor(const PenPoint& pen) const {
    auto brush = m_settings.brushOf(brushUsedBy(pen));
    if (values().screenSizes)
        brush.diameter /= pen.zoom;
    return brush;
}

void StrokeTool::press(PaintedDocument& document, const PenPoint& pen) {
    cancel();
    if (m_document != &document)
        m_lastEnd.reset();
    m_document = &document;
    m_target = values().target;
    m_erases = pen.erases || id() == ToolId::Eraser;
    const bool onMask = m_target == PaintTarget::Mask;
    m_stroke.emplace(brushFor(pen),
                     m_erases && onMask ? document::StrokeMode::Erase : document::StrokeMode::Paint);
    if (!onMask) {
        auto blank = document::TiledLayer::create(document.size().width(), document.size().height(), 1);
        m_coverage = blank ? std::move(*blank) : document::TiledLayer();
    }
    m_draft = document.beginDraft();
    if (const auto start = lineStart(pen)) {
        auto from = pen;
        from.at = *start;
        drawTo(from);
    }
    drawTo(pen);
}

void StrokeTool::drawTo(const PenPoint& pen) {
    auto* draft = m_document && m_stroke ? m_document->draft(m_draft) : nullptr;
    if (!draft)
        return;
    document::Rect dirty;
    if (m_target == PaintTarget::Mask) {
        dirty = m_stroke->drawTo(draft->mask, strokePoint(pen));
    } else {
        dirty = m_stroke->drawTo(m_coverage, strokePoint(pen));
        layColour(m_document->state().sketch, m_coverage, draft->sketch, dirty, values().colour, m_erases);
    }
    m_lastEnd = pen.at;
    m_document->draftChanged(layerOf(m_target), dirty);
}

void StrokeTool::move(const PenPoint& pen) {
    drawTo(pen);
}

void StrokeTool::release(const PenPoint&) {
    // Without the point of release: there the pen presses no more.
    if (m_document && m_draft != 0)
        if (auto done = m_document->commitDraft(m_draft, m_erases ? "erase" : "paint"); !done)
            Q_EMIT failed(done.error());
    m_draft = 0;
    m_stroke.reset();
    m_coverage = {};
}

void StrokeTool::cancel() {
    if (m_document && m_draft != 0)
        m_document->dropDraft(m_draft);
    m_draft = 0;
    m_stroke.reset();
    m_coverage = {};
}

bool StrokeTool::keyPressed(const QKeyEvent& key) {
    const bool less = key.key() == Qt::Key_BracketLeft || key.key() == Qt::Key_BraceLeft;
    const bool more = key.key() == Qt::Key_BracketRight || key.key() == Qt::Key_BraceRight;
    if (!less && !more)
        return false;
    auto brush = m_settings.brushOf(id());
    if (key.modifiers() & Qt::ShiftModifier)
        brush.hardness = std::round((brush.hardness + (more ? kHardnessStep : -kHardnessStep)) * 100) / 100;
    else if (more)
        brush.diameter = std::max(std::floor(brush.diameter) + 1, std::round(brush.diameter * kSizeStep));
    else
        brush.diameter = std::min(std::ceil(brush.diameter) - 1, std::round(brush.diameter / kSizeStep));
    m_settings.setBrushOf(id(), brush);
    return true;
}

bool StrokeTool::beginAdjusting() {
    m_adjusted = m_settings.brushOf(id());
    return !isBusy();
}

void StrokeTool::adjust(QPointF by, double zoom) {
    auto brush = m_adjusted;
    // The outline's edge follows the hand.
    brush.diameter = std::round(m_adjusted.diameter + 2 * by.x() / (values().screenSizes ? 1 : zoom));
    brush.hardness = m_adjusted.hardness - by.y() / kHardnessPixels;
    m_settings.setBrushOf(id(), brush);
}

std::optional<QPointF> StrokeTool::lineStart(const PenPoint& pen) const {
    return pen.modifiers & Qt::ShiftModifier ? m_lastEnd : std::nullopt;
}

double StrokeTool::radiusInView(const ViewTransform& view, const PenPoint& pen) const {
    return std::max(1.0, brushFor(pen).diameter / 2 * view.zoom() / view.pixelRatio());
}

void StrokeTool::paint(QPainter& painter, const ViewTransform& view,
                       const std::optional<PenPoint>& pen) const {
    if (!pen)
        return;
    const auto at = view.toView(pen->at);
    const auto radius = radiusInView(view, *pen);
    const auto hardness = m_settings.brushOf(brushUsedBy(*pen)).hardness;
    painter.setRenderHint(QPainter::Antialiasing);
    drawOutline(painter, [&](QPainter& to) { to.drawEllipse(at, radius, radius); });
    if (hardness < 0.95 && radius * hardness > 3) {
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1, Qt::DotLine));
        painter.drawEllipse(at, radius * hardness, radius * hardness);
    }
    if (const auto start = isBusy() ? std::nullopt : lineStart(*pen))
        drawOutline(painter, [&](QPainter& to) { to.drawLine(view.toView(*start), at); });
}

QRectF StrokeTool::extent(const ViewTransform& view, const std::optional<PenPoint>& pen) const {
    if (!pen)
        return {};
    const auto at = view.toView(pen->at);
    const auto reach = radiusInView(view, *pen) + kMargin;
    QRectF all(at - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach));
    if (const auto start = isBusy() ? std::nullopt : lineStart(*pen)) {
        const auto line = QRectF(view.toView(*start), at).normalized();
        all |= line.adjusted(-kMargin, -kMargin, kMargin, kMargin);
    }
    return all;
}

} // namespace latentbrush::ui
