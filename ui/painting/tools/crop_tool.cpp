#include "ui/painting/tools/crop_tool.h"

#include "ui/painting/background_step.h"
#include "ui/painting/rects.h"
#include "ui/painting/tools/outline_pen.h"

#include <QKeyEvent>
#include <QPainterPath>
#include <cmath>

namespace latentbrush::ui {
namespace {

constexpr double kReach = 8; ///< logical pixels around an edge
constexpr double kLeastDrag = 3;
constexpr int kStep = 8;
constexpr QSizeF kLabel{132, 24};
constexpr double kLabelGap = 10;

QRectF inView(const document::Rect& rect, const ViewTransform& view) {
    return {view.toView(QPointF(rect.x, rect.y)), view.toView(QPointF(rect.right(), rect.bottom()))};
}

/// Below the rectangle, and where that is out of sight, in it.
QRectF labelFor(const QRectF& rect, const QRectF& sight) {
    QRectF label({}, kLabel);
    label.moveCenter({rect.center().x(), rect.bottom() + kLabelGap + kLabel.height() / 2});
    label.moveLeft(
        std::clamp(label.left(), sight.left(), std::max(sight.left(), sight.right() - kLabel.width())));
    if (label.bottom() > sight.bottom())
        label.moveBottom(std::min(sight.bottom(), rect.bottom()) - kLabelGap);
    return label;
}

void paintLabel(QPainter& painter, const QRectF& label, const QString& text) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 190));
    painter.drawRoundedRect(label, 6, 6);
    painter.setPen(Qt::white);
    painter.drawText(label, Qt::AlignCenter, text);
}

} // namespace

CropTool::CropTool(ToolSettings& settings, QObject* parent)
    : Tool(ToolId::Crop, settings, parent), m_step(new BackgroundStep(this)) {
    connect(m_step, &BackgroundStep::failed, this, &CropTool::failed);
    connect(m_step, &BackgroundStep::runningChanged, this, [this](bool running) {
        if (!running)
            reset();
    });
}

document::Rect CropTool::bounds() const {
    return m_document ? m_document->state().picture.bounds() : document::Rect{};
}

void CropTool::reset() {
    m_held = false;
    m_rect = bounds();
    Q_EMIT overlayChanged();
}

void CropTool::attach(PaintedDocument& document) {
    if (m_document == &document)
        return;
    if (m_document)
        m_document->disconnect(this);
    m_document = &document;
    connect(m_document, &PaintedDocument::sizeChanged, this, &CropTool::reset);
    reset();
}

std::optional<BoxGrip> CropTool::gripAt(const PenPoint& pen) const {
    const auto grip = boxGripAt(m_rect, pen.at, pen.inDocument(kReach));
    // To move what is around all means little; to draw within it is what a person wants.
    return grip && grip->moves() && m_rect == bounds() ? std::nullopt : grip;
}

void CropTool::press(PaintedDocument& document, const PenPoint& pen) {
    attach(document);
    if (m_step->isRunning())
        return;
    m_held = true;
    m_begun = m_rect;
    m_from = pen.at;
    m_grip = gripAt(pen);
}

void CropTool::move(const PenPoint& pen) {
    if (!m_held)
        return;
    const auto by = pen.at - m_from;
    const auto& like = m_grip ? m_begun : bounds();
    BoxRules rules;
    if (pen.modifiers & Qt::ShiftModifier && like.height > 0)
        rules.ratio = double(like.width) / like.height;
    if (pen.modifiers & Qt::ControlModifier)
        rules.step = kStep;
    const bool drawsNothing = std::max(std::abs(by.x()), std::abs(by.y())) < pen.inDocument(kLeastDrag);
    if (m_grip)
        m_rect = by.isNull() ? m_begun : draggedBox(m_begun, *m_grip, by, rules);
    else
        m_rect = drawsNothing ? m_begun : drawnBox(m_from, pen.at, rules);
    Q_EMIT overlayChanged();
}

void CropTool::release(const PenPoint& pen) {
    move(pen);
    m_held = false;
}

void CropTool::hover(const PenPoint& pen) {
    const auto grip = m_document ? gripAt(pen) : std::nullopt;
    m_cursor = grip ? cursorOf(*grip) : Qt::CrossCursor;
}

bool CropTool::pressedTwice(const PenPoint& pen) {
    const auto grip = gripAt(pen);
    if (!isBusy() || !grip || !grip->moves())
        return false;
    apply();
    return true;
}

bool CropTool::keyPressed(const QKeyEvent& key) {
    if (!isBusy() || (key.key() != Qt::Key_Return && key.key() != Qt::Key_Enter))
        return false;
    apply();
    return true;
}

void CropTool::apply() {
    m_held = false;
    if (!isBusy() || m_step->isRunning())
        return;
    const auto work = [rect = m_rect, overlap = m_overlap](const document::DocumentState& state) {
        return onCanvas(state, rect, overlap);
    };
    m_step->start(*m_document, addsTo(m_document->state(), m_rect) ? "extend" : "crop", work);
}

void CropTool::cancel() {
    m_step->cancel();
    reset();
}

void CropTool::cancelPress() {
    if (m_held)
        m_rect = m_begun;
    m_held = false;
    Q_EMIT overlayChanged();
}

void CropTool::leave() {
    // What is being worked out was asked for, and still comes.
    if (m_document)
        m_document->disconnect(this);
    m_document = nullptr;
    reset();
}

bool CropTool::isBusy() const {
    return m_document && m_rect != bounds();
}

void CropTool::paint(QPainter& painter, const ViewTransform& view,
                     const std::optional<PenPoint>& /*pen*/) const {
    if (!m_document)
        return;
    const auto rect = inView(m_rect, view);
    QPainterPath document, wanted;
    document.addRect(view.frame());
    wanted.addRect(rect);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(document.subtracted(wanted), QColor(0, 0, 0, 130));
    painter.fillPath(wanted.subtracted(document), QColor(255, 255, 255, 60));
    drawOutline(painter, [&](QPainter& to) { to.drawRect(rect); });
    drawHandles(painter, rect);
    paintLabel(painter, labelFor(rect, painter.viewport()),
               QStringLiteral("%1 × %2").arg(m_rect.width).arg(m_rect.height));
}

QRectF CropTool::extent(const ViewTransform& view, const std::optional<PenPoint>& /*pen*/) const {
    if (!m_document)
        return {};
    const auto rect = inView(m_rect, view).united(view.frame());
    return rect.adjusted(-kLabel.width(), -6, kLabel.width(), kLabelGap + kLabel.height() + 6);
}

} // namespace latentbrush::ui
