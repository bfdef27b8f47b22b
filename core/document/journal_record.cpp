#include "document/journal_record.h"

#include "document/document_state.h"
#include "document/json_text.h"

#include <limits>
#include <stdexcept>
#include <zlib.h>

namespace latentbrush::document {

namespace {

void putNumber(std::string& bytes, std::uint32_t number) {
    for (int shift = 0; shift < 32; shift += 8)
        bytes.push_back(static_cast<char>(number >> shift));
}

std::uint32_t numberOf(std::string_view fourBytes) {
    std::uint32_t number = 0;
    for (int i = 3; i >= 0; --i)
        number = number << 8 | static_cast<std::uint8_t>(fourBytes[static_cast<std::size_t>(i)]);
    return number;
}

uLong crcOf(std::string_view bytes, uLong before) {
    return crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
}

/// Takes bytes from the front; once there are too few it gives nothing and is failed().
class Reader {
public:
    explicit Reader(std::string_view bytes) : m_bytes(bytes) {}

    std::string_view take(std::size_t count) {
        if (m_failed || count > m_bytes.size()) {
            m_failed = true;
            return {};
        }
        const auto taken = m_bytes.substr(0, count);
        m_bytes.remove_prefix(count);
        return taken;
    }
    std::uint32_t number() {
        const auto bytes = take(4);
        return m_failed ? 0 : numberOf(bytes);
    }
    bool failed() const { return m_failed; }
    bool atEnd() const { return m_bytes.empty(); }

private:
    std::string_view m_bytes;
    bool m_failed = false;
};

std::string compressed(const Tile& tile) {
    uLongf size = compressBound(tile.pixels.size());
    std::string bytes(size, '\0');
    // The fastest level: a stroke is on the disk sooner, and masks shrink to next to nothing anyway.
    const int outcome = compress2(reinterpret_cast<Bytef*>(bytes.data()), &size, tile.pixels.data(),
                                  tile.pixels.size(), Z_BEST_SPEED);
    if (outcome != Z_OK)
        throw std::runtime_error("compress2"); // the buffer is large enough, so memory is what is missing
    bytes.resize(size);
    return bytes;
}

/// Null when these are not the pixels of exactly one tile.
SharedTile uncompressed(std::string_view bytes, std::size_t tileBytes) {
    auto tile = std::make_shared<Tile>(Tile{std::vector<std::uint8_t>(tileBytes)});
    uLongf size = tileBytes;
    uLong used = bytes.size();
    const int outcome =
        uncompress2(tile->pixels.data(), &size, reinterpret_cast<const Bytef*>(bytes.data()), &used);
    return outcome == Z_OK && size == tileBytes && used == bytes.size() ? tile : nullptr;
}

std::optional<TileSwap> readSwap(Reader& reader) {
    const auto layer = reader.take(1);
    const auto tile = reader.number();
    const auto pixels = reader.take(reader.number());
    if (reader.failed() || static_cast<std::uint8_t>(layer[0]) >= kLayerCount ||
        tile > static_cast<std::uint32_t>(std::numeric_limits<int>::max()))
        return std::nullopt;
    TileSwap swap{static_cast<LayerId>(layer[0]), static_cast<int>(tile), nullptr, nullptr};
    if (pixels.empty())
        return swap;
    swap.after = uncompressed(pixels, std::size_t(kTileEdge) * kTileEdge * channelsOf(swap.layer));
    return swap.after ? std::optional(swap) : std::nullopt;
}

bool readText(std::string_view text, Change& change) {
    auto json = parsedJson(text);
    if (!json || !json->is_object() || !json->contains("name") || !(*json)["name"].is_string() ||
        !json->contains("values") || !(*json)["values"].is_object())
        return false;
    change.name = (*json)["name"].get<std::string>();
    change.valuesAfter = std::move((*json)["values"]);
    return true;
}

} // namespace

std::optional<std::string> recordOf(RecordKind kind, std::string_view body) {
    if (body.size() >= std::numeric_limits<std::uint32_t>::max())
        return std::nullopt;
    std::string payload(1, static_cast<char>(kind));
    payload += body;
    std::string record;
    record.reserve(kRecordHeadBytes + payload.size());
    putNumber(record, static_cast<std::uint32_t>(payload.size()));
    putNumber(record, checksumOf(payload));
    return record += payload;
}

RecordHead readRecordHead(std::string_view eightBytes) {
    return {numberOf(eightBytes.substr(0, 4)), numberOf(eightBytes.substr(4, 4))};
}

std::uint32_t checksumOf(std::string_view payload) {
    std::string length;
    putNumber(length, static_cast<std::uint32_t>(payload.size()));
    return static_cast<std::uint32_t>(crcOf(payload, crcOf(length, 0)));
}

std::string encodeChange(const Change& change) {
    const nlohmann::json json{{"name", change.name}, {"values", change.valuesAfter}};
    const auto text = jsonText(json);
    std::string bytes;
    putNumber(bytes, static_cast<std::uint32_t>(text.size()));
    bytes += text;
    putNumber(bytes, static_cast<std::uint32_t>(change.tiles.size()));
    for (const auto& swap : change.tiles) {
        bytes.push_back(static_cast<char>(swap.layer));
        putNumber(bytes, static_cast<std::uint32_t>(swap.tile));
        const auto pixels = swap.after ? compressed(*swap.after) : std::string();
        putNumber(bytes, static_cast<std::uint32_t>(pixels.size()));
        bytes += pixels;
    }
    return bytes;
}

std::optional<Change> decodeChange(std::string_view body) {
    Reader reader(body);
    Change change;
    const auto text = reader.take(reader.number());
    if (reader.failed() || !readText(text, change))
        return std::nullopt;
    const auto count = reader.number();
    if (count > kMaxTilesOfAChange)
        return std::nullopt;
    for (std::uint32_t i = 0; i < count; ++i) {
        auto swap = readSwap(reader);
        if (!swap)
            return std::nullopt;
        change.tiles.push_back(std::move(*swap));
    }
    if (reader.failed() || !reader.atEnd())
        return std::nullopt;
    return change;
}

} // namespace latentbrush::document
