#pragma once

#include "request/job_event.h"

#include <QHash>
#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace latentbrush::ui {

class JobRunner;
class QueueRow;

/// The job that runs and those that wait, in their order.
class QueuePanel : public QScrollArea {
    Q_OBJECT
public:
    explicit QueuePanel(JobRunner& jobs, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void add(JobId job, const GenerationRequest& request);
    void remove(JobId job);
    void retranslate();

    JobRunner& m_jobs;
    QVBoxLayout* m_column;
    QLabel* m_empty;
    QHash<JobId, QueueRow*> m_rows;
};

} // namespace latentbrush::ui
