#pragma once

#include "ui/services.h"
#include "ui/shown_picture.h"

#include <QMainWindow>

namespace latentbrush::ui {

class ActionSet;
class Appearance;
class CanvasStage;
class CommandSearch;
class DockSet;
class HistoryPanel;
class LanguageSwitch;
class ParametersPanel;
class Preferences;
class PromptCard;
class QueuePanel;
class SettingsImport;

/// The studio: the canvas, the panels around it as docks, and the menus.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(Services services, Preferences& preferences, LanguageSwitch& languages,
               Appearance& appearance);
    ~MainWindow() override;

    /// The history, at the lower edge; the window owns it from here on.
    void setHistory(HistoryPanel* history);
    /// Loads the model behind the shown window.
    void begin();
    JobRunner& jobs() { return *m_jobs; }

public Q_SLOTS:
    /// Takes prompts and settings, as the history and dropped pictures give them.
    void useRequest(const GenerationRequest& request);
    /// Shows a picture from elsewhere than the running job.
    void showPicture(const QImage& view, const GenerationRequest& request, const QString& file);
    void showError(const Error& error);
    /// Reads what a picture says about its making, and offers it.
    void offerSettings(const QString& file);

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    // main_window.cpp: the parts and how they hear of each other
    void wirePanels();
    void retranslate();

    // main_window_actions.cpp: what the menus do
    void wireActions();
    void refresh();
    void hidePanels(bool hide);
    void escape();
    void savePicture();
    void showInFolder();
    void showAbout();
    void showLicences();

    // main_window_session.cpp: what is as it was at the next start
    void restoreSession();
    void saveSession();

    // main_window_jobs.cpp: what jobs are asked to do and what they tell
    void wireJobs();
    void generate();
    void takePicture(JobId job, const FinishedPicture& picture);
    void showResult(int index);
    void jobEnded(JobId job);
    QSize formingSize() const;

    Services m_services;
    Preferences& m_preferences;
    LanguageSwitch& m_languages;
    Appearance& m_appearance;
    JobRunner* m_jobs;
    ActionSet* m_actions;
    DockSet* m_docks;
    CanvasStage* m_stage;
    PromptCard* m_card;
    ParametersPanel* m_parameters;
    QueuePanel* m_queue;
    CommandSearch* m_search;
    SettingsImport* m_import;
    HistoryPanel* m_history = nullptr;

    std::map<JobId, GenerationRequest> m_asked; ///< jobs that have not ended
    JobId m_resultJob = 0;                      ///< whose pictures `m_results` are
    std::vector<ShownPicture> m_results;
    ShownPicture m_shown;
    bool m_following = true; ///< the canvas shows the forming picture; not while another one is looked at
};

} // namespace latentbrush::ui
