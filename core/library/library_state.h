#pragma once

#include "library/database.h"
#include "library/library.h"

#include <mutex>

namespace latentbrush::library {

/// What a Library holds: one connection, and the lock that lets one thread at a time use it.
struct Library::State {
    std::filesystem::path file;
    std::unique_ptr<SQLite::Database> database;
    std::mutex mutex;

    /// Runs `work(database)` alone; what it throws becomes an Error.
    template <class Work>
    auto use(Work&& work) {
        return guarded(file, [&] {
            const std::lock_guard lock(mutex);
            return work(*database);
        });
    }
};

} // namespace latentbrush::library
