#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <span>

namespace latentbrush::library {

/// "LBRL", in the file's header: tells a library from other SQLite files.
inline constexpr int kApplicationId = 0x4C42524C;

/// Takes the schema one version up. `user_version` counts those that were done.
using Migration = void (*)(SQLite::Database&);

std::span<const Migration> migrations();
inline int newestSchema() {
    return static_cast<int>(migrations().size());
}

/// Does the steps that the file lacks, each in a transaction of its own with its `user_version`: killed in
/// between, the file is at one version or the next. Two programs at once do each step once. Throws
/// SQLite::Exception.
void migrate(SQLite::Database& database, std::span<const Migration> steps = migrations());

} // namespace latentbrush::library
