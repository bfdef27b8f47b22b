#include "image/exif.h"

#include "image/text_encoding.h"

#include <cstdint>

namespace latentbrush::image {

namespace {

constexpr std::string_view kPreamble("Exif\0\0", 6);
constexpr std::string_view kUnicode("UNICODE\0", 8);
constexpr std::string_view kAscii("ASCII\0\0\0", 8);
constexpr std::uint16_t kOrientation = 0x0112;
constexpr std::uint16_t kExifFolder = 0x8769;
constexpr std::uint16_t kUserComment = 0x9286;

struct Entry {
    std::uint16_t tag = 0;
    std::uint32_t count = 0;
    std::size_t valueAt = 0; ///< where the four bytes of value or offset stand
};

/// A TIFF structure in memory; every read is checked against its end.
class Tiff {
public:
    explicit Tiff(std::string_view bytes) : m_bytes(bytes), m_bigEndian(bytes.starts_with("MM")) {}

    bool isOne() const { return (m_bigEndian || m_bytes.starts_with("II")) && number(2, 2) == 42; }
    bool bigEndian() const { return m_bigEndian; }

    std::uint32_t number(std::size_t at, std::size_t size) const {
        if (at > m_bytes.size() || m_bytes.size() - at < size)
            return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value = value << 8 | static_cast<unsigned char>(m_bytes[at + (m_bigEndian ? i : size - 1 - i)]);
        return value;
    }

    std::optional<Entry> find(std::uint32_t folder, std::uint16_t tag) const {
        constexpr std::size_t kEntrySize = 12;
        const auto entries = number(folder, 2);
        for (std::size_t i = 0; i < entries; ++i) {
            const std::size_t at = folder + 2 + i * kEntrySize;
            if (at + kEntrySize > m_bytes.size())
                break;
            if (number(at, 2) == tag)
                return Entry{tag, number(at + 4, 4), at + 8};
        }
        return std::nullopt;
    }

    /// The bytes that an entry of byte-sized elements leads to.
    std::string_view bytes(const Entry& entry) const {
        const std::size_t at = entry.count <= 4 ? entry.valueAt : number(entry.valueAt, 4);
        if (at > m_bytes.size() || m_bytes.size() - at < entry.count)
            return {};
        return m_bytes.substr(at, entry.count);
    }

private:
    std::string_view m_bytes;
    bool m_bigEndian;
};

/// The standard leaves the byte order of UNICODE open: the block's order, unless a mark or the plain letters
/// of most texts say otherwise.
std::string commentOf(std::string_view bytes, bool bigEndian) {
    if (bytes.starts_with(kAscii))
        return repairedUtf8(bytes.substr(kAscii.size(), bytes.substr(kAscii.size()).find('\0')));
    if (!bytes.starts_with(kUnicode))
        return {};
    bytes.remove_prefix(kUnicode.size());
    if (bytes.starts_with("\xfe\xff") || bytes.starts_with("\xff\xfe"))
        return utf8FromUtf16(bytes.substr(2), bytes.starts_with("\xfe\xff"));
    // Which order makes more units plain ASCII.
    const auto isAscii = [](char high, char low) { return high == 0 && low >= '\t' && low <= '~'; };
    std::size_t big = 0, little = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        big += isAscii(bytes[i], bytes[i + 1]);
        little += isAscii(bytes[i + 1], bytes[i]);
    }
    return utf8FromUtf16(bytes, big == little ? bigEndian : big > little);
}

void append(std::string& bytes, std::uint32_t value, int size) {
    for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift);
}

void appendEntry(std::string& bytes, std::uint16_t tag, std::uint16_t type, std::uint32_t count,
                 std::uint32_t value) {
    append(bytes, tag, 2);
    append(bytes, type, 2);
    append(bytes, count, 4);
    append(bytes, value, 4);
}

} // namespace

Exif readExif(std::span<const std::byte> bytes) {
    std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.starts_with(kPreamble))
        text.remove_prefix(kPreamble.size());
    const Tiff tiff(text);
    Exif exif;
    if (!tiff.isOne())
        return exif;
    const auto root = tiff.number(4, 4);
    if (const auto entry = tiff.find(root, kOrientation)) {
        const auto orientation = tiff.number(entry->valueAt, 2);
        if (orientation >= 1 && orientation <= 8)
            exif.orientation = static_cast<int>(orientation);
    }
    if (const auto folder = tiff.find(root, kExifFolder))
        if (const auto entry = tiff.find(tiff.number(folder->valueAt, 4), kUserComment))
            exif.userComment = commentOf(tiff.bytes(*entry), tiff.bigEndian());
    return exif;
}

std::vector<std::byte> exifWithComment(std::string_view comment) {
    constexpr std::uint16_t kLong = 4, kUndefined = 7;
    constexpr std::uint32_t kRootAt = 8, kFolderSize = 2 + 12 + 4;
    const std::string value = std::string(kUnicode) + utf16FromUtf8(comment, true);
    std::string block(kPreamble);
    block += "MM";
    append(block, 42, 2);
    append(block, kRootAt, 4);
    append(block, 1, 2); // one entry; after it the offset of the next folder: none
    appendEntry(block, kExifFolder, kLong, 1, kRootAt + kFolderSize);
    append(block, 0, 4);
    append(block, 1, 2);
    appendEntry(block, kUserComment, kUndefined, static_cast<std::uint32_t>(value.size()),
                kRootAt + 2 * kFolderSize);
    append(block, 0, 4);
    block += value;
    const auto bytes = std::as_bytes(std::span(block));
    return {bytes.begin(), bytes.end()};
}

} // namespace latentbrush::image
