#include "library/database.h"

#include "library/schema.h"

#include <sqlite3.h>
#include <thread>

namespace latentbrush::library {

namespace {

using Clock = std::chrono::steady_clock;

/// Up to this size a check of the whole file costs less than a person notices (measured: 0.1 s for 64 MiB);
/// damage in a larger one is met where it is read, and reported from there alike.
constexpr std::uintmax_t kCheckedAtOpening = std::uintmax_t(64) << 20;

void setCheckpointOnClose(SQLite::Database& database, bool on) {
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on ? 0 : 1, nullptr);
}

/// Two programs that make a new file's log at the same time: SQLite answers one of them with 'busy' without
/// asking the busy timeout.
void useWriteAheadLog(SQLite::Database& database, Clock::time_point deadline) {
    while (true) {
        try {
            database.exec("PRAGMA journal_mode=WAL");
            return;
        } catch (const SQLite::Exception& exception) {
            if ((exception.getErrorCode() & 0xff) != SQLITE_BUSY || Clock::now() >= deadline)
                throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
}

/// Whether this is a library's file at all, and one we can read; writes nothing.
Result<> inspect(SQLite::Database& database, const std::filesystem::path& file) {
    // One snapshot: another program may be making the tables of this new file right now.
    SQLite::Transaction snapshot(database, SQLite::TransactionBehavior::DEFERRED);
    const auto application = database.execAndGet("PRAGMA application_id").getInt();
    const auto tables = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt();
    if (tables > 0 && application != kApplicationId)
        return failure(ErrorCode::UnsupportedFormat, file.string(), "a database of another program");
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    snapshot.commit();
    if (version > newestSchema())
        return failure(ErrorCode::DatabaseNewer, file.string(),
                       "schema " + std::to_string(version) + ", this program knows " +
                           std::to_string(newestSchema()));
    std::error_code error;
    if (const auto size = std::filesystem::file_size(file, error); !error && size <= kCheckedAtOpening)
        return checkIntegrity(database, file);
    return {};
}

} // namespace

Error errorOf(const SQLite::Exception& exception, const std::filesystem::path& file) {
    const auto code = [&] {
        switch (exception.getErrorCode() & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorCode::DatabaseLocked;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::DatabaseDamaged;
        case SQLITE_FULL:
            return ErrorCode::DiskFull;
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            return ErrorCode::WriteFailed;
        case SQLITE_IOERR:
            return exception.getExtendedErrorCode() == SQLITE_IOERR_READ ? ErrorCode::FileUnreadable
                                                                         : ErrorCode::WriteFailed;
        case SQLITE_NOMEM:
            return ErrorCode::OutOfMemory;
        default:
            return ErrorCode::Internal;
        }
    }();
    return {code, file.string(), exception.what()};
}

Result<> checkIntegrity(SQLite::Database& database, const std::filesystem::path& file) {
    const auto verdict = database.execAndGet("PRAGMA quick_check(1)").getString();
    if (verdict != "ok")
        return failure(ErrorCode::DatabaseDamaged, file.string(), verdict);
    return {};
}

Result<std::unique_ptr<SQLite::Database>> openDatabase(const std::filesystem::path& file,
                                                       std::chrono::milliseconds busyTimeout) {
    return guarded(file, [&]() -> Result<std::unique_ptr<SQLite::Database>> {
        const auto deadline = Clock::now() + busyTimeout;
        if (file.has_parent_path())
            std::filesystem::create_directories(file.parent_path());
        auto database =
            std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE,
                                               static_cast<int>(busyTimeout.count()));
        setCheckpointOnClose(*database, false);
        if (auto known = inspect(*database, file); !known)
            return failure(known);
        useWriteAheadLog(*database, deadline);
        database->exec("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
        migrate(*database);
        setCheckpointOnClose(*database, true);
        return database;
    });
}

} // namespace latentbrush::library
