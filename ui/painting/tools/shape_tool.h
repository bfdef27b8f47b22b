#pragma once

#include "ui/painting/tools/tool.h"

#include <QPainterPath>

namespace latentbrush::ui {

/// What the keys ask for at a press, as in other programs: Shift adds, Alt takes away, both keep only what is
/// in both; the pen's other end takes away; none of them: what is chosen.
Combine combineFor(const PenPoint& pen, const ToolValues& values);

/// Draws an outline and fills it, in one step. Subclasses say how the outline grows.
class ShapeTool : public Tool {
    Q_OBJECT
public:
    using Tool::Tool;

    void cancel() override;
    bool isBusy() const override { return m_document != nullptr; }
    void paint(QPainter& painter, const ViewTransform& view,
               const std::optional<PenPoint>& pen) const override;
    QRectF extent(const ViewTransform& view, const std::optional<PenPoint>& pen) const override;

protected:
    void begin(PaintedDocument& document, const PenPoint& pen);
    /// Fills it, unless it is smaller than a pixel, and ends.
    void finish();
    /// In pixels of the document.
    virtual QPainterPath outline() const = 0;

private:
    QPointer<PaintedDocument> m_document;
    Combine m_combine = Combine::Add;
};

/// From corner to corner; Shift pressed on the way makes both sides equal.
class BoxTool : public ShapeTool {
    Q_OBJECT
public:
    using ShapeTool::ShapeTool;
    void press(PaintedDocument& document, const PenPoint& pen) override;
    void move(const PenPoint& pen) override;
    void release(const PenPoint& pen) override;

protected:
    QRectF box() const { return QRectF(m_from, m_to).normalized(); }

private:
    QPointF m_from;
    QPointF m_to;
    bool m_shiftCombines = false; ///< it was held at the press, and still is
};

class RectangleTool : public BoxTool {
    Q_OBJECT
public:
    RectangleTool(ToolSettings& settings, QObject* parent) : BoxTool(ToolId::Rectangle, settings, parent) {}

protected:
    QPainterPath outline() const override;
};

class EllipseTool : public BoxTool {
    Q_OBJECT
public:
    EllipseTool(ToolSettings& settings, QObject* parent) : BoxTool(ToolId::Ellipse, settings, parent) {}

protected:
    QPainterPath outline() const override;
};

/// Follows the pen and closes itself.
class LassoTool : public ShapeTool {
    Q_OBJECT
public:
    LassoTool(ToolSettings& settings, QObject* parent) : ShapeTool(ToolId::Lasso, settings, parent) {}
    void press(PaintedDocument& document, const PenPoint& pen) override;
    void move(const PenPoint& pen) override;
    void release(const PenPoint& pen) override;

protected:
    QPainterPath outline() const override;

private:
    QPolygonF m_points;
};

/// A corner by each press; a press on the first corner or Enter closes it, Backspace takes back a corner.
class PolygonTool : public ShapeTool {
    Q_OBJECT
public:
    PolygonTool(ToolSettings& settings, QObject* parent) : ShapeTool(ToolId::Polygon, settings, parent) {}
    void press(PaintedDocument& document, const PenPoint& pen) override;
    void move(const PenPoint& pen) override;
    void release(const PenPoint& pen) override;
    void hover(const PenPoint& pen) override;
    bool keyPressed(const QKeyEvent& key) override;
    void cancel() override;

protected:
    QPainterPath outline() const override;

private:
    QPolygonF m_corners;
    QPointF m_next; ///< where the pen is
};

} // namespace latentbrush::ui
