#include "ui/canvas/candidate_bar.h"
#include "ui/documents/document_area.h"
#include "ui/documents/document_task.h"
#include "ui/painting/background_step.h"
#include "ui/painting/painted_document.h"
#include "ui/painting/painting_view.h"
#include "ui/painting/tool_box.h"
#include "ui/painting/tools/tool.h"

#include <QKeyEvent>

namespace latentbrush::ui {
namespace {

/// The bar's keys that mean nothing else on the canvas.
bool isForCandidates(const QKeyEvent& key) {
    for (const auto each : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape, Qt::Key_Left, Qt::Key_Right})
        if (key.key() == each)
            return true;
    return false;
}

} // namespace

/// While candidates are shown, a hand on the canvas accepts, rejects and flips as on their row.
bool DocumentArea::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view && event->type() == QEvent::KeyPress && !m_tools->current().isBusy()) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (isForCandidates(key) && m_bar->takeKey(key))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

void DocumentArea::wireCandidates() {
    m_view->installEventFilter(this);
    const auto shown = [this] { return candidates(current()); };
    connect(m_bar, &CandidateBar::chosen, this, [shown](int index) {
        if (auto* candidates = shown())
            candidates->choose(index);
    });
    connect(m_bar, &CandidateBar::previewed, this, [shown](int index) {
        if (auto* candidates = shown())
            candidates->preview(index);
    });
    connect(m_bar, &CandidateBar::accepted, this, &DocumentArea::acceptCandidate);
    connect(m_bar, &CandidateBar::rejected, this, &DocumentArea::rejectCandidates);
    connect(m_bar, &CandidateBar::compareToggled, this, &DocumentArea::compareCandidate);
    connect(m_view, &PaintingView::splitMoved, this, [shown](double split) {
        if (auto* candidates = shown())
            candidates->setSplit(split);
    });
}

Candidates* DocumentArea::candidates(PaintedDocument* document) const {
    const auto found = m_candidates.find(document);
    return found == m_candidates.end() ? nullptr : found->second;
}

Candidates* DocumentArea::candidatesOf(JobId job) const {
    for (const auto& [document, candidates] : m_candidates)
        if (candidates->job() == job)
            return candidates;
    return nullptr;
}

void DocumentArea::showCandidates() {
    const auto* candidates = this->candidates(current());
    m_view->setOver(candidates ? candidates->over() : std::nullopt);
    const auto count = candidates ? static_cast<int>(candidates->all().size()) : 0;
    const QSignalBlocker quiet(m_bar); // it only follows
    if (candidates != m_barShows || count < m_bar->count()) {
        m_bar->clear();
        m_barShows = candidates;
    }
    for (int index = static_cast<int>(m_bar->count()); index < count; ++index)
        m_bar->append(candidates->all()[static_cast<std::size_t>(index)].view);
    if (count > 0) {
        m_bar->choose(candidates->current());
        m_bar->setCompare(candidates->split().has_value());
    }
    Q_EMIT changed();
}

void DocumentArea::acceptCandidate() {
    auto* document = current();
    auto* candidates = this->candidates(document);
    if (!candidates || candidates->current() < 0)
        return;
    const auto& chosen = candidates->all()[static_cast<std::size_t>(candidates->current())];
    m_tools->step().start(*document, "accept",
                          [frame = candidates->frame(), made = chosen.image](document::DocumentState state) {
                              return withCandidate(std::move(state), frame, made.request, *made.picture);
                          });
    candidates->clear();
    m_view->setFocus();
}

void DocumentArea::rejectCandidates() {
    if (auto* candidates = this->candidates(current())) {
        candidates->clear();
        m_view->setFocus();
    }
}

void DocumentArea::compareCandidate(bool compare) {
    if (auto* candidates = this->candidates(current());
        candidates && compare != candidates->split().has_value())
        candidates->setSplit(compare ? std::optional(0.5) : std::nullopt);
}

} // namespace latentbrush::ui
