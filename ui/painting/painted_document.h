#pragma once

#include "document/document.h"
#include "document/workspace.h"

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

    /// Without an entry in the workspace nothing outlives the program.
    explicit PaintedDocument(document::Document document, QObject* parent = nullptr);
    explicit PaintedDocument(document::OpenedDocument opened, QObject* parent = nullptr);
    /// Waits until the journal has what was done. The entry stays, to be recovered, unless `close` was
    /// called.
    ~PaintedDocument() override;

    /// What it is called and which file it belongs to; `saved`: nothing was done since it was saved.
    const document::EntryInfo& info() const { return m_info; }
    /// Writes the present state into an OpenRaster file, on another thread; `saved` or `saveFailed` tells.
    void save(const std::filesystem::path& file);
    /// Its entry goes with it: nothing of it is left but what was saved. `closed` tells when that is so.
    void close();

    /// Of `state`.
    QSize size() const;
    /// What is done and can be undone.
    const document::DocumentState& state() const { return m_document.state(); }
    /// What a view shows: the draft, or the state.
    const document::DocumentState& shown() const { return m_draft ? *m_draft : state(); }
    const document::UndoStack& history() const { return m_document.history(); }

    /// Errors as Document::apply. A draft stays on top of it; but for a change of the size, and when it is of
    /// another size, it is dropped.
    Result<> apply(document::Change change);
    /// Makes `wanted`, of the document's size or another, of the present state; nothing when it is that.
    Result<> applyState(std::string name, const document::DocumentState& wanted);
    /// The name of steps that keep prompt and settings. They are steps to outlive a crash, and nothing that a
    /// person did to the picture: undo and redo pass over them to the next one that is.
    static constexpr const char* kSettingsStep = "settings";
    /// What undo and redo would take; empty for nothing.
    std::string undoName() const;
    std::string redoName() const;
    /// Both take back a draft first, and then that alone; false when there was nothing.
    bool undo();
    bool redo();

    /// Takes back whichever draft there was. Good until it is committed, dropped, or another begins.
    DraftId beginDraft();
    bool hasDraft() const { return m_draft.has_value(); }
    document::DocumentState* draft(DraftId id) { return m_draft && id == m_draftId ? &*m_draft : nullptr; }
    /// After its pixels became others; an empty rectangle is nothing. A draft may have another size than the
    /// state: after it got another, any call tells that.
    void draftChanged(document::LayerId layer, const document::Rect& rect);
    /// Makes the draft one step. A draft that changed nothing leaves none.
    Result<> commitDraft(DraftId id, std::string name);
    void dropDraft(DraftId id);
    /// The draft of whoever began it.
    void dropDraft() { dropDraft(m_draftId); }

    /// A step is being worked out on another thread (BackgroundStep) and will be applied; `endStep` comes
    /// after that. Who saves, undoes or closes waits for `stepsDone`, so that none of them misses it.
    void beginStep() { ++m_stepsUnderWay; }
    void endStep();
    bool hasStepsUnderWay() const { return m_stepsUnderWay > 0; }

    /// Tries again to write what `journalFailed` told of.
    void retryJournal();
    /// Whether it waits for that.
    bool isJournalStuck() const;
    /// Whether all that was done is on the disk; true without a journal. For closing, and tests.
    bool waitForJournal(std::chrono::milliseconds most);

Q_SIGNALS:
    /// `shown` has another size now; all of it is told as changed after that.
    void sizeChanged(QSize size);
    /// These pixels of `shown` are others now.
    void changed(document::LayerId layer, QRect rect);
    /// The frame or the settings are.
    void valuesChanged();
    /// What can be undone and redone.
    void historyChanged();
    /// None is under way any more.
    void stepsDone();
    /// What was done last is not on the disk yet: it is safe only while the program runs.
    void journalFailed(const Error& error);
    /// Title, file, or whether it is saved.
    void infoChanged();
    void saved();
    void saveFailed(const Error& error);
    void closed();

private:
    template <class Name, class Record>
    bool walk(Name next, bool (document::Document::*take)(), const Record& record);
    void record(document::Change change);
    void touched();
    void savedAs(const Result<>& done, const document::EntryInfo& info, quint64 touches);
    void tell(const document::Change& change);
    void tellDifference(const document::DocumentState& before);
    void tellAll();

    document::Document m_document;
    std::optional<document::DocumentState> m_draft;
    DraftId m_draftId = 0;
    document::EntryInfo m_info;
    document::Rect m_toldBounds; ///< of `shown`, as far as others know
    int m_stepsUnderWay = 0;
    quint64 m_touches = 0; ///< how often it was changed, to know what a save has missed
    std::unique_ptr<JournalWriter> m_writer;
};

} // namespace latentbrush::ui
