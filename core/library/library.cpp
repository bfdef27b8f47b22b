#include "library/library.h"

#include "base/files.h"
#include "library/library_state.h"

namespace latentbrush::library {

Library::Library(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Library::~Library() = default;
Library::Library(Library&&) noexcept = default;
Library& Library::operator=(Library&&) noexcept = default;

Result<Library> Library::open(const std::filesystem::path& file, std::chrono::milliseconds busyTimeout) {
    auto database = openDatabase(file, busyTimeout);
    if (!database)
        return failure(database);
    auto state = std::make_unique<State>();
    state->file = file;
    state->database = std::move(*database);
    return Library(std::move(state));
}

std::filesystem::path Library::defaultFile() {
    return dataFolder() / "library.db";
}

std::filesystem::path Library::picturesRoot() {
    return picturesFolder();
}

Result<std::filesystem::path> Library::setAside(const std::filesystem::path& file) {
    return guarded(file, [&]() -> Result<std::filesystem::path> {
        const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now().time_since_epoch());
        auto aside = file;
        aside.replace_filename(file.stem().string() + ".damaged-" + std::to_string(now.count()) +
                               file.extension().string());
        // The log first: a database without its log must never be opened as if it were whole.
        for (const char* part : {"-shm", "-wal", ""})
            if (const auto from = file.string() + part; std::filesystem::exists(from))
                std::filesystem::rename(from, aside.string() + part);
        return aside;
    });
}

const std::filesystem::path& Library::file() const {
    return m_state->file;
}

Result<> Library::check() const {
    return m_state->use([&](SQLite::Database& database) { return checkIntegrity(database, m_state->file); });
}

} // namespace latentbrush::library
