#include "library/library.h"
#include "library/library_state.h"
#include "library/query_sql.h"

#include "request/json_reader.h"

namespace latentbrush::library {

namespace {

const std::string kSelectEntries =
    "SELECT id, created, deleted, favourite, model_name, seed, width, height, file, prompt, "
    "EXISTS (SELECT 1 FROM sources WHERE entry = entries.id) FROM entries ";
const std::string kNewestFirst = " ORDER BY created DESC, id DESC";

Entry readEntry(SQLite::Statement& row) {
    Entry entry;
    entry.id = row.getColumn(0).getInt64();
    entry.created = momentOf(row.getColumn(1).getInt64());
    if (!row.getColumn(2).isNull())
        entry.deleted = momentOf(row.getColumn(2).getInt64());
    entry.favourite = row.getColumn(3).getInt() != 0;
    entry.modelName = row.getColumn(4).getString();
    entry.seed = static_cast<std::uint64_t>(row.getColumn(5).getInt64());
    entry.width = row.getColumn(6).getInt();
    entry.height = row.getColumn(7).getInt();
    entry.file = row.getColumn(8).getString();
    entry.prompt = row.getColumn(9).getString();
    entry.fromPicture = row.getColumn(10).getInt() != 0;
    return entry;
}

Result<EntryDetails> readDetails(Entry entry, SQLite::Statement& row) {
    auto request = requestFromJsonText(row.getColumn(0).getString());
    if (!request)
        return failure(request);
    const auto provenanceJson = parseJsonText(row.getColumn(1).getString());
    const auto timingsJson = parseJsonText(row.getColumn(2).getString());
    if (!provenanceJson || !timingsJson)
        return failure(provenanceJson ? timingsJson : provenanceJson);
    auto provenance = provenanceFromJson(*provenanceJson);
    if (!provenance)
        return failure(provenance);
    const auto timings = timingsFromJson(*timingsJson);
    if (!timings)
        return failure(timings);
    return EntryDetails{std::move(entry), std::move(*request), std::move(*provenance), *timings};
}

std::string textOf(EntryId id) {
    return std::to_string(id);
}

} // namespace

Result<std::vector<Entry>> Library::search(const Query& query, int limit,
                                           std::optional<Position> after) const {
    return m_state->use([&](SQLite::Database& database) -> Result<std::vector<Entry>> {
        Condition condition(query);
        if (after)
            condition.behind(*after);
        // The inner part sorts ids alone; prompts are read for one page only.
        SQLite::Statement select(database, kSelectEntries + "WHERE id IN (SELECT id FROM entries WHERE " +
                                               condition.sql() + kNewestFirst + " LIMIT ?)" + kNewestFirst);
        select.bind(condition.bind(select), limit);
        std::vector<Entry> found;
        while (select.executeStep())
            found.push_back(readEntry(select));
        return found;
    });
}

Result<std::vector<EntryId>> Library::ids(const Query& query) const {
    return m_state->use([&](SQLite::Database& database) -> Result<std::vector<EntryId>> {
        const Condition condition(query);
        SQLite::Statement select(database, "SELECT id FROM entries WHERE " + condition.sql() + kNewestFirst);
        condition.bind(select);
        std::vector<EntryId> found;
        while (select.executeStep())
            found.push_back(select.getColumn(0).getInt64());
        return found;
    });
}

Result<std::int64_t> Library::count(const Query& query) const {
    return m_state->use([&](SQLite::Database& database) -> Result<std::int64_t> {
        const Condition condition(query);
        SQLite::Statement select(database, "SELECT count(*) FROM entries WHERE " + condition.sql());
        condition.bind(select);
        select.executeStep();
        return select.getColumn(0).getInt64();
    });
}

Result<std::vector<Entry>> Library::entries(std::span<const EntryId> ids) const {
    return m_state->use([&](SQLite::Database& database) -> Result<std::vector<Entry>> {
        SQLite::Statement select(database, kSelectEntries + "WHERE id = ?");
        std::vector<Entry> found;
        for (const EntryId id : ids) {
            select.bind(1, id);
            if (select.executeStep())
                found.push_back(readEntry(select));
            select.reset();
        }
        return found;
    });
}

Result<EntryDetails> Library::details(EntryId id) const {
    auto known = entries(std::span(&id, 1));
    if (!known)
        return failure(known);
    if (known->empty())
        return failure(ErrorCode::EntryNotFound, textOf(id));
    return m_state->use([&](SQLite::Database& database) -> Result<EntryDetails> {
        SQLite::Statement select(database,
                                 "SELECT request, provenance, timings FROM makings WHERE entry = ?");
        select.bind(1, id);
        if (!select.executeStep())
            return failure(ErrorCode::EntryNotFound, textOf(id));
        return readDetails(std::move(known->front()), select);
    });
}

Result<std::string> Library::thumbnail(EntryId id) const {
    return m_state->use([&](SQLite::Database& database) -> Result<std::string> {
        SQLite::Statement select(database, "SELECT bytes FROM thumbnails WHERE entry = ?");
        select.bind(1, id);
        if (!select.executeStep())
            return failure(ErrorCode::EntryNotFound, textOf(id));
        return select.getColumn(0).getString();
    });
}

Result<std::vector<UsedModel>> Library::models() const {
    return m_state->use([](SQLite::Database& database) -> Result<std::vector<UsedModel>> {
        SQLite::Statement select(database, "SELECT model_name, count(*) FROM entries WHERE deleted IS NULL "
                                           "GROUP BY model_name ORDER BY count(*) DESC, model_name");
        std::vector<UsedModel> models;
        while (select.executeStep())
            models.push_back({select.getColumn(0).getString(), select.getColumn(1).getInt64()});
        return models;
    });
}

Result<Revision> Library::revision() const {
    return m_state->use([](SQLite::Database& database) -> Result<Revision> {
        return Revision{database.execAndGet("PRAGMA data_version").getInt64(), database.getTotalChanges()};
    });
}

} // namespace latentbrush::library
