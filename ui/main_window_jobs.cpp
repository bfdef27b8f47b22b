#include "document/document_file.h"
#include "ui/action_set.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/result_strip.h"
#include "ui/documents/document_area.h"
#include "ui/main_window.h"
#include "ui/painting/painted_document.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/widgets/error_bar.h"

#include <QtConcurrentRun>

namespace latentbrush::ui {

void MainWindow::wireJobs() {
    connect(m_jobs, &JobRunner::loading, m_card, &PromptCard::setLoading);
    connect(m_jobs, &JobRunner::loadFailed, this, &MainWindow::showError);
    connect(m_jobs, &JobRunner::started, this, [this](JobId, int pictures) {
        m_card->begin(pictures);
        m_following = !m_area->candidatesOf(m_jobs->running());
        if (m_following)
            m_stage->view().setForming({}, formingSize());
        refresh();
    });
    connect(m_jobs, &JobRunner::progressed, this,
            [this](JobId, const Progress& progress) { m_card->showProgress(progress); });
    connect(m_jobs, &JobRunner::previewed, this, [this](JobId job, int, const QImage& view) {
        if (auto* candidates = m_area->candidatesOf(job))
            candidates->showForming(view);
        else if (m_following)
            m_stage->view().setForming(view, formingSize());
    });
    connect(m_jobs, &JobRunner::pictureReady, this, &MainWindow::takePicture);
    connect(m_jobs, &JobRunner::recordFailed, this, [this](JobId, const Error& error) { showError(error); });
    connect(m_jobs, &JobRunner::finished, this, [this](JobId job) { jobEnded(job); });
    connect(m_jobs, &JobRunner::cancelled, this, [this](JobId job) { jobEnded(job); });
    connect(m_jobs, &JobRunner::failed, this, &MainWindow::jobFailed);
}

void MainWindow::generate() {
    if (m_card->isComposing())
        return;
    m_stage->errorBar().dismiss();
    const bool enlarges = m_parameters->model().enlarges;
    if (auto* document = m_area->current(); document && !enlarges)
        return generateFor(*document);
    auto request = m_parameters->requestToStart();
    request.prompt = m_card->prompt().toStdString();
    request.negativePrompt = m_card->negativePrompt().toStdString();
    if (enlarges)
        return enlarge(request);
    request.task = TextToImage{}; // settings that were taken over may name pictures that are not here
    start(request);
}

std::function<image::Picture()> MainWindow::pictureToUse() const {
    if (const auto* document = m_area->current())
        return [state = document->state()] {
            return std::make_shared<const image::Image>(document::flattened(state));
        };
    if (m_shown.made || !m_shown.view.isNull())
        return [shown = m_shown] { return pictureOf(shown); };
    return nullptr;
}

void MainWindow::enlarge(GenerationRequest request) {
    auto picture = pictureToUse();
    if (!picture)
        return m_stage->errorBar().showNotice([] {
            return ErrorText{tr("There is no picture to enlarge yet."),
                             tr("Make one with another model, or open one.")};
        });
    QtConcurrent::run([picture = std::move(picture)] {
        return referenceTo(picture());
    }).then(this, [this, request = std::move(request)](const PictureReference& init) mutable {
        std::get<Upscale>(request.task).init = init;
        request.width = request.height = 0; // those of the picture
        if (start(request))
            m_area->showNewPictures();
    });
}

JobId MainWindow::start(const GenerationRequest& request) {
    if (const auto valid = validate(request); !valid) {
        showError(valid.error());
        return 0;
    }
    // Known before the job starts: its start is told from within.
    const auto job = m_jobs->start(request);
    m_asked.emplace(job, request);
    refresh();
    return job;
}

QSize MainWindow::formingSize() const {
    const auto asked = m_asked.find(m_jobs->running());
    if (asked == m_asked.end())
        return m_parameters->model().nativeSize;
    if (const auto* upscale = std::get_if<Upscale>(&asked->second.task))
        return QSize(upscale->init.picture->width, upscale->init.picture->height) * 4;
    return {asked->second.width, asked->second.height};
}

void MainWindow::takePicture(JobId job, const FinishedPicture& picture) {
    if (auto* candidates = m_area->candidatesOf(job))
        return candidates->add(picture);
    const auto& task = picture.image.request.task;
    if (initOf(task) && !std::holds_alternative<Upscale>(task))
        return; // made for a document that is closed by now; the history has it
    if (job != m_resultJob) {
        m_resultJob = job;
        m_results.clear();
        m_stage->results().clear();
    }
    m_results.push_back({picture.view, picture.image.request, picture.recorded.file,
                         std::make_shared<const FinishedImage>(picture.image)});
    m_stage->results().append(picture.view);
    m_stage->results().choose(static_cast<int>(m_results.size()) - 1);
    m_following = true;
}

void MainWindow::showResult(int index) {
    const auto& result = m_results[static_cast<std::size_t>(index)];
    showPicture(result.view, result.request, result.file);
    m_shown = result;
}

void MainWindow::jobFailed(JobId job, const Error& error) {
    const auto asked = m_asked.find(job);
    const bool mayRunAgain =
        error.code == ErrorCode::ConsentNeeded && m_services.trust && asked != m_asked.end();
    if (!mayRunAgain) {
        jobEnded(job);
        return showError(error);
    }
    const auto request = asked->second;
    const QPointer<Candidates> candidates = m_area->candidatesOf(job);
    jobEnded(job);
    offerTrust(error, [this, request, candidates] {
        const auto again = start(request);
        if (again && candidates)
            candidates->begin(again, candidates->frame());
    });
}

void MainWindow::jobEnded(JobId job) {
    const bool wasShown = job == m_jobs->running();
    m_asked.erase(job);
    if (auto* candidates = m_area->candidatesOf(job))
        candidates->end();
    if (wasShown) {
        m_card->end();
        m_stage->view().endForming();
    }
    QMetaObject::invokeMethod(this, &MainWindow::refresh, Qt::QueuedConnection);
}

} // namespace latentbrush::ui
