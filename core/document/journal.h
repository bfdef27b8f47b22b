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
///
/// The file only grows, until `compact` puts a new one in its place. What a document's history has no memory
/// for is kept beside the file while it is open, see UndoStack.
class Journal {
public:
    static constexpr int kVersion = 3;
    /// A journal is large above so many bytes, and so many times what it began with.
    static constexpr std::uintmax_t kLargeBytes = std::uintmax_t(64) << 20;
    static constexpr std::uintmax_t kLargeFactor = 4;

    struct Opened;
    /// A new file for a blank document. FileExists; InvalidSize, see TiledLayer.
    static Result<Opened> create(const std::filesystem::path& file, int width, int height,
                                 std::size_t undoLimit = UndoStack::kDefaultLimit);
    /// A new file for a document that begins as `state`, without history; InvalidRequest, see checkState. It
    /// is on the disk as a whole or not at all.
    static Result<Opened> create(const std::filesystem::path& file, DocumentState state,
                                 std::size_t undoLimit = UndoStack::kDefaultLimit);
    /// Replays the file up to its last whole record and cuts off what follows, the record that was being
    /// written when the program or the machine stopped. FileMissing; UnsupportedFormat for another kind of
    /// file; NewerFormat; FileMalformed for whole records that make no document, DiskFull when there is no
    /// room for a history that is needed on the way: then nothing is cut. AlreadyOpen when another program,
    /// or this one, has it open.
    static Result<Opened> open(const std::filesystem::path& file);

    ~Journal();
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;

    Result<> appendChange(const Change& change);
    Result<> appendUndo();
    Result<> appendRedo();

    const std::filesystem::path& file() const;
    std::uintmax_t bytes() const;
    /// It has grown so much since it began that `compact` is worth its time.
    bool isLarge() const;
    static bool isLarge(std::uintmax_t bytes, std::uintmax_t startBytes) {
        return bytes > kLargeBytes && bytes / kLargeFactor > startBytes;
    }
    /// Puts a new file in its place that begins with a snapshot and holds the history that the document has
    /// in memory; how far a person can undo after a crash is all that gets less, and undoing further before
    /// it is recorded all the same. `document` is what the records so far make, or a copy of it from then.
    /// The new file is written beside and takes the name when it is on the disk: a program killed at any
    /// moment leaves the old one or the new one, whole. On failure the old one stays and goes on.
    Result<> compact(const Document& document);

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
