#include "base/log.h"

#include <memory>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace latentbrush {

namespace {

spdlog::level::level_enum levelOf(LogLevel level) {
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

spdlog::logger& logger() {
    static const auto instance = [] {
        auto toStderr = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        toStderr->set_level(spdlog::level::warn);
        auto made = std::make_shared<spdlog::logger>("latentbrush", std::move(toStderr));
        made->set_level(spdlog::level::debug);
        made->flush_on(spdlog::level::warn);
        return made;
    }();
    return *instance;
}

} // namespace

void logMessage(LogLevel level, std::string_view message) {
    logger().log(levelOf(level), "{}", message);
}

void startLogFile(const std::filesystem::path& folder) {
    constexpr std::size_t kBytesPerFile = 5 << 20;
    constexpr std::size_t kFiles = 3;
    try {
        std::filesystem::create_directories(folder);
        const auto path = (folder / "latentbrush.log").string();
        logger().sinks().push_back(
            std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, kBytesPerFile, kFiles));
    } catch (const std::exception& error) {
        logMessage(LogLevel::Warning, error.what());
    }
}

void setStderrLevel(LogLevel level) {
    logger().sinks().front()->set_level(levelOf(level));
}

} // namespace latentbrush
