#pragma once

#include "ui/canvas/view_transform.h"
#include "ui/painting/effective_mask.h"
#include "ui/painting/marching_ants.h"
#include "ui/painting/screen_picture.h"
#include "ui/painting/tools/tool.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QNativeGestureEvent;
class QTouchEvent;

namespace latentbrush::ui {

class ToolBox;

/// A document on the canvas, drawn in software and only where it changed, and the hand on it: the current
/// tool of the tool box by pen, mouse or finger; zoom 2 % to 6400 % at the cursor by the wheel or two
/// fingers; pan by Space, the middle button or two fingers; Alt and the right button change the brush. One
/// pixel of the document is one device pixel at 100 %.
///
/// A picture too large to be put together at once appears bit by bit while the window stays usable.
class PaintingView : public QWidget {
    Q_OBJECT
public:
    explicit PaintingView(ToolBox& tools, QWidget* parent = nullptr);

    /// Null for none. It has to outlive its being shown. A picture over the one before goes.
    void setDocument(PaintedDocument* document);
    PaintedDocument* document() const { return m_document; }

    void setLook(const MaskLook& look);
    const MaskLook& look() const { return m_look; }
    /// How the mask will be taken: it is shown as that makes it, in colour and as ants.
    void setMaskRule(const MaskRule& rule) { m_mask.setRule(rule); }

    /// Shows a picture over a part of the document, below ants, frame and tools; the mask tints nothing
    /// there. Cheap to call again and again, as the picture forms or the split moves. None: no picture.
    void setOver(std::optional<PictureOver> over);
    const std::optional<PictureOver>& over() const { return m_over; }

    const ViewTransform& transform() const { return m_transform; }
    double zoom() const { return m_transform.zoom(); }
    void zoomTo(double zoom, QPointF at);
    void setReservedBelow(int height);
    /// Whether all that is in sight is up to date.
    bool isSettled() const { return m_unfinished.isEmpty() && m_mask.isSettled(); }

public Q_SLOTS:
    void fit();
    void zoomToActual();
    void zoomIn();
    void zoomOut();

Q_SIGNALS:
    void zoomChanged(double zoom);
    /// Where the pen is, in pixels of the document; (-1, -1) when it is elsewhere.
    void pointerMoved(QPointF at);
    /// A person pressed here: the window may fold what is in the way.
    void strokeBegan(QPointF view);
    void strokeEnded();
    /// A person dragged the divider of the picture over the document, 0 … 1.
    void splitMoved(double split);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void tabletEvent(QTabletEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// What a hand that is down does.
    enum class Hold { None, Pan, Draw, Adjust, Split };

    void retranslate();
    void takeColours();
    void viewChanged();
    void documentChanged(document::LayerId layer, const QRect& rect);
    void maskChanged(const QRect& rect);
    SeenLayers seenLayers() const;
    void sizeChanged(QSize size);
    void attachTool();
    /// Paints as soon as the events that wait are through: `update` would add some milliseconds to a stroke.
    void paintSoon(const QRect& rect);
    void paintNow();
    void updateDevice(const QRect& device);
    void updateOverlay();
    void updateDivider();
    void showCursor();

    void paintPicture(QPainter& painter, const QRect& exposed);
    void paintFrame(QPainter& painter) const;
    void paintAnts(QPainter& painter, const QRect& exposed);
    void antsTick();

    bool isOverDivider(QPointF view) const;
    void dragDivider(QPointF view);
    PenPoint penAt(QPointF view, double pressure, Qt::KeyboardModifiers modifiers, bool erases) const;
    /// `twice`: soon after a press at the same place.
    void pressed(Qt::MouseButton button, QPointF view, PenPoint pen, bool twice = false);
    bool isSecondPress(const QTabletEvent& event);
    void moved(QPointF view, const PenPoint& pen);
    void released(QPointF view, const PenPoint& pen);
    void hoverAt(QPointF view, const PenPoint& pen);
    void endHold();
    bool touched(QTouchEvent& touch);
    bool pinched(const QNativeGestureEvent& gesture);

    ToolBox& m_tools;
    QPointer<PaintedDocument> m_document;
    EffectiveMask m_mask;
    MaskLook m_look;
    ViewTransform m_transform;
    ComposedTiles m_tiles;
    ScreenPicture m_screen;
    QRegion m_unfinished; ///< device pixels that wait for time
    QRegion m_soon;       ///< logical pixels that wait for `paintNow`
    MarchingAnts m_ants;
    QTimer m_antsTimer;
    std::optional<PictureOver> m_over;

    std::optional<PenPoint> m_pen; ///< where it hovers or draws
    QRectF m_overlay;              ///< what the tool painted last
    Hold m_hold = Hold::None;
    QPointF m_lastView;
    QPointF m_holdFrom;
    bool m_spaceHeld = false;
    bool m_onDivider = false;    ///< the pen hovers there
    quint64 m_tabletPressAt = 0; ///< by the events' clock
    bool m_fingersPan = false;
};

} // namespace latentbrush::ui
