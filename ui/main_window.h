#pragma once

#include "ui/services.h"
#include "ui/shown_picture.h"

#include "ui/documents/document_task.h"

#include <QMainWindow>
#include <QPointer>
#include <functional>
#include <map>

namespace latentbrush::ui {

class ActionSet;
class Appearance;
class CanvasStage;
class CommandSearch;
class DockSet;
class DocumentArea;
class FolderWatch;
class HistoryPanel;
class LanguageSwitch;
class ModelsPanel;
class ParametersPanel;
class Preferences;
class PromptCard;
class PaintedDocument;
class QueuePanel;
class SettingsImport;

/// The studio: the canvas with its documents, the panels around it as docks, and the menus.
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
    DocumentArea& area() { return *m_area; }

public Q_SLOTS:
    /// Takes prompts and settings, as the history and dropped pictures give them.
    void useRequest(const GenerationRequest& request);
    /// Shows a picture from elsewhere than the running job.
    void showPicture(const QImage& view, const GenerationRequest& request, const QString& file);
    void wireControls();
    void showError(const Error& error);
    /// Reads what a picture says about its making, and offers it; what says nothing is opened to paint on.
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
    void flip(int by);
    void savePicture();
    void askForFile(const QString& title, const QString& filter, std::function<void(const QString&)> take);
    void askWhere(const QString& title, const QString& name, const QString& filter,
                  std::function<void(const QString&)> take);
    void showInFolder();
    void showAbout();
    void showLicences();

    // main_window_documents.cpp: the documents in their tabs, and what the panels show of them
    void wireDocuments();
    void frontChanged(PaintedDocument* document);
    void keepSettings();
    void writeAllSettings();
    void writeSettings(PaintedDocument& document, const DocumentSettings& settings);
    DocumentSettings panelSettings() const;
    void showSettings(const DocumentSettings& settings);
    void newDocument();
    void openMade(std::function<Result<document::DocumentState>()> make, const QString& title);
    void openState(const GenerationRequest& request, const image::Picture& made, const QString& title);
    void paintOnPicture();
    void closeDocument(PaintedDocument* document);
    void whenStepsAreDone(PaintedDocument& document, std::function<void()> act);
    void generateFor(PaintedDocument& document);
    void showMaskRule();
    QString documentAction(const PaintedDocument& document, FrameTask task) const;

    // main_window_editing.cpp: what the menus do with the document in front
    void wireDocumentActions();
    void refreshDocumentActions();
    void write(std::function<Result<>()> work);
    void saveDocument(bool underANewName);
    void exportPicture();
    void copyPicture();
    void copy(std::function<QImage()> picture);
    void paste();
    void pasteMask(const QImage& picture);
    void importMask(PaintedDocument& document, const QString& file);
    void cropToFrame();

    // main_window_session.cpp: what is as it was at the next start
    void restoreSession();
    void wireSession();
    void keepSession();
    void saveSession();
    bool isKept(PaintedDocument& document) const;
    void closeOnceWritten();
    void askToLose(const QStringList& titles);

    // main_window_models.cpp: which models and what goes with them are there
    void openSettings();
    void wireModels();
    struct FoundModels;
    static FoundModels look(const Services& services);
    void findModels();
    void take(const FoundModels& found);
    void showFits();
    void useCard(const catalogue::ModelCard& card);
    void importModel(const catalogue::ModelCard& card);
    void writeBundle(const std::string& model, const QString& name, const QString& folder);
    void offerTrust(const Error& error, std::function<void()> again);
    void askForTrust(const Error& error, std::function<void()> again);
    static bool isModel(const QString& path);
    void useModel(const QString& path);

    // main_window_jobs.cpp: what jobs are asked to do and what they tell
    void wireJobs();
    void generate();
    void enlarge(GenerationRequest request);
    std::function<image::Picture()> pictureToUse() const;
    JobId start(const GenerationRequest& request); ///< 0 when it was refused
    void takePicture(JobId job, const FinishedPicture& picture);
    void showResult(int index);
    void jobFailed(JobId job, const Error& error);
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
    DocumentArea* m_area;
    PromptCard* m_card;
    ParametersPanel* m_parameters;
    QueuePanel* m_queue;
    ModelsPanel* m_models;
    FolderWatch* m_watch;
    CommandSearch* m_search;
    SettingsImport* m_import;
    HistoryPanel* m_history = nullptr;

    std::map<JobId, GenerationRequest> m_asked; ///< jobs that have not ended
    JobId m_resultJob = 0;                      ///< whose pictures `m_results` are
    std::vector<ShownPicture> m_results;
    ShownPicture m_shown;
    bool m_finding = false;            ///< models are looked for on another thread
    bool m_findAgain = false;          ///< something changed meanwhile
    QPointer<PaintedDocument> m_front; ///< whose settings the panels show; null: those for new pictures
    /// Of documents whose next step would end what can be redone.
    std::map<PaintedDocument*, DocumentSettings> m_settingsBeside;
    DocumentSettings m_pictureSettings; ///< of the tab for new pictures, while a document is in front
    bool m_closing = false;             ///< a closing waits for the disk
    bool m_loses = false;    ///< the person closes the window though the last steps are not on the disk
    bool m_following = true; ///< the canvas shows the forming picture; not while another one is looked at
};

} // namespace latentbrush::ui
