#include "library/insertion.h"

#include "library/query_sql.h"
#include "library/search_text.h"

#include "request/json_reader.h"

namespace latentbrush::library {

namespace {

EntryId insertRow(SQLite::Database& database, const Entry& entry, const FinishedImage& finished) {
    const auto& request = finished.request;
    SQLite::Statement insert(database, R"sql(
        INSERT INTO entries(created, model_name, model_hash, seed, sampler, schedule, steps, guidance_scale,
                            width, height, file, prompt, negative_prompt, search_text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql");
    int at = 1;
    insert.bind(at++, millisecondsOf(entry.created));
    insert.bind(at++, entry.modelName);
    insert.bind(at++, finished.provenance.modelHash);
    insert.bind(at++, static_cast<std::int64_t>(entry.seed));
    insert.bind(at++, std::string(idOf(request.sampler)));
    insert.bind(at++, std::string(idOf(request.schedule)));
    insert.bind(at++, request.steps);
    insert.bind(at++, request.guidanceScale);
    insert.bind(at++, entry.width);
    insert.bind(at++, entry.height);
    insert.bind(at++, entry.file.string());
    insert.bind(at++, request.prompt);
    insert.bind(at++, request.negativePrompt);
    insert.bind(at++, foldForSearch(request.prompt));
    insert.exec();
    return database.getLastInsertRowid();
}

void insertMaking(SQLite::Database& database, EntryId id, const FinishedImage& finished) {
    SQLite::Statement insert(database,
                             "INSERT INTO makings(entry, request, provenance, timings) VALUES (?, ?, ?, ?)");
    insert.bind(1, id);
    insert.bind(2, toJsonText(finished.request));
    insert.bind(3, writeJsonText(toJson(finished.provenance)));
    insert.bind(4, writeJsonText(toJson(finished.timings)));
    insert.exec();
}

void insertThumbnail(SQLite::Database& database, EntryId id, const std::string& bytes) {
    SQLite::Statement insert(database, "INSERT INTO thumbnails(entry, bytes) VALUES (?, ?)");
    insert.bind(1, id);
    insert.bind(2, bytes.data(), static_cast<int>(bytes.size()));
    insert.exec();
}

} // namespace

Entry entryOf(const FinishedImage& finished, const std::filesystem::path& file, Moment created) {
    Entry entry;
    entry.created = created;
    entry.prompt = finished.request.prompt;
    entry.modelName = finished.provenance.modelName;
    entry.seed = finished.request.seed.value_or(0);
    entry.width = finished.picture->width;
    entry.height = finished.picture->height;
    entry.file = file;
    return entry;
}

EntryId insertEntry(SQLite::Database& database, const Entry& entry, const FinishedImage& finished,
                    const std::string& thumbnail) {
    const EntryId id = insertRow(database, entry, finished);
    insertMaking(database, id, finished);
    insertThumbnail(database, id, thumbnail);
    return id;
}

} // namespace latentbrush::library
