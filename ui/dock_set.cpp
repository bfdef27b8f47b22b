#include "ui/dock_set.h"

#include "ui/action_set.h"

namespace latentbrush::ui {

DockSet::DockSet(QMainWindow& window, ActionSet& actions)
    : QObject(&window), m_window(window), m_actions(actions) {}

QDockWidget* DockSet::add(const QString& name, QWidget* panel, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(&m_window);
    dock->setObjectName(name);
    dock->setWidget(panel);
    m_window.addDockWidget(area, dock);
    m_docks.append(dock);
    m_actions.addToView(dock->toggleViewAction());
    return dock;
}

void DockSet::hideAll(bool hide) {
    if (hide) {
        for (auto* dock : std::as_const(m_docks))
            if (dock->isVisible()) {
                m_hidden.append(dock);
                dock->hide();
            }
        return;
    }
    for (const auto& dock : std::as_const(m_hidden))
        if (dock)
            dock->show();
    m_hidden.clear();
}

void DockSet::retranslate() {
    const std::map<QString, QString> titles{{QStringLiteral("parameters"), tr("Parameters")},
                                            {QStringLiteral("queue"), tr("Queue")},
                                            {QStringLiteral("models"), tr("Models")},
                                            {QStringLiteral("history"), tr("History")}};
    for (auto* dock : std::as_const(m_docks)) {
        dock->setWindowTitle(titles.at(dock->objectName()));
        dock->toggleViewAction()->setToolTip(tr("Shows or hides this panel."));
    }
}

} // namespace latentbrush::ui
