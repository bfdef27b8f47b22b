#include "weights/stored_zip.h"

#include <algorithm>
#include <optional>

namespace latentbrush::weights {

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::uint32_t kEndSignature = 0x06054b50;
constexpr std::uint32_t kEnd64Signature = 0x06064b50;
constexpr std::uint32_t kLocator64Signature = 0x07064b50;
constexpr std::uint32_t kDirectorySignature = 0x02014b50;
constexpr std::uint32_t kLocalSignature = 0x04034b50;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kLocator64Bytes = 20;
constexpr std::size_t kCommentLimit = 0xffff;
constexpr std::uint16_t kIn64 = 0xffff; // "look into the ZIP64 record", as are 32 set bits
constexpr std::uint32_t kIn64Long = 0xffffffff;
constexpr std::uint64_t kEntryLimit = 1'000'000;

Bytes from(Bytes zip, std::uint64_t offset) {
    if (offset > zip.size())
        refuse("the ZIP points beyond its end");
    return zip.subspan(offset);
}

/// Where the directory lies.
struct Directory {
    std::uint64_t count = 0;
    std::uint64_t offset = 0;
};

/// The end record lies before a comment of unknown length: the last place that fits is taken.
std::size_t endRecord(Bytes zip) {
    const auto last = zip.size() < kEndBytes ? 0 : zip.size() - kEndBytes + 1;
    const auto first = last > kCommentLimit + 1 ? last - kCommentLimit - 1 : 0;
    for (auto at = last; at-- > first;) {
        std::uint32_t signature = 0;
        std::uint16_t comment = 0;
        std::memcpy(&signature, zip.data() + at, sizeof signature);
        std::memcpy(&comment, zip.data() + at + kEndBytes - 2, sizeof comment);
        if (signature == kEndSignature && at + kEndBytes + comment == zip.size())
            return at;
    }
    throw Refused{ErrorCode::FileTruncated, "the directory at the ZIP's end is missing"};
}

Directory directory64(Bytes zip, std::size_t end) {
    if (end < kLocator64Bytes)
        refuse("no ZIP64 locator");
    ByteCursor locator(zip.subspan(end - kLocator64Bytes));
    if (locator.read<std::uint32_t>() != kLocator64Signature)
        refuse("no ZIP64 locator");
    locator.take(4); // the volume
    ByteCursor record(from(zip, locator.read<std::uint64_t>()));
    if (record.read<std::uint32_t>() != kEnd64Signature)
        refuse("no ZIP64 end record");
    record.take(8 + 2 + 2 + 4 + 4 + 8); // its size, versions, volumes, entries of this volume
    Directory directory;
    directory.count = record.read<std::uint64_t>();
    record.take(8); // the directory's size
    directory.offset = record.read<std::uint64_t>();
    return directory;
}

Directory directoryOf(Bytes zip) {
    const auto end = endRecord(zip);
    ByteCursor record(zip.subspan(end + 4));
    const auto volume = record.read<std::uint16_t>();
    record.take(2 + 2); // the directory's volume, entries of this volume
    const auto count = record.read<std::uint16_t>();
    const auto size = record.read<std::uint32_t>();
    const auto offset = record.read<std::uint32_t>();
    if (count == kIn64 || size == kIn64Long || offset == kIn64Long)
        return directory64(zip, end);
    if (volume != 0)
        throw Refused{ErrorCode::UnsupportedFormat, "a ZIP of several volumes"};
    return {count, offset};
}

/// What the directory says of one entry.
struct Record {
    std::string_view name;
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
};

/// The ZIP64 field has those of the three numbers that did not fit, in this order.
void widen(Record& record, ByteCursor extra) {
    while (extra.rest().size() >= 4) {
        const auto id = extra.read<std::uint16_t>();
        ByteCursor field(extra.take(extra.read<std::uint16_t>()));
        if (id != 1)
            continue;
        for (auto* number : {&record.size, &record.packed, &record.offset})
            if (*number == kIn64Long)
                *number = field.read<std::uint64_t>();
        return;
    }
}

Record nextRecord(ByteCursor& directory) {
    if (directory.read<std::uint32_t>() != kDirectorySignature)
        refuse("the ZIP's directory is damaged");
    directory.take(2 + 2); // versions
    Record record;
    record.flags = directory.read<std::uint16_t>();
    record.method = directory.read<std::uint16_t>();
    directory.take(2 + 2 + 4); // time, date, checksum
    record.packed = directory.read<std::uint32_t>();
    record.size = directory.read<std::uint32_t>();
    const auto nameLength = directory.read<std::uint16_t>();
    const auto extraLength = directory.read<std::uint16_t>();
    const auto commentLength = directory.read<std::uint16_t>();
    directory.take(2 + 2 + 4); // volume, attributes
    record.offset = directory.read<std::uint32_t>();
    record.name = directory.text(nameLength);
    widen(record, ByteCursor(directory.take(extraLength)));
    directory.take(commentLength);
    return record;
}

std::string_view obstacleOf(const Record& record) {
    if ((record.flags & 1) != 0)
        return "encrypted";
    return record.method != 0 ? "compressed" : "";
}

/// The local header has name and extra fields of its own lengths; the rest of it says nothing new.
Bytes bytesOf(const Record& record, Bytes zip) {
    ByteCursor local(from(zip, record.offset));
    if (local.read<std::uint32_t>() != kLocalSignature)
        refuse("the entry '" + std::string(record.name) + "' is not where the directory says");
    local.take(2 + 2 + 2 + 2 + 2 + 4 + 4 + 4); // version, flags, method, time, date, checksum, sizes
    const auto nameLength = local.read<std::uint16_t>();
    const auto extraLength = local.read<std::uint16_t>();
    local.take(nameLength);
    local.take(extraLength);
    return local.take(record.packed);
}

} // namespace

std::map<std::string_view, StoredEntry> storedEntries(Bytes zip) {
    const auto directory = directoryOf(zip);
    if (directory.count > kEntryLimit)
        refuse("a ZIP of " + std::to_string(directory.count) + " entries");
    ByteCursor records(from(zip, directory.offset));
    std::map<std::string_view, StoredEntry> entries;
    for (std::uint64_t i = 0; i < directory.count; ++i) {
        const auto record = nextRecord(records);
        const StoredEntry entry{bytesOf(record, zip), obstacleOf(record)};
        if (!entries.emplace(record.name, entry).second)
            refuse("the entry '" + std::string(record.name) + "' stands twice");
    }
    return entries;
}

} // namespace latentbrush::weights
