#pragma once

#include "request/job_event.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace latentbrush::ui {

class TimeLine;

/// A job that waits or runs: its prompt, how far it is, and a button that takes it away.
class QueueRow : public QFrame {
    Q_OBJECT
public:
    QueueRow(const GenerationRequest& request, QWidget* parent);

    void begin(int pictures);
    void showProgress(const Progress& progress);

Q_SIGNALS:
    void cancelAsked();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();

    GenerationRequest m_request;
    bool m_running = false;
    int m_pictures = 1;
    Progress m_progress;
    QLabel* m_prompt;
    QLabel* m_state;
    TimeLine* m_timeLine;
    QToolButton* m_cancel;
};

} // namespace latentbrush::ui
