#include "ui/action_set.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/result_strip.h"
#include "ui/main_window.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/widgets/error_bar.h"

namespace latentbrush::ui {

void MainWindow::wireJobs() {
    connect(m_jobs, &JobRunner::loading, m_card, &PromptCard::setLoading);
    connect(m_jobs, &JobRunner::loadFailed, this, &MainWindow::showError);
    connect(m_jobs, &JobRunner::started, this, [this](JobId, int pictures) {
        m_card->begin(pictures);
        m_following = true;
        m_stage->view().setForming({}, formingSize());
        refresh();
    });
    connect(m_jobs, &JobRunner::progressed, this,
            [this](JobId, const Progress& progress) { m_card->showProgress(progress); });
    connect(m_jobs, &JobRunner::previewed, this, [this](JobId, int, const QImage& view) {
        if (m_following)
            m_stage->view().setForming(view, formingSize());
    });
    connect(m_jobs, &JobRunner::pictureReady, this, &MainWindow::takePicture);
    connect(m_jobs, &JobRunner::recordFailed, this, [this](JobId, const Error& error) { showError(error); });
    connect(m_jobs, &JobRunner::finished, this, [this](JobId job) { jobEnded(job); });
    connect(m_jobs, &JobRunner::cancelled, this, [this](JobId job) { jobEnded(job); });
    connect(m_jobs, &JobRunner::failed, this, [this](JobId job, const Error& error) {
        jobEnded(job);
        showError(error);
    });
}

void MainWindow::generate() {
    if (m_card->isComposing())
        return;
    m_stage->errorBar().dismiss();
    auto request = m_parameters->requestToStart();
    request.prompt = m_card->prompt().toStdString();
    request.negativePrompt = m_card->negativePrompt().toStdString();
    if (const auto valid = validate(request); !valid)
        return showError(valid.error());
    // Known before the job starts: its start is told from within.
    const auto job = m_jobs->start(request);
    m_asked.emplace(job, request);
    refresh();
}

QSize MainWindow::formingSize() const {
    const auto asked = m_asked.find(m_jobs->running());
    if (asked == m_asked.end())
        return m_parameters->model().nativeSize;
    return {asked->second.width, asked->second.height};
}

void MainWindow::takePicture(JobId job, const FinishedPicture& picture) {
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

void MainWindow::jobEnded(JobId job) {
    const bool wasShown = job == m_jobs->running();
    m_asked.erase(job);
    if (wasShown) {
        m_card->end();
        m_stage->view().endForming();
    }
    QMetaObject::invokeMethod(this, &MainWindow::refresh, Qt::QueuedConnection);
}

} // namespace latentbrush::ui
