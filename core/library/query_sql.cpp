#include "library/query_sql.h"

#include "library/search_text.h"

namespace latentbrush::library {

namespace {

/// The trigram index knows words from here on.
constexpr std::size_t kIndexedLength = 3;

/// A string of FTS5: nothing in it has a meaning, quotes are doubled.
std::string quoted(const std::string& term) {
    std::string text = "\"";
    for (const char byte : term) {
        text += byte;
        if (byte == '"')
            text += byte;
    }
    return text + '"';
}

} // namespace

Condition::Condition(const Query& query) {
    add(query.bin ? "deleted IS NOT NULL" : "deleted IS NULL");
    if (query.favouritesOnly)
        add("favourite");
    if (query.model) {
        add("model_name = ?");
        m_values.emplace_back(*query.model);
    }
    if (query.from) {
        add("created >= ?");
        m_values.emplace_back(millisecondsOf(*query.from));
    }
    if (query.until) {
        add("created < ?");
        m_values.emplace_back(millisecondsOf(*query.until));
    }
    addText(query.text);
}

/// Words of three characters and more are looked up in the trigram index; shorter ones, common in Japanese,
/// are compared in the table itself, where instr() needs no escaping.
void Condition::addText(const std::string& text) {
    std::string match;
    for (const auto& term : searchTerms(text)) {
        if (lengthOf(term) < kIndexedLength) {
            add("instr(search_text, ?) > 0");
            m_values.emplace_back(term);
        } else {
            match += (match.empty() ? "" : " AND ") + quoted(term);
        }
    }
    if (match.empty())
        return;
    add("id IN (SELECT rowid FROM entries_text WHERE entries_text MATCH ?)");
    m_values.emplace_back(match);
}

void Condition::behind(const Position& position) {
    add("(created, id) < (?, ?)");
    m_values.emplace_back(millisecondsOf(position.created));
    m_values.emplace_back(position.id);
}

void Condition::add(const std::string& sql) {
    m_sql += (m_sql.empty() ? "" : " AND ") + sql;
}

int Condition::bind(SQLite::Statement& statement) const {
    int index = 1;
    for (const auto& value : m_values)
        std::visit([&](const auto& bound) { statement.bind(index++, bound); }, value);
    return index;
}

} // namespace latentbrush::library
