#include "image/zip_archive.h"

#include "image/text_encoding.h"
#include "image/zip_layout.h"

#include <algorithm>
#include <sys/stat.h>
#include <zip.h>

namespace latentbrush::image {

namespace {

tl::unexpected<Error> zipFailure(zip_error_t& error, std::string_view name) {
    auto code = ErrorCode::FileMalformed;
    switch (zip_error_code_zip(&error)) {
    case ZIP_ER_MEMORY:
        code = ErrorCode::OutOfMemory;
        break;
    case ZIP_ER_NOZIP:
    case ZIP_ER_MULTIDISK:
    case ZIP_ER_COMPNOTSUPP:
    case ZIP_ER_ENCRNOTSUPP:
        code = ErrorCode::UnsupportedFormat;
        break;
    default:
        break;
    }
    return failure(code, {}, std::string(name) + ": " + zip_error_strerror(&error));
}

tl::unexpected<Error> malformed(std::string_view name, const char* why) {
    return failure(ErrorCode::FileMalformed, {}, repairedUtf8(name) + ": " + why);
}

/// A file or a folder, not a link, a device or a pipe.
bool isPlain(zip_t* archive, zip_uint64_t index) {
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(archive, index, ZIP_FL_UNCHANGED, &system, &attributes) != 0)
        return false;
    const auto kind = attributes >> 16 & S_IFMT;
    return kind == 0 || kind == S_IFREG || kind == S_IFDIR;
}

Result<> checkEntry(zip_t* archive, const zip_stat_t& stat, std::string_view name) {
    const bool folder = name.ends_with('/');
    if (!isSafeEntryName(folder ? name.substr(0, name.size() - 1) : name))
        return malformed(name, "an unsafe name");
    if (!isPlain(archive, stat.index))
        return malformed(name, "no plain file");
    if (folder && stat.size != 0)
        return malformed(name, "a folder with content");
    if (stat.encryption_method != ZIP_EM_NONE)
        return failure(ErrorCode::UnsupportedFormat, {}, std::string(name) + ": encrypted");
    if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
        return failure(ErrorCode::UnsupportedFormat, {}, std::string(name) + ": neither stored nor deflated");
    if (stat.comp_method == ZIP_CM_STORE && stat.size != stat.comp_size)
        return malformed(name, "stored with two sizes");
    if (stat.size > ZipArchive::kLargeEntry && stat.size / ZipArchive::kMaxRatio > stat.comp_size)
        return failure(ErrorCode::FileTooLarge, {},
                       std::string(name) + ": " + std::to_string(stat.size) + " bytes from " +
                           std::to_string(stat.comp_size));
    return {};
}

struct Extent {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// No byte of the archive belongs to two entries: small archives that unpack to very much are made so.
Result<> checkExtents(std::vector<Extent> extents, std::uint64_t directory) {
    std::ranges::sort(extents, {}, &Extent::begin);
    std::uint64_t free = 0;
    for (const auto& extent : extents) {
        if (extent.begin < free)
            return failure(ErrorCode::FileMalformed, {}, "entries that overlap");
        free = extent.end;
    }
    if (free > directory)
        return failure(ErrorCode::FileMalformed, {}, "an entry beyond the directory");
    return {};
}

/// libzip finds the directory by rules of its own: it has to have found the same one.
Result<std::vector<ZipEntry>> checkedEntries(zip_t* archive, const ZipLayout& layout) {
    const auto count = layout.records.size();
    if (zip_get_num_entries(archive, ZIP_FL_UNCHANGED) != static_cast<zip_int64_t>(count))
        return failure(ErrorCode::FileMalformed, {}, "two directories");
    std::vector<ZipEntry> entries;
    std::vector<Extent> extents;
    std::uint64_t total = 0;
    for (zip_uint64_t i = 0; i < count; ++i) {
        const auto& record = layout.records[i];
        zip_stat_t stat;
        zip_stat_init(&stat);
        constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
                                         ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
        if (zip_stat_index(archive, i, ZIP_FL_ENC_RAW | ZIP_FL_UNCHANGED, &stat) != 0 ||
            (stat.valid & kNeeded) != kNeeded || record.name != stat.name)
            return malformed(record.name, "two directories");
        if (auto checked = checkEntry(archive, stat, record.name); !checked)
            return failure(checked);
        if (stat.size > ZipArchive::kMaxUnpackedBytes - total)
            return failure(ErrorCode::FileTooLarge, {},
                           "unpacked more than " + std::to_string(ZipArchive::kMaxUnpackedBytes) + " bytes");
        total += stat.size;
        if (stat.comp_size > layout.directory) // before it is added to an offset
            return malformed(record.name, "larger than the archive");
        extents.push_back({record.begin, record.data + stat.comp_size});
        entries.push_back({std::string(record.name), stat.size, i});
    }
    if (auto checked = checkExtents(std::move(extents), layout.directory); !checked)
        return failure(checked);
    return entries;
}

Result<> checkDuplicates(const std::vector<ZipEntry>& entries) {
    std::vector<std::string_view> names;
    for (const auto& entry : entries)
        names.push_back(entry.name);
    std::ranges::sort(names);
    if (const auto twice = std::ranges::adjacent_find(names); twice != names.end())
        return malformed(*twice, "comes twice");
    return {};
}

} // namespace

bool isSafeEntryName(std::string_view name) {
    constexpr std::size_t kLongest = 1024;
    const auto forbidden = [](unsigned char c) { return c < ' ' || c == 0x7f || c == '\\'; };
    if (name.empty() || name.size() > kLongest || !isUtf8(name) || std::ranges::any_of(name, forbidden) ||
        (name.size() > 1 && name[1] == ':'))
        return false;
    for (std::size_t at = 0; at <= name.size();) {
        const auto end = std::min(name.find('/', at), name.size());
        const auto part = name.substr(at, end - at);
        if (part.empty() || part == "." || part == "..")
            return false;
        at = end + 1;
    }
    return true;
}

void ZipArchive::Discard::operator()(zip* archive) const {
    zip_discard(archive);
}

ZipArchive::ZipArchive(Handle archive, std::vector<ZipEntry> entries)
    : m_archive(std::move(archive)), m_entries(std::move(entries)) {}

Result<ZipArchive> ZipArchive::open(std::span<const std::byte> bytes) {
    const auto layout = zipLayout({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!layout)
        return failure(layout);
    if (layout->records.size() > kMaxEntries)
        return failure(ErrorCode::FileTooLarge, {},
                       std::to_string(layout->records.size()) + " entries, limit " +
                           std::to_string(kMaxEntries));
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    Handle archive(source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr);
    if (!archive) {
        zip_source_free(source);
        return zipFailure(error, "archive");
    }
    auto entries = checkedEntries(archive.get(), *layout);
    if (!entries)
        return failure(entries);
    if (auto checked = checkDuplicates(*entries); !checked)
        return failure(checked);
    std::erase_if(*entries, [](const ZipEntry& entry) { return entry.name.ends_with('/'); });
    return ZipArchive(std::move(archive), std::move(*entries));
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
    const auto found = std::ranges::find(m_entries, name, &ZipEntry::name);
    return found == m_entries.end() ? nullptr : &*found;
}

Result<std::string> ZipArchive::upTo(const ZipEntry& entry, std::uint64_t count) const {
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(m_archive.get(), entry.index, ZIP_FL_UNCHANGED), &zip_fclose);
    if (!file)
        return zipFailure(*zip_get_error(m_archive.get()), entry.name);
    std::string bytes(count, '\0');
    std::size_t filled = 0;
    for (zip_int64_t got = 1; got > 0 && filled < count; filled += static_cast<std::size_t>(got))
        if (got = zip_fread(file.get(), bytes.data() + filled, count - filled); got < 0)
            return zipFailure(*zip_file_get_error(file.get()), entry.name);
    bytes.resize(filled);
    return bytes;
}

Result<std::string> ZipArchive::start(const ZipEntry& entry, std::size_t count) const {
    return upTo(entry, std::min<std::uint64_t>(count, entry.size));
}

Result<std::string> ZipArchive::read(const ZipEntry& entry, std::uint64_t limit) const {
    if (entry.size > limit)
        return failure(ErrorCode::FileTooLarge, {},
                       entry.name + ": " + std::to_string(entry.size) + " bytes, limit " +
                           std::to_string(limit));
    // One byte more is asked for: what comes must end where it says, and only at its end is the checksum
    // compared.
    auto bytes = upTo(entry, entry.size + 1);
    if (bytes && bytes->size() != entry.size)
        return malformed(entry.name, "another size than it says");
    return bytes;
}

} // namespace latentbrush::image
