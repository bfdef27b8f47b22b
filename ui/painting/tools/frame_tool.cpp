#include "ui/painting/tools/frame_tool.h"

#include <cmath>

namespace latentbrush::ui {
namespace {

constexpr double kReach = 10; ///< logical pixels around an edge
constexpr int kStep = 8;
constexpr int kLeast = 64;

/// Which end of a length is held.
int endAt(double position, int from, int length, double reach) {
    if (std::abs(position - from) <= reach)
        return -1;
    return std::abs(position - (from + length)) <= reach ? 1 : 0;
}

struct Length {
    int from;
    int length;
};

/// One direction of the frame after the hand went `by`.
Length dragged(Length was, int end, double by, int most) {
    const int step = static_cast<int>(std::lround(by));
    if (end == 0)
        return {std::clamp(was.from + step, 0, most - was.length), was.length};
    const int fixed = end > 0 ? was.from : was.from + was.length;
    const int room = end > 0 ? most - fixed : fixed;
    int length = (was.length + end * step + kStep / 2) / kStep * kStep;
    length = std::clamp(length, std::min(kLeast, room), room);
    return {end > 0 ? fixed : fixed - length, length};
}

} // namespace

void FrameTool::press(PaintedDocument& document, const PenPoint& pen) {
    cancel();
    m_document = &document;
    m_begun = document.state().frame;
    m_from = pen.at;
    const double reach = pen.inDocument(kReach);
    const QRectF around(m_begun.x - reach, m_begun.y - reach, m_begun.width + 2 * reach,
                        m_begun.height + 2 * reach);
    if (!around.contains(pen.at))
        return;
    m_across = endAt(pen.at.x(), m_begun.x, m_begun.width, reach);
    m_down = endAt(pen.at.y(), m_begun.y, m_begun.height, reach);
    m_draft = document.beginDraft();
}

void FrameTool::move(const PenPoint& pen) {
    auto* draft = m_document ? m_document->draft(m_draft) : nullptr;
    if (!draft)
        return;
    const auto by = pen.at - m_from;
    auto across = Length{m_begun.x, m_begun.width};
    auto down = Length{m_begun.y, m_begun.height};
    const bool moves = m_across == 0 && m_down == 0;
    if (moves || m_across != 0)
        across = dragged(across, m_across, by.x(), m_document->size().width());
    if (moves || m_down != 0)
        down = dragged(down, m_down, by.y(), m_document->size().height());
    draft->frame = {across.from, down.from, across.length, down.length};
    Q_EMIT m_document->valuesChanged();
}

void FrameTool::release(const PenPoint& pen) {
    move(pen);
    if (m_document && m_draft != 0)
        if (auto done = m_document->commitDraft(m_draft, "frame"); !done)
            Q_EMIT failed(done.error());
    m_draft = 0;
}

void FrameTool::cancel() {
    if (m_document && m_draft != 0)
        m_document->dropDraft(m_draft);
    m_draft = 0;
}

} // namespace latentbrush::ui
