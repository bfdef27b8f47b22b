#pragma once

#include "ui/painting/mask_look.h"

#include <QObject>

class QAction;
class QActionGroup;
class QMenu;
class QSettings;
class QWidget;

namespace latentbrush::ui {

/// How masks are seen, as entries of a menu: in colour, as marching ants, or not at all; and the colour with
/// its opacity. Kept between sessions.
class MaskLookActions : public QObject {
    Q_OBJECT
public:
    /// `window` is what the colour dialog belongs to.
    explicit MaskLookActions(QWidget& window);

    const MaskLook& look() const { return m_look; }
    void load(const QSettings& settings);
    void save(QSettings& settings) const;

    QList<QAction*> all() const;
    void retranslate();

Q_SIGNALS:
    void changed(const MaskLook& look);

private:
    void set(const MaskLook& look);
    void chooseColour();

    QWidget& m_window;
    MaskLook m_look;
    QAction* m_overlay;
    QAction* m_ants;
    QAction* m_hidden;
    QAction* m_colour;
};

} // namespace latentbrush::ui
