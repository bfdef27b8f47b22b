#include "library/library.h"
#include "library/library_state.h"
#include "library/picture_files.h"
#include "library/query_sql.h"
#include "library/sources.h"

namespace latentbrush::library {

namespace {

struct Kept {
    EntryId id;
    std::filesystem::path file;
};

std::vector<Kept> filesOf(SQLite::Database& database, std::span<const EntryId> ids) {
    SQLite::Statement select(database, "SELECT file FROM entries WHERE id = ?");
    std::vector<Kept> kept;
    for (const EntryId id : ids) {
        select.bind(1, id);
        if (select.executeStep())
            kept.push_back({id, select.getColumn(0).getString()});
        select.reset();
    }
    return kept;
}

std::vector<Kept> filesInBin(SQLite::Database& database) {
    SQLite::Statement select(database, "SELECT id, file FROM entries WHERE deleted IS NOT NULL");
    std::vector<Kept> kept;
    while (select.executeStep())
        kept.push_back({select.getColumn(0).getInt64(), select.getColumn(1).getString()});
    return kept;
}

/// Runs one statement with (value, id) for each id, all or none.
template <class Value>
void updateEach(SQLite::Database& database, const char* sql, std::span<const EntryId> ids,
                const Value& value) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement update(database, sql);
    for (const EntryId id : ids) {
        update.bind(1, value);
        update.bind(2, id);
        update.exec();
        update.reset();
    }
    transaction.commit();
}

} // namespace

Result<> Library::setFavourite(std::span<const EntryId> ids, bool favourite) {
    return m_state->use([&](SQLite::Database& database) -> Result<> {
        updateEach(database, "UPDATE entries SET favourite = ? WHERE id = ?", ids, favourite ? 1 : 0);
        return {};
    });
}

// The entry goes first, then its file: killed in between, the entry is in the bin with its file at the old
// place, where existingFile(), restore() and emptyBin() look too.
Result<> Library::moveToBin(std::span<const EntryId> ids) {
    return m_state->use([&](SQLite::Database& database) -> Result<> {
        const auto now =
            std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
        updateEach(database, "UPDATE entries SET deleted = ? WHERE id = ? AND deleted IS NULL", ids,
                   millisecondsOf(now));
        Result<> first;
        for (const auto& kept : filesOf(database, ids))
            if (auto moved = moveFileToBin(kept.file); !moved && first)
                first = std::move(moved);
        return first;
    });
}

// The other way round for the same reason: files, then entries.
Result<> Library::restore(std::span<const EntryId> ids) {
    return m_state->use([&](SQLite::Database& database) -> Result<> {
        std::vector<Kept> back;
        Result<> first;
        for (const auto& kept : filesOf(database, ids)) {
            const auto file = restoreFile(kept.file);
            if (file)
                back.push_back({kept.id, *file});
            else if (first)
                first = failure(file);
        }
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement update(database, "UPDATE entries SET deleted = NULL, file = ? WHERE id = ?");
        for (const auto& kept : back) {
            update.bind(1, kept.file.string());
            update.bind(2, kept.id);
            update.exec();
            update.reset();
        }
        transaction.commit();
        return first;
    });
}

// Files first: killed in between, the entry is still in the bin and the next time finishes; the other way
// round would leave a file that nobody knows.
Result<std::int64_t> Library::emptyBin() {
    return m_state->use([&](SQLite::Database& database) -> Result<std::int64_t> {
        std::vector<EntryId> gone;
        Result<> first;
        for (const auto& kept : filesInBin(database)) {
            auto deleted = deleteFile(kept.file);
            if (deleted)
                gone.push_back(kept.id);
            else if (first)
                first = std::move(deleted);
        }
        const auto blobs = blobsOf(database, gone);
        updateEach(database, "DELETE FROM entries WHERE deleted <= ? AND id = ?", gone,
                   std::numeric_limits<std::int64_t>::max());
        auto store = sourceStore(m_state->file);
        if (auto removed = removeUnused(database, store, blobs); !removed && first)
            first = std::move(removed);
        if (!first)
            return failure(first);
        return static_cast<std::int64_t>(gone.size());
    });
}

} // namespace latentbrush::library
