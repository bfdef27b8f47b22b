#include "ui/painting/painted_document.h"

#include "ui/painting/journal_writer.h"
#include "ui/painting/rects.h"

namespace latentbrush::ui {
namespace {

constexpr document::LayerId kLayers[] = {document::LayerId::Picture, document::LayerId::Mask,
                                         document::LayerId::Sketch};

bool sameValues(const document::DocumentState& a, const document::DocumentState& b) {
    return a.frame == b.frame && a.settings == b.settings;
}

} // namespace

PaintedDocument::PaintedDocument(document::Document document, QObject* parent)
    : QObject(parent), m_document(std::move(document)) {}

PaintedDocument::PaintedDocument(document::Journal::Opened opened, QObject* parent)
    : PaintedDocument(std::move(opened.document), parent) {
    const auto report = [this](const Error& error) {
        QMetaObject::invokeMethod(
            this, [this, error] { Q_EMIT journalFailed(error); }, Qt::QueuedConnection);
    };
    m_writer = std::make_unique<JournalWriter>(std::move(opened.journal), report);
}

PaintedDocument::~PaintedDocument() = default;

QSize PaintedDocument::size() const {
    return {state().picture.width(), state().picture.height()};
}

Result<> PaintedDocument::apply(document::Change change) {
    if (change.empty())
        return {};
    const auto before = state();
    if (auto applied = m_document.apply(change); !applied)
        return applied;
    if (m_draft) {
        // The draft goes on from the new state; what it has painted itself stays as it has it.
        for (const auto& swap : change.tiles) {
            auto& layer = m_draft->layer(swap.layer);
            if (layer.tile(swap.tile) == before.layer(swap.layer).tile(swap.tile))
                layer.setTile(swap.tile, swap.after);
        }
        if (sameValues(*m_draft, before)) {
            m_draft->frame = state().frame;
            m_draft->settings = state().settings;
        }
    }
    tell(change);
    if (m_writer)
        m_writer->append(std::move(change));
    Q_EMIT historyChanged();
    return {};
}

Result<> PaintedDocument::applyState(std::string name, const document::DocumentState& wanted) {
    return apply(m_document.changeTo(std::move(name), wanted));
}

bool PaintedDocument::undo() {
    if (hasDraft()) {
        dropDraft();
        return true;
    }
    const auto before = state();
    if (!m_document.undo())
        return false;
    if (m_writer)
        m_writer->append(JournalWriter::Undo{});
    tellDifference(before);
    Q_EMIT historyChanged();
    return true;
}

bool PaintedDocument::redo() {
    if (hasDraft()) {
        dropDraft();
        return true;
    }
    const auto before = state();
    if (!m_document.redo())
        return false;
    if (m_writer)
        m_writer->append(JournalWriter::Redo{});
    tellDifference(before);
    Q_EMIT historyChanged();
    return true;
}

PaintedDocument::DraftId PaintedDocument::beginDraft() {
    dropDraft();
    m_draft = state();
    return ++m_draftId;
}

void PaintedDocument::draftChanged(document::LayerId layer, const document::Rect& rect) {
    if (m_draft && !rect.empty())
        Q_EMIT changed(layer, toQRect(rect));
}

Result<> PaintedDocument::commitDraft(DraftId id, std::string name) {
    if (!draft(id))
        return {};
    auto change = m_document.changeTo(std::move(name), *m_draft);
    const bool valuesDiffer = !change.valuesAfter.empty();
    m_draft.reset();
    if (change.empty())
        return {};
    if (auto applied = m_document.apply(change); !applied)
        return applied;
    // Its pixels are on the screen already.
    if (m_writer)
        m_writer->append(std::move(change));
    if (valuesDiffer)
        Q_EMIT valuesChanged();
    Q_EMIT historyChanged();
    return {};
}

void PaintedDocument::dropDraft(DraftId id) {
    if (!draft(id))
        return;
    const auto dropped = std::move(*m_draft);
    m_draft.reset();
    tellDifference(dropped);
}

void PaintedDocument::retryJournal() {
    if (m_writer)
        m_writer->retry();
}

bool PaintedDocument::waitForJournal(std::chrono::milliseconds most) {
    return !m_writer || m_writer->waitUntilWritten(most);
}

void PaintedDocument::tell(const document::Change& change) {
    for (const auto& swap : change.tiles)
        Q_EMIT changed(swap.layer, toQRect(state().layer(swap.layer).rectOf(swap.tile)));
    if (!change.valuesAfter.empty())
        Q_EMIT valuesChanged();
}

void PaintedDocument::tellDifference(const document::DocumentState& before) {
    for (const auto id : kLayers) {
        const auto& was = before.layer(id);
        const auto& is = state().layer(id);
        for (int tile = 0; tile < is.tileCount(); ++tile)
            if (was.tile(tile) != is.tile(tile))
                Q_EMIT changed(id, toQRect(is.rectOf(tile)));
    }
    if (!sameValues(before, state()))
        Q_EMIT valuesChanged();
}

} // namespace latentbrush::ui
