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

/// Once nothing of it has changed for a moment, for who is killed or loses power; not while one types, since
/// it waits for the disk.
void MainWindow::wireSession() {
    constexpr auto kSoon = 2s;
    auto* soon = new QTimer(this);
    soon->setSingleShot(true);
    soon->setInterval(kSoon);
    connect(soon, &QTimer::timeout, this, &MainWindow::keepSession);
    const auto start = [soon] { soon->start(); };
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

/// On the disk: in its journal, or where that is stuck in the file that it was saved to.
bool MainWindow::isKept(PaintedDocument& document) const {
    return !document.hasStepsUnderWay() &&
           (document.waitForJournal(0ms) || (document.isJournalStuck() && document.info().saved));
}

void MainWindow::closeEvent(QCloseEvent* event) {
    saveSession();
    const auto documents = m_area->documents().all();
    if (m_loses || std::ranges::all_of(documents, [this](auto* document) { return isKept(*document); })) {
        // Nothing older than its file comes back at the next start.
        for (auto* document : documents)
            if (document->isJournalStuck() && document->info().saved)
                document->close();
        return QMainWindow::closeEvent(event);
    }
    event->ignore();
    if (std::exchange(m_closing, true))
        return; // it closes as soon as it can
    for (auto* document : documents)
        document->retryJournal();
    closeOnceWritten();
}

/// As soon as all that was done is on the disk; asks when it does not get there.
void MainWindow::closeOnceWritten() {
    constexpr auto kNextLook = 20ms;
    QStringList stuck;
    bool waits = false;
    for (auto* document : m_area->documents().all()) {
        if (isKept(*document))
            continue;
        waits = true;
        if (document->isJournalStuck() && !document->hasStepsUnderWay())
            stuck << QString::fromStdString(document->info().title);
    }
    if (stuck.isEmpty() && waits)
        return QTimer::singleShot(kNextLook, this, &MainWindow::closeOnceWritten);
    m_closing = false;
    stuck.isEmpty() ? static_cast<void>(close()) : askToLose(stuck);
}

void MainWindow::askToLose(const QStringList& titles) {
    auto* question =
        new QMessageBox(QMessageBox::Warning, QStringLiteral("Latentbrush"),
                        tr("The last steps in %1 could not be kept.").arg(titles.join(QStringLiteral(", "))),
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
