#include "ui/action_set.h"
#include "ui/canvas/empty_state.h"
#include "ui/documents/document_area.h"
#include "ui/main_window.h"
#include "ui/painting/painted_document.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/settings/preferences.h"

#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QTimer>
#include <algorithm>

namespace latentbrush::ui {

using namespace std::chrono_literals;

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

/// Soon after anything of it changed, for who is killed or loses power.
void MainWindow::wireSession() {
    constexpr auto kSoon = 1s;
    auto* soon = new QTimer(this);
    soon->setSingleShot(true);
    soon->setInterval(kSoon);
    connect(soon, &QTimer::timeout, this, &MainWindow::keepSession);
    const auto start = [soon] {
        if (!soon->isActive())
            soon->start();
    };
    connect(m_area, &DocumentArea::settingsChanged, soon, start);
    connect(m_parameters, &ParametersPanel::changed, soon, start);
    connect(m_card, &PromptCard::promptEdited, soon, start);
}

/// What the window is told, apart from what a document keeps.
void MainWindow::keepSession() {
    const auto& request = m_front ? m_pictureSettings.request : panelSettings().request;
    m_preferences.setLastRequest(QByteArray::fromStdString(toJsonText(request)));
    m_area->save(m_preferences.file());
    m_preferences.setSeedLocked(m_parameters->isSeedLocked());
}

void MainWindow::saveSession() {
    writeAllSettings();
    keepSession();
    hidePanels(false);
    m_preferences.setWindow(saveGeometry(), saveState());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    saveSession();
    const auto& documents = m_area->documents().all();
    const bool written = std::ranges::all_of(
        documents, [](PaintedDocument* document) { return document->waitForJournal(0ms); });
    if (written || m_loses)
        return QMainWindow::closeEvent(event);
    event->ignore();
    for (auto* document : documents)
        document->retryJournal();
    closeOnceWritten();
}

/// As soon as all that was done is on the disk; asks when it does not get there.
void MainWindow::closeOnceWritten() {
    constexpr auto kNextLook = 20ms;
    bool waits = false;
    for (auto* document : m_area->documents().all()) {
        if (document->isJournalStuck())
            return askToLose(*document);
        waits = waits || !document->waitForJournal(0ms);
    }
    if (waits)
        QTimer::singleShot(kNextLook, this, &MainWindow::closeOnceWritten);
    else
        close();
}

void MainWindow::askToLose(const PaintedDocument& document) {
    auto* question = new QMessageBox(
        QMessageBox::Warning, QStringLiteral("Latentbrush"),
        tr("The last steps in %1 could not be kept.").arg(QString::fromStdString(document.info().title)),
        QMessageBox::Retry | QMessageBox::Discard | QMessageBox::Cancel, this);
    question->setInformativeText(tr("The disk may be full. Make room, or save the document on another disk; "
                                    "whoever closes now loses those steps."));
    question->button(QMessageBox::Discard)->setText(tr("Close all the same"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(question, &QMessageBox::finished, this, [this](int answer) {
        m_loses = answer == QMessageBox::Discard;
        if (answer != QMessageBox::Cancel)
            close();
    });
    question->open();
}

} // namespace latentbrush::ui
