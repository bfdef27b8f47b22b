#include "document/spilled_change.h"

namespace latentbrush::document {

namespace {

// u32 length of the values, and one for each tile (0: none), in this machine's order; the values as CBOR,
// which unlike JSON text takes any bytes; the pixels.

using Length = std::uint32_t;

SharedTile& tileOf(TileSwap& swap, Side side) {
    return side == Side::Before ? swap.before : swap.after;
}

const SharedTile& tileOf(const TileSwap& swap, Side side) {
    return side == Side::Before ? swap.before : swap.after;
}

template <class Numbers>
std::string_view bytesOf(const Numbers& numbers) {
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(numbers[0])};
}

template <class Numbers>
SpillFile::Part partOf(Numbers numbers) {
    const auto owner = std::make_shared<const Numbers>(std::move(numbers));
    return {owner, bytesOf(*owner)};
}

/// Takes from the front of a piece; what fails once stays failed.
class Reader {
public:
    explicit Reader(const SpillFile::Piece& piece) : m_piece(piece) {}

    template <class Numbers>
    Numbers take(std::size_t count) {
        Numbers numbers(count);
        const auto bytes = count * sizeof(numbers[0]);
        m_failed = m_failed || !m_piece.read(m_at, numbers.data(), bytes);
        m_at += bytes;
        return numbers;
    }
    bool failed() const { return m_failed; }

private:
    const SpillFile::Piece& m_piece;
    std::uintmax_t m_at = 0;
    bool m_failed = false;
};

} // namespace

std::shared_ptr<const SpillFile::Piece> spilled(SpillFile& file, const Change& change, Side side) {
    auto values = nlohmann::json::to_cbor(nlohmann::json::array({change.valuesBefore, change.valuesAfter}));
    std::vector<Length> lengths{static_cast<Length>(values.size())};
    std::vector<SpillFile::Part> parts(2);
    for (const auto& swap : change.tiles) {
        const auto& tile = tileOf(swap, side);
        lengths.push_back(tile ? static_cast<Length>(tile->pixels.size()) : 0);
        if (tile)
            parts.push_back({tile, bytesOf(tile->pixels)});
    }
    parts[0] = partOf(std::move(lengths));
    parts[1] = partOf(std::move(values));
    return file.write(std::move(parts));
}

void forget(Change& change) {
    for (auto& swap : change.tiles)
        swap.before = swap.after = nullptr;
    change.valuesBefore = change.valuesAfter = nlohmann::json::object();
}

std::optional<SpilledSide> readBack(const SpillFile::Piece& piece, std::size_t tiles) {
    Reader reader(piece);
    const auto lengths = reader.take<std::vector<Length>>(1 + tiles);
    if (reader.failed())
        return std::nullopt;
    const auto values =
        nlohmann::json::from_cbor(reader.take<std::vector<std::uint8_t>>(lengths[0]), true, false);
    SpilledSide side;
    for (std::size_t i = 1; i < lengths.size() && !reader.failed(); ++i)
        side.tiles.push_back(
            lengths[i] ? std::make_shared<Tile>(Tile{reader.take<std::vector<std::uint8_t>>(lengths[i])})
                       : nullptr);
    if (reader.failed() || !values.is_array() || values.size() != 2)
        return std::nullopt;
    side.valuesBefore = values[0];
    side.valuesAfter = values[1];
    return side;
}

void put(const SpilledSide& spilled, Change& change, Side side) {
    for (std::size_t i = 0; i < spilled.tiles.size(); ++i)
        tileOf(change.tiles[i], side) = spilled.tiles[i];
    change.valuesBefore = spilled.valuesBefore;
    change.valuesAfter = spilled.valuesAfter;
}

} // namespace latentbrush::document
