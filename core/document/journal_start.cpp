#include "document/journal_start.h"

#include "document/document_step.h"
#include "document/journal.h"
#include "document/journal_record.h"
#include "document/json_text.h"

namespace latentbrush::document {

namespace {

constexpr std::string_view kMagic = "LBJRNL\r\n";

/// So many tiles (16 MiB of RGBA) go into one record: a bound for the memory of writing and reading.
constexpr std::size_t kTilesOfASnapshot = 64;

/// The tiles that a state holds, as swaps from nothing.
std::vector<TileSwap> tilesOf(const DocumentState& state) {
    std::vector<TileSwap> tiles;
    for (const auto id : {LayerId::Picture, LayerId::Mask, LayerId::Sketch}) {
        const auto& layer = state.layer(id);
        for (int tile = 0; tile < layer.tileCount(); ++tile)
            if (const auto& held = layer.tile(tile); held && !held->blank())
                tiles.push_back({id, tile, nullptr, held});
    }
    return tiles;
}

Result<> writeRecord(JournalFile& file, RecordKind kind, std::string_view body) {
    const auto record = recordOf(kind, body);
    if (!record)
        return failure(ErrorCode::WriteFailed, file.path().string(), "record over 4 GiB");
    return file.write(*record);
}

Result<> writeBegin(JournalFile& file, const JournalStart& start) {
    const nlohmann::json json{{"version", start.version},     {"width", start.width},
                              {"height", start.height},       {"undoLimit", start.undoLimit},
                              {"snapshots", start.snapshots}, {"kept", start.kept}};
    if (auto written = file.write(kMagic); !written)
        return written;
    return writeRecord(file, RecordKind::Begin, jsonText(json));
}

Result<> writeSnapshots(JournalFile& file, const std::vector<TileSwap>& tiles, nlohmann::json values,
                        std::size_t count) {
    for (std::size_t number = 0; number < count; ++number) {
        Change part;
        const auto from = number * kTilesOfASnapshot;
        const auto to = std::min(tiles.size(), from + kTilesOfASnapshot);
        part.tiles.assign(tiles.begin() + static_cast<std::ptrdiff_t>(from),
                          tiles.begin() + static_cast<std::ptrdiff_t>(to));
        if (number == 0)
            part.valuesAfter = std::move(values);
        if (auto written = writeRecord(file, RecordKind::Snapshot, encodeChange(part)); !written)
            return written;
    }
    return {};
}

/// Where the history begins that is written.
DocumentState beginningOf(const Document& document) {
    const auto& history = document.history();
    auto state = document.state();
    for (auto i = history.undoCount(); i > history.spilledCount(); --i) {
        auto change = history.change(i - 1);
        undoChange(state, change);
    }
    return state;
}

/// A snapshot has the size of its journal.
nlohmann::json snapshotValuesOf(const DocumentState& state) {
    auto values = valuesOf(state);
    values.erase("size");
    return values;
}

Result<> writeHistory(JournalFile& file, const UndoStack& history) {
    for (auto i = history.spilledCount(); i < history.undoCount() + history.redoCount(); ++i) {
        const auto change = history.wholeChange(i);
        if (!change)
            return failure(ErrorCode::FileUnreadable, file.path().string(), "undo history");
        if (auto written = writeRecord(file, RecordKind::Change, encodeChange(*change)); !written)
            return written;
    }
    for (std::size_t i = 0; i < history.redoCount(); ++i)
        if (auto written = writeRecord(file, RecordKind::Undo, {}); !written)
            return written;
    return {};
}

/// False where a key that is there is no count.
bool readCount(const nlohmann::json& json, const char* key, std::size_t& count) {
    const auto found = json.find(key);
    if (found == json.end())
        return true;
    if (!found->is_number_unsigned())
        return false;
    count = found->get<std::size_t>();
    return true;
}

bool readSide(const nlohmann::json& json, const char* key, int& side) {
    std::size_t count = 0;
    if (!readCount(json, key, count) || count < 1 || count > TiledLayer::kMaxEdge)
        return false;
    side = static_cast<int>(count);
    return true;
}

} // namespace

Result<> writeStart(JournalFile& file, const Document& document) {
    const auto& history = document.history();
    const auto state = beginningOf(document);
    const auto tiles = tilesOf(state);
    const auto blank = blankState(state.picture.width(), state.picture.height());
    const bool isBlank = tiles.empty() && blank && valuesOf(*blank) == valuesOf(state);
    const std::size_t records = (tiles.size() + kTilesOfASnapshot - 1) / kTilesOfASnapshot;
    const JournalStart start{Journal::kVersion,
                             state.picture.width(),
                             state.picture.height(),
                             history.limit(),
                             isBlank ? 0 : std::max<std::size_t>(1, records),
                             history.undoCount() - history.spilledCount() + 2 * history.redoCount()};
    if (auto written = writeBegin(file, start); !written)
        return written;
    if (auto written = writeSnapshots(file, tiles, snapshotValuesOf(state), start.snapshots); !written)
        return written;
    return writeHistory(file, history);
}

Result<JournalStart> readStart(JournalFile& file) {
    const auto path = file.path().string();
    const auto magic = file.read(kMagic.size());
    if (!magic)
        return failure(magic);
    if (*magic != kMagic)
        return failure(ErrorCode::UnsupportedFormat, path);
    const auto payload = file.readRecord();
    if (!payload)
        return failure(payload);
    const auto json = *payload && (*payload)->front() == static_cast<char>(RecordKind::Begin)
                          ? parsedJson(std::string_view(**payload).substr(1))
                          : std::nullopt;
    std::size_t version = 0;
    if (!json || !json->is_object() || !json->contains("undoLimit") ||
        !readCount(*json, "version", version) || version == 0)
        return failure(ErrorCode::FileMalformed, path, "begin");
    if (version > Journal::kVersion)
        return failure(ErrorCode::NewerFormat, path, std::to_string(version));
    JournalStart start;
    start.version = static_cast<int>(version);
    if (!readSide(*json, "width", start.width) || !readSide(*json, "height", start.height) ||
        !readCount(*json, "undoLimit", start.undoLimit) || !readCount(*json, "snapshots", start.snapshots) ||
        !readCount(*json, "kept", start.kept))
        return failure(ErrorCode::FileMalformed, path, "begin");
    return start;
}

Result<Document> readSnapshots(JournalFile& file, const JournalStart& start) {
    auto state = blankState(start.width, start.height);
    if (!state)
        return failure(state);
    const auto malformed = [&](std::size_t number) {
        return failure(ErrorCode::FileMalformed, file.path().string(), "snapshot " + std::to_string(number));
    };
    for (std::size_t number = 0; number < start.snapshots; ++number) {
        const auto payload = file.readRecord();
        if (!payload)
            return failure(payload);
        if (!*payload || (*payload)->front() != static_cast<char>(RecordKind::Snapshot))
            return malformed(number);
        const auto part = decodeChange(std::string_view(**payload).substr(1));
        if (!part || part->resizes() || !checkTiles(*state, part->tiles) ||
            !setValuesOf(*state, part->valuesAfter))
            return malformed(number);
        for (const auto& swap : part->tiles)
            state->layer(swap.layer).setTile(swap.tile, swap.after);
    }
    return Document::create(std::move(*state), start.undoLimit);
}

} // namespace latentbrush::document
