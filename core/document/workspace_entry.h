#pragma once

#include "document/journal.h"
#include "document/workspace_folder.h"

namespace latentbrush::document {

/// An open document on the disk: its journal, and what it is called and belongs to. While the object lives no
/// other program, and no other tab, can open the document. When it goes without `close`, or the program is
/// killed, the entry stays, to be recovered (workspace.h).
///
/// The document itself is its owner's, who appends what he did in the order in which he did it; see Journal,
/// also for errors. `save` belongs into that order. Threads: one object is for one thread at a time, a
/// worker, since each call waits for the disk.
class WorkspaceEntry {
public:
    WorkspaceEntry(std::filesystem::path workspace, EntryInfo info, Journal journal);

    const EntryInfo& info() const { return m_info; }

    Result<> appendChange(const Change& change);
    Result<> appendUndo();
    Result<> appendRedo();

    /// Its journal has grown so much that `compact` is worth its time, see Journal.
    bool isLarge() const { return m_journal.isLarge(); }
    Result<> compact(const Document& document) { return m_journal.compact(document); }
    const Journal& journal() const { return m_journal; }

    /// Writes the state into an OpenRaster file, whole or not at all; what stood there is replaced. From then
    /// on the document belongs to that file, is called as it is, and counts as saved. `state` is what the
    /// records so far make. AlreadyOpen when another document belongs to that file; the errors of saveState.
    /// After an error everything is as before. A workspace that cannot be written, as on a full disk, keeps
    /// no document from its file on another: it is saved, and the workspace learns of it with the next
    /// record.
    Result<> save(const std::filesystem::path& file, const DocumentState& state);

    /// Removes the entry, saved or not. Nothing else is called after that. WriteFailed.
    Result<> close();

private:
    Result<> setInfo(EntryInfo info);
    /// Whatever is appended, the file no longer has it; said before, so that a kill cannot come between.
    Result<> beginChange();

    std::filesystem::path m_workspace;
    EntryInfo m_info;
    Journal m_journal;
};

} // namespace latentbrush::document
