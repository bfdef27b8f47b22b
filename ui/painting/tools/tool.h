#pragma once

#include "ui/painting/painted_document.h"
#include "ui/painting/tool_settings.h"

#include <QPointF>
#include <QPointer>
#include <Qt>
#include <optional>

class QKeyEvent;
class QPainter;

namespace latentbrush::ui {

class ViewTransform;

/// Where the pen (or the mouse, or a finger) is.
struct PenPoint {
    QPointF at; ///< pixels of the document
    double pressure = 1;
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;
    bool erases = false; ///< the pen's other end
    double zoom = 1;     ///< device pixels a pixel of the document
    double ratio = 1;    ///< device pixels a logical pixel of the view

    /// A length on the screen, in logical pixels, as one in the document.
    double inDocument(double onScreen) const { return onScreen * ratio / zoom; }
};

/// What the hand does on the canvas. From `press` to `release` the tool works on that document; what it shows
/// in between is a draft, which `cancel` takes back and `release` makes one step that can be undone.
class Tool : public QObject {
    Q_OBJECT
public:
    Tool(ToolId id, ToolSettings& settings, QObject* parent)
        : QObject(parent), m_settings(settings), m_id(id) {}

    ToolId id() const { return m_id; }
    /// The tool is in the hand and this document in sight: it may show itself before it is used.
    virtual void attach(PaintedDocument&) {}
    virtual void press(PaintedDocument& document, const PenPoint& pen) = 0;
    virtual void move(const PenPoint& pen) = 0;
    virtual void release(const PenPoint& pen) = 0;
    /// Takes back what is not yet a step.
    virtual void cancel() = 0;
    /// Whether `cancel` would take something back; may be so after `release` (a polygon).
    virtual bool isBusy() const = 0;
    /// Takes back what was done since the press, when it turns out to be none: a second finger came.
    virtual void cancelPress() { cancel(); }
    /// Another tool is taken, or another document is shown.
    virtual void leave() { cancel(); }
    /// A second press at once at the same place; false: it is like any other.
    virtual bool pressedTwice(const PenPoint&) { return false; }
    virtual void hover(const PenPoint&) {}
    /// Whether the key means something to this tool.
    virtual bool keyPressed(const QKeyEvent&) { return false; }
    /// Whether dragging by Alt and the right button changes something of this tool: `by` is in device
    /// pixels from where it began.
    virtual bool beginAdjusting() { return false; }
    virtual void adjust(QPointF /*by*/, double /*zoom*/) {}

    /// What is painted over the canvas, in logical pixels of the view, and the pixels that it needs. `pen` is
    /// none while the pen is elsewhere.
    virtual void paint(QPainter&, const ViewTransform&, const std::optional<PenPoint>& /*pen*/) const {}
    virtual QRectF extent(const ViewTransform&, const std::optional<PenPoint>& /*pen*/) const { return {}; }
    virtual Qt::CursorShape cursor() const { return Qt::CrossCursor; }

Q_SIGNALS:
    void overlayChanged();
    void failed(const Error& error);

protected:
    const ToolValues& values() const { return m_settings.values(); }
    ToolSettings& m_settings;

private:
    ToolId m_id;
};

} // namespace latentbrush::ui
