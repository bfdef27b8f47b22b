#pragma once

#include "base/result.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <chrono>
#include <exception>
#include <filesystem>
#include <memory>
#include <new>
#include <type_traits>

namespace latentbrush::library {

/// What SQLite threw, as an Error about `file`.
Error errorOf(const SQLite::Exception& exception, const std::filesystem::path& file);

/// Runs `work` (which returns a Result) and turns what SQLite and the standard library throw into an Error.
template <class Work>
std::invoke_result_t<Work> guarded(const std::filesystem::path& file, Work&& work) {
    try {
        return std::forward<Work>(work)();
    } catch (const SQLite::Exception& exception) {
        return tl::unexpected<Error>(errorOf(exception, file));
    } catch (const std::bad_alloc&) {
        return failure(ErrorCode::OutOfMemory);
    } catch (const std::filesystem::filesystem_error& exception) {
        return failure(ErrorCode::WriteFailed, exception.path1().string(), exception.code().message());
    } catch (const std::exception& exception) {
        return failure(ErrorCode::Internal, file.string(), exception.what());
    }
}

/// A connection with the promises of library.h: checked before anything is written, write-ahead log,
/// synchronous FULL, foreign keys on, schema up to date.
Result<std::unique_ptr<SQLite::Database>> openDatabase(const std::filesystem::path& file,
                                                       std::chrono::milliseconds busyTimeout);

/// The first thing that is wrong in the file. Reads all of it.
Result<> checkIntegrity(SQLite::Database& database, const std::filesystem::path& file);

} // namespace latentbrush::library
