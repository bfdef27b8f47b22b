#pragma once

#include "library/entry.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <string>
#include <variant>
#include <vector>

namespace latentbrush::library {

/// The condition of a Query over `entries`, with the values of its question marks in order.
class Condition {
public:
    explicit Condition(const Query& query);

    void behind(const Position& position);

    /// To follow WHERE.
    const std::string& sql() const { return m_sql; }
    /// Binds the values; returns the index of the next question mark.
    int bind(SQLite::Statement& statement) const;

private:
    void add(const std::string& sql);
    void addText(const std::string& text);

    std::string m_sql;
    std::vector<std::variant<std::int64_t, std::string>> m_values;
};

inline std::int64_t millisecondsOf(Moment moment) {
    return moment.time_since_epoch().count();
}
inline Moment momentOf(std::int64_t milliseconds) {
    return Moment(std::chrono::milliseconds(milliseconds));
}

} // namespace latentbrush::library
