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

bool sameSize(const document::DocumentState& a, const document::DocumentState& b) {
    return a.picture.bounds() == b.picture.bounds();
}

} // namespace

PaintedDocument::PaintedDocument(document::Document document, QObject* parent)
    : QObject(parent), m_document(std::move(document)), m_toldBounds(state().picture.bounds()) {}

PaintedDocument::PaintedDocument(document::OpenedDocument opened, QObject* parent)
    : PaintedDocument(std::move(opened.document), parent) {
    const auto report = [this](const Error& error) {
        QMetaObject::invokeMethod(
            this, [this, error] { Q_EMIT journalFailed(error); }, Qt::QueuedConnection);
    };
    m_info = opened.entry.info();
    m_writer = std::make_unique<JournalWriter>(std::move(opened.entry), report);
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
    const bool anew = change.resizes() || (m_draft && !sameSize(*m_draft, before));
    if (anew)
        m_draft.reset(); // what it has painted itself is nowhere on this canvas
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
    if (anew)
        tellAll();
    else
        tell(change);
    record(std::move(change));
    return {};
}

Result<> PaintedDocument::applyState(std::string name, const document::DocumentState& wanted) {
    return apply(m_document.changeTo(std::move(name), wanted));
}

std::string PaintedDocument::undoName() const {
    for (auto index = history().undoCount(); index-- > 0;)
        if (const auto& name = history().change(index).name; name != kSettingsStep)
            return name;
    return {};
}

std::string PaintedDocument::redoName() const {
    const auto count = history().undoCount() + history().redoCount();
    for (auto index = history().undoCount(); index < count; ++index)
        if (const auto& name = history().change(index).name; name != kSettingsStep)
            return name;
    return {};
}

bool PaintedDocument::undo() {
    if (hasDraft()) {
        dropDraft();
        return true;
    }
    return !undoName().empty() &&
           walk([this] { return history().undoName(); }, &document::Document::undo, JournalWriter::Undo{});
}

bool PaintedDocument::redo() {
    if (hasDraft()) {
        dropDraft();
        return true;
    }
    return !redoName().empty() &&
           walk([this] { return history().redoName(); }, &document::Document::redo, JournalWriter::Redo{});
}

/// Over steps that keep settings alone, to the first other one.
template <class Name, class Record>
bool PaintedDocument::walk(Name next, bool (document::Document::*take)(), const Record& record) {
    const auto before = state();
    bool any = false;
    for (bool settings = true; settings;) {
        settings = next() == kSettingsStep;
        if (!(m_document.*take)())
            break; // the disk does not give it back
        any = true;
        if (m_writer)
            m_writer->append(record);
    }
    if (any) {
        tellDifference(before);
        touched();
    }
    return any;
}

PaintedDocument::DraftId PaintedDocument::beginDraft() {
    dropDraft();
    m_draft = state();
    return ++m_draftId;
}

void PaintedDocument::draftChanged(document::LayerId layer, const document::Rect& rect) {
    if (!m_draft)
        return;
    if (m_draft->picture.bounds() != m_toldBounds)
        tellAll();
    else if (!rect.empty())
        Q_EMIT changed(layer, toQRect(rect));
}

Result<> PaintedDocument::commitDraft(DraftId id, std::string name) {
    if (!draft(id))
        return {};
    auto change = m_document.changeTo(std::move(name), *m_draft);
    const bool valuesDiffer = !change.valuesAfter.empty();
    const auto committed = std::move(*m_draft);
    m_draft.reset();
    if (change.empty())
        return {};
    if (auto applied = m_document.apply(change); !applied) {
        tellDifference(committed);
        return applied;
    }
    // Its pixels are on the screen already.
    if (valuesDiffer)
        Q_EMIT valuesChanged();
    record(std::move(change));
    return {};
}

void PaintedDocument::dropDraft(DraftId id) {
    if (!draft(id))
        return;
    const auto dropped = std::move(*m_draft);
    m_draft.reset();
    tellDifference(dropped);
}

void PaintedDocument::record(document::Change change) {
    if (m_writer)
        m_writer->append(std::move(change));
    touched();
}

void PaintedDocument::touched() {
    ++m_touches;
    if (m_writer && m_writer->takeLarge())
        m_writer->append(JournalWriter::Compact{m_document});
    if (m_info.saved) {
        m_info.saved = false;
        Q_EMIT infoChanged();
    }
    Q_EMIT historyChanged();
}

void PaintedDocument::save(const std::filesystem::path& file) {
    if (!m_writer)
        return;
    const auto done = [this, touches = m_touches](const Result<>& result, const document::EntryInfo& info) {
        QMetaObject::invokeMethod(
            this, [=, this] { savedAs(result, info, touches); }, Qt::QueuedConnection);
    };
    m_writer->append(JournalWriter::Save{file, state(), done});
}

void PaintedDocument::savedAs(const Result<>& done, const document::EntryInfo& info, quint64 touches) {
    if (!done) {
        Q_EMIT saveFailed(done.error());
        return;
    }
    m_info = info;
    m_info.saved = touches == m_touches;
    Q_EMIT infoChanged();
    Q_EMIT saved();
}

void PaintedDocument::close() {
    const auto done = [this] {
        QMetaObject::invokeMethod(this, &PaintedDocument::closed, Qt::QueuedConnection);
    };
    if (m_writer)
        m_writer->append(JournalWriter::Close{done});
    else
        done();
}

void PaintedDocument::endStep() {
    if (--m_stepsUnderWay == 0)
        Q_EMIT stepsDone();
}

void PaintedDocument::retryJournal() {
    if (m_writer)
        m_writer->retry();
}

bool PaintedDocument::isJournalStuck() const {
    return m_writer && m_writer->isStuck();
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

void PaintedDocument::tellAll() {
    m_toldBounds = shown().picture.bounds();
    Q_EMIT sizeChanged({m_toldBounds.width, m_toldBounds.height});
    for (const auto id : kLayers)
        Q_EMIT changed(id, toQRect(m_toldBounds));
    Q_EMIT valuesChanged();
}

void PaintedDocument::tellDifference(const document::DocumentState& before) {
    if (!sameSize(before, state()))
        return tellAll();
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
