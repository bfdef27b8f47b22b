#include "image/mask_shape.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/documents/document_area.h"
#include "ui/documents/document_task.h"
#include "ui/main_window.h"
#include "ui/messages/notice_text.h"
#include "ui/messages/task_text.h"
#include "ui/painting/painted_document.h"
#include "ui/painting/painting_view.h"
#include "ui/painting/tool_box.h"
#include "ui/painting/tools/crop_tool.h"
#include "ui/painting/tools/tool.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/widgets/error_bar.h"

#include <QMessageBox>
#include <QtConcurrentRun>

namespace latentbrush::ui {

void MainWindow::wireDocuments() {
    connect(m_area, &DocumentArea::currentChanged, this, &MainWindow::frontChanged);
    connect(m_area, &DocumentArea::changed, this, &MainWindow::refresh);
    connect(m_area, &DocumentArea::failed, this, &MainWindow::showError);
    connect(m_area, &DocumentArea::journalFailed, this,
            [this](PaintedDocument* document, const Error& error) {
                m_stage->errorBar().showError(error, {tr("Try again"), [document = QPointer(document)] {
                                                          if (document)
                                                              document->retryJournal();
                                                      }});
            });
    connect(m_area, &DocumentArea::newAsked, this, &MainWindow::newDocument);
    connect(m_area, &DocumentArea::closeAsked, this, &MainWindow::closeDocument);
    connect(&m_area->documents(), &OpenDocuments::closing, this, [this](PaintedDocument* document) {
        m_settingsBeside.erase(document);
        if (document != m_front)
            return;
        m_front = nullptr; // it keeps nothing any more
        showSettings(m_pictureSettings);
    });
    connect(&m_area->documents(), &OpenDocuments::noticed, this,
            [this](const QString& title, const image::Notices& notices) {
                m_stage->errorBar().showNotice([title, notices] {
                    return ErrorText{tr("%1 was opened.").arg(title), noticeText(notices)};
                });
            });
    wireDocumentActions();
}

void MainWindow::frontChanged(PaintedDocument* document) {
    keepSettings();
    m_front = document;
    if (!document)
        showSettings(m_pictureSettings);
    else if (const auto beside = m_settingsBeside.find(document); beside != m_settingsBeside.end())
        showSettings(beside->second);
    else if (const auto settings = settingsOf(document->state().settings))
        showSettings(*settings);
    refresh();
}

/// Of the tab that the panels were about; as a step of the document, since it is part of what it says. A step
/// would end what can be redone: meanwhile they stay beside the document.
void MainWindow::keepSettings() {
    if (!m_front)
        m_pictureSettings = panelSettings();
    else if (m_front->redoName().empty())
        writeSettings(*m_front, panelSettings());
    else
        m_settingsBeside[m_front] = panelSettings();
}

/// For the end of the program, at which nothing stays beside a document.
void MainWindow::writeAllSettings() {
    keepSettings();
    for (const auto& [document, settings] : std::exchange(m_settingsBeside, {}))
        writeSettings(*document, settings);
}

void MainWindow::writeSettings(PaintedDocument& document, const DocumentSettings& settings) {
    m_settingsBeside.erase(&document);
    auto wanted = document.state();
    writeInto(wanted.settings, settings);
    if (const auto kept = document.applyState(PaintedDocument::kSettingsStep, wanted); !kept)
        showError(kept.error());
}

DocumentSettings MainWindow::panelSettings() const {
    DocumentSettings settings{.request = m_parameters->request(),
                              .pictureStrength = m_parameters->pictureStrength(),
                              .maskStrength = m_parameters->maskStrength(),
                              .painting = m_parameters->painting()};
    settings.request.prompt = m_card->prompt().toStdString();
    settings.request.negativePrompt = m_card->negativePrompt().toStdString();
    settings.request.task = TextToImage{};
    return settings;
}

void MainWindow::showSettings(const DocumentSettings& settings) {
    useRequest(settings.request);
    m_parameters->setPainting(settings.pictureStrength, settings.maskStrength, settings.painting);
}

void MainWindow::newDocument() {
    const auto request = m_parameters->request();
    m_area->documents().create({request.width, request.height});
}

/// A new document of what is made on another thread.
void MainWindow::openMade(std::function<Result<document::DocumentState>()> make, const QString& title) {
    QtConcurrent::run(std::move(make))
        .then(this, [this, title](const Result<document::DocumentState>& state) {
            if (state)
                m_area->documents().create(*state, title);
            else
                showError(state.error());
        });
}

void MainWindow::openState(const GenerationRequest& request, const image::Picture& made,
                           const QString& title) {
    openMade([request, made] { return documentOf(request, made); }, title);
}

void MainWindow::paintOnPicture() {
    auto request = m_shown.request;
    request.task = TextToImage{};
    openMade([request, shown = m_shown] { return documentOf(request, pictureOf(shown)); }, {});
}

void MainWindow::closeDocument(PaintedDocument* document) {
    if (!document)
        return;
    if (document->info().saved || document->history().undoCount() == 0) {
        m_area->documents().close(document);
        return;
    }
    auto* question =
        new QMessageBox(QMessageBox::Question, QStringLiteral("Latentbrush"),
                        tr("%1 was not saved.").arg(QString::fromStdString(document->info().title)),
                        QMessageBox::Discard | QMessageBox::Cancel, this);
    question->setInformativeText(tr("Close it all the same? Its pictures stay in the history."));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(question, &QMessageBox::finished, this, [this, document = QPointer(document)](int answer) {
        if (document && answer == QMessageBox::Discard)
            m_area->documents().close(document);
    });
    question->open();
}

/// At once where nothing is being worked out: a shape whose pen was just lifted belongs to what is done next.
void MainWindow::whenStepsAreDone(PaintedDocument& document, std::function<void()> act) {
    if (!document.hasStepsUnderWay())
        return act();
    connect(&document, &PaintedDocument::stepsDone, this, std::move(act),
            static_cast<Qt::ConnectionType>(Qt::AutoConnection | Qt::SingleShotConnection));
}

void MainWindow::generateFor(PaintedDocument& document) {
    m_area->tools().current().leave();
    if (document.hasStepsUnderWay())
        return whenStepsAreDone(document, [this, &document] { generateFor(document); });
    auto request = m_parameters->requestToStart(); // draws and shows the seed
    auto settings = panelSettings();
    settings.request.seed = request.seed;
    keepSettings();
    QtConcurrent::run([state = document.state(), settings] { return requestFor(state, settings); })
        .then(this, [this, document = QPointer(&document),
                     frame = document.state().frame](const Result<GenerationRequest>& request) {
            if (!request)
                return showError(request.error());
            if (!document)
                return;
            if (const auto job = start(*request))
                m_area->candidates(document)->begin(job, frame);
        });
}

/// How the mask will be taken, for the canvas to show and for what extends the document.
void MainWindow::showMaskRule() {
    const auto painting = m_parameters->painting();
    m_area->view().setMaskRule({painting.maskBlur, painting.notMasked});
    m_area->tools().crop().setOverlap(image::featherReach(painting.maskBlur));
}

QString MainWindow::documentAction(const PaintedDocument& document, FrameTask task) const {
    auto request = m_parameters->request();
    request.task = TextToImage{};
    if (task == FrameTask::FillMask)
        request.task = Inpaint{};
    else if (task == FrameTask::ChangePicture)
        request.task = ImageToImage{};
    const bool extends = task == FrameTask::FillMask && document.undoName() == "extend";
    auto what = extends ? extendText(request.count) : taskText(request);
    if (usesSketch(document.state()))
        what += QStringLiteral(" · ") + tr("from the sketch");
    const auto& frame = document.state().frame;
    return QStringLiteral("%1 · %2 × %3").arg(what).arg(frame.width).arg(frame.height);
}

} // namespace latentbrush::ui
