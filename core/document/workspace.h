#pragma once

#include "document/workspace_entry.h"
#include "image/notice.h"

namespace latentbrush::document {

/// A document that was just opened, and its entry.
struct OpenedDocument {
    WorkspaceEntry entry;
    Document document;
    image::Notices notices; ///< what opening did to the picture
};

/// A document that no living program works on, though nobody closed it.
struct LeftDocument {
    EntryInfo info;
    int width = 0; ///< as its journal began; 0 when that cannot be read, and `recover` says why
    int height = 0;
    std::uintmax_t bytes = 0; ///< of the journal
    std::filesystem::file_time_type changed{};
};

/// The folder in which documents are while they are open, so that none is lost when the program or the
/// machine stops: an entry each, with the journal of all that was done (journal.h). Any number of programs
/// may use one folder; a document is open in one of them at most.
///
///     at start, for each of `left()`: `recover` it, with its mask, settings and undo history;
///     then `create` and `open`; each entry lives until `entry.close()`.
///
/// Opening a file of which a left entry has changes does not touch that entry: recover first. Threads: any,
/// but none that draws a window: each call waits for the disk, and for other programs that are at it.
class Workspace {
public:
    /// Nothing is touched yet.
    explicit Workspace(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// A blank document, which counts as saved until something is done to it. InvalidSize, see TiledLayer;
    /// the errors of Journal.
    Result<OpenedDocument> create(int width, int height, std::string title,
                                  std::size_t undoLimit = UndoStack::kDefaultLimit);
    /// A document that begins as this state, on no file yet. InvalidRequest, see checkState.
    Result<OpenedDocument> create(DocumentState state, std::string title,
                                  std::size_t undoLimit = UndoStack::kDefaultLimit);
    /// Opens a file (see openState for formats and errors) as a document that belongs to it. AlreadyOpen
    /// (subject: the file) when a document that is open, here or in another program, belongs to it.
    Result<OpenedDocument> open(const std::filesystem::path& file,
                                std::size_t undoLimit = UndoStack::kDefaultLimit);

    /// What crashes left, the oldest first.
    Result<std::vector<LeftDocument>> left() const;
    /// EntryNotFound; AlreadyOpen, also when another open document belongs to its file by now; the errors of
    /// Journal::open: then the entry stays as it is.
    Result<OpenedDocument> recover(const std::string& id);
    /// Removes a left entry for good. EntryNotFound, AlreadyOpen, WriteFailed.
    Result<> discard(const std::string& id);

private:
    Result<OpenedDocument> begin(DocumentState state, EntryInfo info, std::size_t undoLimit);

    std::filesystem::path m_folder;
};

} // namespace latentbrush::document
