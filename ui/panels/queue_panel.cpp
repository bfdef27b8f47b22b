#include "ui/panels/queue_panel.h"

#include "ui/jobs/job_runner.h"
#include "ui/panels/queue_row.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace latentbrush::ui {

QueuePanel::QueuePanel(JobRunner& jobs, QWidget* parent) : QScrollArea(parent), m_jobs(jobs) {
    setObjectName(QStringLiteral("panel"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("panelContent"));
    m_empty = new QLabel(content);
    m_empty->setObjectName(QStringLiteral("muted"));
    m_empty->setWordWrap(true);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(14, 4, 10, 10);
    m_column->setSpacing(0);
    m_column->addWidget(m_empty);
    m_column->addStretch(1);
    setWidget(content);
    retranslate();

    connect(&jobs, &JobRunner::queued, this, &QueuePanel::add);
    connect(&jobs, &JobRunner::started, this, [this](JobId job, int pictures) {
        if (auto* row = m_rows.value(job))
            row->begin(pictures);
    });
    connect(&jobs, &JobRunner::progressed, this, [this](JobId job, const Progress& progress) {
        if (auto* row = m_rows.value(job))
            row->showProgress(progress);
    });
    connect(&jobs, &JobRunner::finished, this, &QueuePanel::remove);
    connect(&jobs, &JobRunner::failed, this, &QueuePanel::remove);
    connect(&jobs, &JobRunner::cancelled, this, &QueuePanel::remove);
}

void QueuePanel::add(JobId job, const GenerationRequest& request) {
    auto* row = new QueueRow(request, widget());
    connect(row, &QueueRow::cancelAsked, this, [this, job] { m_jobs.cancelJob(job); });
    m_rows.insert(job, row);
    m_column->insertWidget(m_column->count() - 1, row);
    m_empty->hide();
}

void QueuePanel::remove(JobId job) {
    if (auto* row = m_rows.take(job))
        row->deleteLater();
    m_empty->setVisible(m_rows.isEmpty());
}

void QueuePanel::changeEvent(QEvent* event) {
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void QueuePanel::retranslate() {
    m_empty->setText(tr("Nothing is waiting. Pictures asked for while one is being made line up here."));
}

} // namespace latentbrush::ui
