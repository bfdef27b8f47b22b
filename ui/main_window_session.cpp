#include "ui/action_set.h"
#include "ui/canvas/empty_state.h"
#include "ui/documents/document_area.h"
#include "ui/main_window.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/settings/preferences.h"

#include <QScreen>

namespace latentbrush::ui {

void MainWindow::restoreSession() {
    const auto available = screen()->availableGeometry().size();
    resize((available * 0.9).boundedTo({1560, 1000}));
    if (!restoreGeometry(m_preferences.windowGeometry()) && available.height() < 1000)
        setWindowState(Qt::WindowMaximized);
    restoreState(m_preferences.windowState());
    m_area->load(m_preferences.file());
    m_actions->operator[](Command::FixedSeed)->setChecked(m_preferences.seedLocked());
    // Empty at the first start, which is no request either.
    if (const auto request = requestFromJsonText(m_preferences.lastRequest().toStdString()))
        useRequest(*request);
    else
        m_card->setPrompts(EmptyState::samplePrompt(), {});
}

void MainWindow::saveSession() {
    writeAllSettings();
    m_preferences.setLastRequest(QByteArray::fromStdString(toJsonText(m_pictureSettings.request)));
    m_area->save(m_preferences.file());
    m_preferences.setSeedLocked(m_parameters->isSeedLocked());
    hidePanels(false);
    m_preferences.setWindow(saveGeometry(), saveState());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    saveSession();
    QMainWindow::closeEvent(event);
}

} // namespace latentbrush::ui
