#include "ui/panels/queue_row.h"

#include "ui/messages/task_text.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/time_line.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

namespace latentbrush::ui {

QueueRow::QueueRow(const GenerationRequest& request, QWidget* parent)
    : QFrame(parent), m_request(request), m_prompt(new QLabel(this)), m_state(new QLabel(this)),
      m_timeLine(new TimeLine(this)), m_cancel(new QToolButton(this)) {
    setObjectName(QStringLiteral("queueRow"));
    m_prompt->setTextFormat(Qt::PlainText);
    m_prompt->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setObjectName(QStringLiteral("muted"));
    m_cancel->setIcon(icon(QStringLiteral("close")));
    m_cancel->setIconSize({16, 16});
    m_timeLine->hide();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 8, 0, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(3);
    grid->addWidget(m_prompt, 0, 0);
    grid->addWidget(m_cancel, 0, 1, 2, 1, Qt::AlignTop);
    grid->addWidget(m_state, 1, 0);
    grid->addWidget(m_timeLine, 2, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    connect(m_cancel, &QToolButton::clicked, this, &QueueRow::cancelAsked);
    retranslate();
}

void QueueRow::begin(int pictures) {
    m_running = true;
    m_pictures = pictures;
    m_timeLine->setShare(-1);
    m_timeLine->show();
    retranslate();
}

void QueueRow::showProgress(const Progress& progress) {
    m_progress = progress;
    const double all = static_cast<double>(std::max(1, progress.steps)) * m_pictures;
    if (progress.stage == Progress::Stage::Denoising)
        m_timeLine->setShare((progress.picture * std::max(1, progress.steps) + progress.step) / all);
    retranslate();
}

void QueueRow::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void QueueRow::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    retranslate();
}

void QueueRow::retranslate() {
    const auto prompt = QString::fromStdString(m_request.prompt).simplified();
    const auto shown = prompt.isEmpty() ? tr("(no prompt)") : prompt;
    m_prompt->setText(
        m_prompt->fontMetrics().elidedText(shown, Qt::ElideRight, std::max(40, m_prompt->width())));
    m_prompt->setToolTip(prompt.left(500));
    auto state = m_running ? stageText(m_progress.stage) : tr("Waiting");
    if (m_running && m_progress.secondsLeft >= 0)
        state = tr("%1 left").arg(timeText(m_progress.secondsLeft));
    m_state->setText(QStringLiteral("%1 · %2").arg(state, taskText(m_request)));
    m_cancel->setToolTip(m_running ? tr("Stops this job; finished pictures are kept.")
                                   : tr("Takes this job out of the queue."));
    m_cancel->setAccessibleName(tr("Cancel"));
}

} // namespace latentbrush::ui
