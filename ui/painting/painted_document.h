#pragma once

#include "document/document.h"
#include "document/journal.h"

#include <QObject>
#include <QRect>
#include <chrono>
#include <memory>
#include <optional>

namespace latentbrush::ui {

class JournalWriter;

/// A document for the window: it says what changed where, keeps the journal written on another thread, and
/// shows what is only being tried (a stroke whose pen is still down, a feather that is being chosen) as a
/// draft over what is done.
///
///     const auto id = painted.beginDraft();
///     auto* draft = painted.draft(id);                       // null once another draft began
///     painted.draftChanged(LayerId::Mask, stroke.drawTo(draft->mask, point));
///     painted.commitDraft(id, "paint");                      // or dropDraft(id)
///
/// Threads: the GUI thread. Snapshots of its states may go to any other.
class PaintedDocument : public QObject {
    Q_OBJECT
public:
    using DraftId = quint64; ///< 0 is none

    /// Without a journal nothing outlives the program.
    explicit PaintedDocument(document::Document document, QObject* parent = nullptr);
    explicit PaintedDocument(document::Journal::Opened opened, QObject* parent = nullptr);
    /// Waits until the journal has what was done.
    ~PaintedDocument() override;

    QSize size() const;
    /// What is done and can be undone.
    const document::DocumentState& state() const { return m_document.state(); }
    /// What a view shows: the draft, or the state.
    const document::DocumentState& shown() const { return m_draft ? *m_draft : state(); }
    const document::UndoStack& history() const { return m_document.history(); }

    /// Errors as Document::apply. A draft stays on top of it.
    Result<> apply(document::Change change);
    /// Makes `wanted`, whose layers have the document's size, of the present state; nothing when it is that.
    Result<> applyState(std::string name, const document::DocumentState& wanted);
    /// Both take back a draft first, and then that alone; false when there was nothing.
    bool undo();
    bool redo();

    /// Takes back whichever draft there was. Good until it is committed, dropped, or another begins.
    DraftId beginDraft();
    bool hasDraft() const { return m_draft.has_value(); }
    document::DocumentState* draft(DraftId id) { return m_draft && id == m_draftId ? &*m_draft : nullptr; }
    /// After its pixels became others; an empty rectangle is nothing.
    void draftChanged(document::LayerId layer, const document::Rect& rect);
    /// Makes the draft one step. A draft that changed nothing leaves none.
    Result<> commitDraft(DraftId id, std::string name);
    void dropDraft(DraftId id);
    /// The draft of whoever began it.
    void dropDraft() { dropDraft(m_draftId); }

    /// Tries again to write what `journalFailed` told of.
    void retryJournal();
    /// Whether all that was done is on the disk; true without a journal. For closing, and tests.
    bool waitForJournal(std::chrono::milliseconds most);

Q_SIGNALS:
    /// These pixels of `shown` are others now.
    void changed(document::LayerId layer, QRect rect);
    /// The frame or the settings are.
    void valuesChanged();
    /// What can be undone and redone.
    void historyChanged();
    /// What was done last is not on the disk yet: it is safe only while the program runs.
    void journalFailed(const Error& error);

private:
    void tell(const document::Change& change);
    void tellDifference(const document::DocumentState& before);

    document::Document m_document;
    std::optional<document::DocumentState> m_draft;
    DraftId m_draftId = 0;
    std::unique_ptr<JournalWriter> m_writer;
};

} // namespace latentbrush::ui
