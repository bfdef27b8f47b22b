#pragma once

#include "library/entry.h"
#include "request/job_event.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <string>

namespace latentbrush::library {

/// The entry of a finished picture, not yet numbered.
Entry entryOf(const FinishedImage& finished, const std::filesystem::path& file, Moment created);

/// Writes an entry with all that belongs to it, in the transaction that the caller holds; returns its id.
/// Throws SQLite::Exception.
EntryId insertEntry(SQLite::Database& database, const Entry& entry, const FinishedImage& finished,
                    const std::string& thumbnail);

} // namespace latentbrush::library
