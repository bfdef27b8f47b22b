#pragma once

#include "document/document.h"

#include <filesystem>
#include <memory>

namespace latentbrush::document {

/// A file from which a document and its undo history come back after a crash: every change, undo and redo in
/// order, each with its length and checksum (journal_record.h). What `append…` has acknowledged is on the
/// disk.
///
///     document.apply(change) and then journal.appendChange(change), document.undo() and then
///     journal.appendUndo(), and so on: in the document's order, and only what the document did.
///
/// Threads: one object is for one thread at a time, any thread. Each call waits for the disk, so none is for
/// a thread that draws a window; a Change is a value and may be handed to a worker. One program at a time has
/// a journal open.
///
/// Errors: DiskFull, WriteFailed, FileUnreadable, OutOfMemory with the file's path as subject. When appending
/// fails, the file is as it was before; the caller appends the same again or begins another journal, since
/// what follows would be replayed on top of the wrong tiles.
class Journal {
public:
    static constexpr int kVersion = 1;

    struct Opened;
    /// A new file for a blank document. FileExists; InvalidSize, see TiledLayer.
    static Result<Opened> create(const std::filesystem::path& file, int width, int height,
                                 std::size_t undoLimit = UndoStack::kDefaultLimit);
    /// Replays the file up to its last whole record and cuts off what follows, the record that was being
    /// written when the program or the machine stopped. FileMissing; UnsupportedFormat for another kind of
    /// file; NewerFormat; FileMalformed for whole records that make no document: then nothing is cut.
    /// FileUnreadable also when another program has it open.
    static Result<Opened> open(const std::filesystem::path& file);

    ~Journal();
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;

    Result<> appendChange(const Change& change);
    Result<> appendUndo();
    Result<> appendRedo();

    const std::filesystem::path& file() const;

private:
    struct State;
    explicit Journal(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

struct Journal::Opened {
    Journal journal;
    Document document;
    std::uintmax_t cutBytes = 0; ///< how much was cut off, for the log
};

} // namespace latentbrush::document
