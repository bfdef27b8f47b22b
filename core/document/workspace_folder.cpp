#include "document/workspace_folder.h"

#include "base/files.h"
#include "document/journal_file.h"
#include "document/json_text.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <random>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace latentbrush::document {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxInfoBytes = std::uintmax_t(1) << 20;

fs::path infoOf(const fs::path& entry) {
    return entry / "entry.json";
}

tl::unexpected<Error> writeFailure(const fs::path& path, int reason) {
    const bool full = reason == ENOSPC || reason == EDQUOT;
    return failure(full ? ErrorCode::DiskFull : ErrorCode::WriteFailed, path.string(), std::strerror(reason));
}

bool isPlain(unsigned char byte) {
    return byte > ' ' && byte < 0x7f && byte != '%';
}

/// A path is bytes, JSON is UTF-8: what is not plain ASCII becomes %XX.
std::string escaped(const std::string& path) {
    std::string text;
    for (const unsigned char byte : path) {
        char code[4];
        std::snprintf(code, sizeof code, "%%%02x", byte);
        text += isPlain(byte) ? std::string(1, static_cast<char>(byte)) : code;
    }
    return text;
}

std::string unescaped(std::string_view text) {
    std::string path;
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned byte = static_cast<unsigned char>(text[at]);
        if (text[at] == '%' && at + 2 < text.size()) {
            std::from_chars(text.data() + at + 1, text.data() + at + 3, byte, 16);
            at += 2;
        }
        path += static_cast<char>(byte);
    }
    return path;
}

bool isId(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// The folders in a workspace that may be entries, by name.
std::vector<std::string> foldersIn(const fs::path& workspace) {
    std::vector<std::string> names;
    std::error_code unknown;
    for (const auto& found : fs::directory_iterator(workspace, unknown))
        if (const auto name = found.path().filename().string(); isId(name) && found.is_directory(unknown))
            names.push_back(name);
    std::ranges::sort(names);
    return names;
}

bool isSameFile(const fs::path& a, const fs::path& b) {
    std::error_code unknown;
    if (fs::equivalent(a, b, unknown) && !unknown)
        return true;
    const auto first = fs::weakly_canonical(a, unknown), second = fs::weakly_canonical(b, unknown);
    return !first.empty() && first == second;
}

} // namespace

Result<WorkspaceLock> WorkspaceLock::take(const fs::path& workspace) {
    std::error_code error;
    fs::create_directories(workspace, error);
    if (error)
        return writeFailure(workspace, error.value());
    const auto path = workspace / ".lock";
    WorkspaceLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (lock.m_descriptor < 0)
        return writeFailure(path, errno);
    while (::flock(lock.m_descriptor, LOCK_EX) != 0)
        if (errno != EINTR)
            return writeFailure(path, errno);
    return lock;
}

WorkspaceLock::~WorkspaceLock() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

WorkspaceLock::WorkspaceLock(WorkspaceLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

fs::path journalOf(const fs::path& entry) {
    return entry / "journal";
}

Result<> writeInfo(const fs::path& workspace, const EntryInfo& info) {
    const nlohmann::json json{
        {"file", escaped(info.file.string())}, {"title", info.title}, {"saved", info.saved}};
    return writeWhole(infoOf(workspace / info.id), jsonText(json), IfExists::Replace);
}

std::optional<EntryInfo> readInfo(const fs::path& workspace, const std::string& id) {
    if (!isId(id))
        return std::nullopt;
    EntryInfo info;
    info.id = id;
    const auto text = readWhole(infoOf(workspace / id), kMaxInfoBytes);
    if (!text && text.error().code == ErrorCode::FileMissing)
        return std::nullopt;
    const auto json = text ? parsedJson(*text) : std::nullopt;
    if (!json || !json->is_object())
        return info;
    const auto textOf = [&](const char* key) {
        const auto found = json->find(key);
        return found != json->end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    info.file = unescaped(textOf("file"));
    info.title = textOf("title");
    const auto saved = json->find("saved");
    info.saved = saved != json->end() && saved->is_boolean() && saved->get<bool>();
    return info;
}

std::vector<EntryInfo> allEntries(const fs::path& workspace) {
    std::vector<EntryInfo> entries;
    for (const auto& id : foldersIn(workspace))
        if (auto info = readInfo(workspace, id))
            entries.push_back(std::move(*info));
    return entries;
}

Result<std::string> newEntry(const fs::path& workspace) {
    std::random_device random;
    for (;;) {
        const auto id = "document-" + std::to_string(random());
        std::error_code error;
        if (fs::create_directory(workspace / id, error))
            return id;
        if (error)
            return writeFailure(workspace / id, error.value());
    }
}

Result<> removeEntry(const fs::path& workspace, const std::string& id) {
    std::error_code error;
    fs::remove(infoOf(workspace / id), error);
    if (error)
        return writeFailure(workspace / id, error.value());
    fs::remove_all(workspace / id, error); // what stays is removed with the left-overs
    return {};
}

void removeLeftOvers(const fs::path& workspace) {
    for (const auto& id : foldersIn(workspace)) {
        std::error_code unknown;
        if (!readInfo(workspace, id) && !isOpen(workspace / id))
            fs::remove_all(workspace / id, unknown);
    }
}

bool isOpen(const fs::path& entry) {
    const auto file = JournalFile::open(journalOf(entry));
    return !file && file.error().code == ErrorCode::AlreadyOpen;
}

Result<> checkNotOpen(const fs::path& workspace, const fs::path& file, const std::string& except) {
    for (const auto& info : allEntries(workspace))
        if (info.id != except && !info.file.empty() && isSameFile(info.file, file) &&
            isOpen(workspace / info.id))
            return failure(ErrorCode::AlreadyOpen, file.string(), info.id);
    return {};
}

} // namespace latentbrush::document
