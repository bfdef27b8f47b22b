#pragma once

#include <filesystem>
#include <string_view>

namespace latentbrush {

/// The program's log, for engineers: English, to stderr (warnings up) and to a rotating file under the state
/// folder once `startLogFile` was called. Thread-safe. Hides spdlog, whose fmt clashes with the one in
/// LibTorch's headers.
enum class LogLevel { Debug, Info, Warning, Error };

void logMessage(LogLevel level, std::string_view message);

/// Begins `folder/latentbrush.log` (5 MB, 3 files). Never fails: a log that cannot be opened is said on
/// stderr.
void startLogFile(const std::filesystem::path& folder);

/// Lets stderr show everything from this level up.
void setStderrLevel(LogLevel level);

} // namespace latentbrush
