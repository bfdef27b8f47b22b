#include "ui/documents/candidates.h"

#include "ui/painting/rects.h"

namespace latentbrush::ui {

void Candidates::begin(JobId job, const document::Rect& frame) {
    clear();
    m_job = job;
    m_frame = frame;
    m_forming = true;
}

void Candidates::showForming(const QImage& preview) {
    m_preview = preview;
    Q_EMIT overChanged();
}

void Candidates::add(const FinishedPicture& picture) {
    m_all.push_back(picture);
    m_preview = {};
    choose(static_cast<int>(m_all.size()) - 1);
}

void Candidates::end() {
    m_forming = false;
    m_preview = {};
    Q_EMIT overChanged();
    Q_EMIT changed();
}

void Candidates::clear() {
    m_all.clear();
    m_preview = {};
    m_job = 0;
    m_current = m_hovered = -1;
    m_forming = false;
    m_split.reset();
    Q_EMIT overChanged();
    Q_EMIT changed();
}

void Candidates::choose(int index) {
    if (index < 0 || index >= static_cast<int>(m_all.size()) || (index == m_current && m_hovered < 0))
        return;
    m_current = index;
    m_hovered = -1;
    Q_EMIT overChanged();
    Q_EMIT changed();
}

void Candidates::preview(int index) {
    m_hovered = index < static_cast<int>(m_all.size()) ? index : -1;
    Q_EMIT overChanged();
}

void Candidates::setSplit(std::optional<double> split) {
    m_split = split;
    Q_EMIT overChanged();
}

std::optional<PictureOver> Candidates::over() const {
    // A hand on the row is about what is done; else what forms is what one waits for.
    const int index = m_hovered >= 0 ? m_hovered : m_current;
    if (m_hovered < 0 && !m_preview.isNull())
        return PictureOver{m_preview, toQRect(m_frame), std::nullopt};
    if (index < 0)
        return std::nullopt;
    return PictureOver{m_all[static_cast<std::size_t>(index)].view, toQRect(m_frame), m_split};
}

} // namespace latentbrush::ui
