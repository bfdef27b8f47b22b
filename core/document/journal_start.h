#pragma once

#include "document/document.h"
#include "document/journal_file.h"

namespace latentbrush::document {

/// What a journal begins with, before what a person does is appended:
///
///     the magic bytes    a Begin record    `snapshots` Snapshot records    `kept` further records
///
/// A snapshot is a change (journal_record.h) that sets tiles and values, but no size, of a blank document and
/// is no step to undo; those of one start name each tile once and together make the state that the history
/// begins at. The kept records are that history: the changes, and an Undo for each that is undone.
///
/// Versions: 2 has no changes of size and no Past records, 1 no snapshots either.
struct JournalStart {
    int version = 0;
    int width = 0;
    int height = 0;
    std::size_t undoLimit = 0;
    std::size_t snapshots = 0;
    std::size_t kept = 0;

    bool operator==(const JournalStart&) const = default;
};

/// Writes a start for the document at the position of the file, with its history but for what is done and on
/// the disk alone (UndoStack::spilledCount): reading back gigabytes would keep what is painted meanwhile from
/// the journal. The caller syncs it. FileUnreadable when the disk does not give back what is undone.
Result<> writeStart(JournalFile& file, const Document& document);

/// Reads the magic bytes and the Begin record. UnsupportedFormat, NewerFormat, FileMalformed.
Result<JournalStart> readStart(JournalFile& file);

/// Reads the snapshots that follow: the document without history. FileMalformed when they are not all whole:
/// a snapshot is on the disk before its file has its name, so that is damage and not a torn end.
Result<Document> readSnapshots(JournalFile& file, const JournalStart& start);

} // namespace latentbrush::document
