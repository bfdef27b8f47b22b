#include "library/schema.h"

#include <array>
#include <string>

namespace latentbrush::library {

namespace {

/// `entries` holds what lists and searches read and stays slim; JSON and small pictures, which are read one
/// at a time, lie in tables of their own. `search_text` is the prompt folded by `foldForSearch`. The partial
/// indexes give each view its order, newest first, without sorting.
void createHistory(SQLite::Database& database) {
    database.exec(R"sql(
        CREATE TABLE entries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            created INTEGER NOT NULL,
            deleted INTEGER,
            favourite INTEGER NOT NULL DEFAULT 0,
            model_name TEXT NOT NULL,
            model_hash TEXT NOT NULL,
            seed INTEGER NOT NULL,
            sampler TEXT NOT NULL,
            schedule TEXT NOT NULL,
            steps INTEGER NOT NULL,
            guidance_scale REAL NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            file TEXT NOT NULL,
            prompt TEXT NOT NULL,
            negative_prompt TEXT NOT NULL,
            search_text TEXT NOT NULL
        );
        CREATE INDEX entries_shown ON entries(created DESC, id DESC) WHERE deleted IS NULL;
        CREATE INDEX entries_by_model ON entries(model_name, created DESC, id DESC) WHERE deleted IS NULL;
        CREATE INDEX entries_favourite ON entries(created DESC, id DESC) WHERE deleted IS NULL AND favourite;
        CREATE INDEX entries_bin ON entries(created DESC, id DESC) WHERE deleted IS NOT NULL;

        CREATE TABLE makings (
            entry INTEGER PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
            request TEXT NOT NULL,
            provenance TEXT NOT NULL,
            timings TEXT NOT NULL
        );
        CREATE TABLE thumbnails (
            entry INTEGER PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
            bytes BLOB NOT NULL
        );

        CREATE VIRTUAL TABLE entries_text USING fts5(
            search_text, content='entries', content_rowid='id', tokenize='trigram case_sensitive 1');
        CREATE TRIGGER entries_inserted AFTER INSERT ON entries BEGIN
            INSERT INTO entries_text(rowid, search_text) VALUES (new.id, new.search_text);
        END;
        CREATE TRIGGER entries_removed AFTER DELETE ON entries BEGIN
            INSERT INTO entries_text(entries_text, rowid, search_text)
            VALUES ('delete', old.id, old.search_text);
        END;
        CREATE TRIGGER entries_reworded AFTER UPDATE OF search_text ON entries BEGIN
            INSERT INTO entries_text(entries_text, rowid, search_text)
            VALUES ('delete', old.id, old.search_text);
            INSERT INTO entries_text(rowid, search_text) VALUES (new.id, new.search_text);
        END;
    )sql");
}

/// What entries start from. An entry in the bin still needs its sources; one that is deleted for good gives
/// them up.
void createSources(SQLite::Database& database) {
    database.exec(R"sql(
        CREATE TABLE sources (
            entry INTEGER NOT NULL REFERENCES entries(id) ON DELETE CASCADE,
            pixels TEXT NOT NULL,
            blob TEXT NOT NULL,
            PRIMARY KEY (entry, pixels)
        ) WITHOUT ROWID;
        CREATE INDEX sources_by_pixels ON sources(pixels);
        CREATE INDEX sources_by_blob ON sources(blob);
    )sql");
}

constexpr std::array kMigrations{Migration(createHistory), Migration(createSources)};

} // namespace

std::span<const Migration> migrations() {
    return kMigrations;
}

void migrate(SQLite::Database& database, std::span<const Migration> steps) {
    const auto version = [&] { return database.execAndGet("PRAGMA user_version").getInt(); };
    for (int step = version(); step < static_cast<int>(steps.size()); ++step) {
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        if (version() > step)
            continue; // another program was faster
        steps[static_cast<std::size_t>(step)](database);
        database.exec("PRAGMA application_id=" + std::to_string(kApplicationId));
        database.exec("PRAGMA user_version=" + std::to_string(step + 1));
        transaction.commit();
    }
}

} // namespace latentbrush::library
