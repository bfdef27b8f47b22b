#pragma once

#include <QDockWidget>
#include <QMainWindow>
#include <QPointer>

namespace latentbrush::ui {

class ActionSet;

/// The panels around the canvas, each in a dock with a switch in the View menu. A dock's name is what the
/// remembered arrangement knows it by; its title comes by that name in the person's language.
class DockSet : public QObject {
    Q_OBJECT
public:
    DockSet(QMainWindow& window, ActionSet& actions);

    QDockWidget* add(const QString& name, QWidget* panel, Qt::DockWidgetArea area);
    /// Hides those that are shown, or shows again just those.
    void hideAll(bool hide);
    void retranslate();

private:
    QMainWindow& m_window;
    ActionSet& m_actions;
    QList<QDockWidget*> m_docks;
    QList<QPointer<QDockWidget>> m_hidden; ///< by hideAll
};

} // namespace latentbrush::ui
