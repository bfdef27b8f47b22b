#include "image/zip_layout.h"

#include <algorithm>

namespace latentbrush::image {

namespace {

constexpr std::string_view kEntry("PK\3\4"), kDirectoryEntry("PK\1\2"), kEnd("PK\5\6");
constexpr std::size_t kEntrySize = 30, kDirectoryEntrySize = 46, kEndSize = 22;

/// `bytes` of a number at `at`, the lowest first; the caller knows that they are there.
std::uint64_t number(std::string_view file, std::uint64_t at, int bytes) {
    std::uint64_t value = 0;
    for (int i = bytes - 1; i >= 0; --i)
        value = value << 8 | static_cast<unsigned char>(file[at + i]);
    return value;
}

bool startsAt(std::string_view file, std::uint64_t at, std::string_view signature, std::uint64_t size) {
    return at <= file.size() && file.size() - at >= size && file.substr(at).starts_with(signature);
}

/// The place of the end record: the last one whose comment ends with the file.
Result<std::uint64_t> endRecord(std::string_view file) {
    constexpr std::size_t kLongestComment = 0xffff;
    for (std::size_t back = kEndSize; back <= std::min(file.size(), kEndSize + kLongestComment); ++back) {
        const auto at = file.size() - back;
        if (startsAt(file, at, kEnd, kEndSize) && number(file, at + 20, 2) == back - kEndSize)
            return at;
    }
    return failure(ErrorCode::FileTruncated, {}, "the archive has no end");
}

/// The entry's own header at `record.begin`: it repeats the name.
Result<> followToData(std::string_view file, ZipRecord& record) {
    if (!startsAt(file, record.begin, kEntry, kEntrySize))
        return failure(ErrorCode::FileMalformed, {}, "an entry that is not where the directory says");
    const auto nameSize = number(file, record.begin + 26, 2);
    record.data = record.begin + kEntrySize + nameSize + number(file, record.begin + 28, 2);
    if (file.substr(record.begin + kEntrySize, nameSize) != record.name)
        return failure(ErrorCode::FileMalformed, {}, "an entry with two names");
    return {};
}

} // namespace

Result<ZipLayout> zipLayout(std::string_view file) {
    if (file.empty() || file.substr(0, kEntry.size()) != kEntry.substr(0, file.size()))
        return failure(ErrorCode::UnsupportedFormat, {}, "no ZIP archive");
    const auto end = endRecord(file);
    if (!end)
        return failure(end);
    const auto count = number(file, *end + 10, 2), size = number(file, *end + 12, 4);
    ZipLayout layout{{}, number(file, *end + 16, 4)};
    if (count == 0xffff || size == 0xffffffff || layout.directory == 0xffffffff)
        return failure(ErrorCode::UnsupportedFormat, {}, "ZIP64");
    if (layout.directory > *end || size > *end - layout.directory)
        return failure(ErrorCode::FileMalformed, {}, "a directory beyond the file");
    const auto directory = file.substr(0, layout.directory + size);
    auto at = layout.directory;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (!startsAt(directory, at, kDirectoryEntry, kDirectoryEntrySize))
            return failure(ErrorCode::FileMalformed, {}, "a directory with less than it says");
        const auto nameSize = number(file, at + 28, 2);
        ZipRecord record{directory.substr(at + kDirectoryEntrySize, nameSize), number(file, at + 42, 4), 0};
        if (auto followed = followToData(file.substr(0, layout.directory), record); !followed)
            return failure(followed);
        layout.records.push_back(record);
        at += kDirectoryEntrySize + nameSize + number(file, at + 30, 2) + number(file, at + 32, 2);
    }
    return layout;
}

} // namespace latentbrush::image
