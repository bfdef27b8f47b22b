#include "weights/pickle_scalars.h"

#include <algorithm>
#include <bit>

namespace latentbrush::weights {

namespace {

/// How many bytes the character at the start has; 0: none is encoded there (Unicode, table 3-7).
std::size_t characterBytes(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const auto between = [&](std::size_t i, unsigned from, unsigned to) {
        return byte(i) >= from && byte(i) <= to;
    };
    const auto first = byte(0);
    if (first < 0x80)
        return 1;
    if (between(0, 0xc2, 0xdf))
        return between(1, 0x80, 0xbf) ? 2 : 0;
    if (between(0, 0xe0, 0xef)) // neither longer than need be nor half of a surrogate pair
        return between(1, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf) && between(2, 0x80, 0xbf)
                   ? 3
                   : 0;
    if (between(0, 0xf0, 0xf4)) // up to U+10FFFF
        return between(1, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf) &&
                       between(2, 0x80, 0xbf) && between(3, 0x80, 0xbf)
                   ? 4
                   : 0;
    return 0;
}

PickleValue textOrBytes(std::string_view text) {
    for (auto rest = text; !rest.empty();) {
        const auto count = characterBytes(rest);
        if (count == 0)
            return {PickleValue::Bytes{std::string(text)}};
        rest.remove_prefix(count);
    }
    return {std::string(text)};
}

/// Two's complement, little-endian, of any length.
PickleValue integer(std::string_view bytes) {
    if (bytes.size() > sizeof(std::int64_t))
        return {PickleValue::Bytes{std::string(bytes)}};
    const bool negative = !bytes.empty() && (static_cast<unsigned char>(bytes.back()) & 0x80) != 0;
    std::uint64_t number = negative ? ~std::uint64_t(0) : 0;
    std::memcpy(&number, bytes.data(), bytes.size());
    return {static_cast<std::int64_t>(number)};
}

PickleValue integer(std::int64_t number) {
    return {number};
}

double bigEndianReal(ByteCursor& cursor) {
    return std::bit_cast<double>(__builtin_bswap64(cursor.read<std::uint64_t>()));
}

} // namespace

std::optional<PickleValue> scalar(std::uint8_t code, ByteCursor& cursor) {
    switch (code) {
    case 'N': // NONE
        return PickleValue{PickleValue::None{}};
    case 0x88: // NEWTRUE
        return PickleValue{true};
    case 0x89: // NEWFALSE
        return PickleValue{false};
    case 'J': // BININT
        return integer(cursor.read<std::int32_t>());
    case 'K': // BININT1
        return integer(cursor.read<std::uint8_t>());
    case 'M': // BININT2
        return integer(cursor.read<std::uint16_t>());
    case 0x8a: // LONG1
        return integer(cursor.text(cursor.read<std::uint8_t>()));
    case 0x8b: // LONG4
        return integer(cursor.text(cursor.read<std::uint32_t>()));
    case 'G': // BINFLOAT
        return PickleValue{bigEndianReal(cursor)};
    case 0x8c: // SHORT_BINUNICODE
    case 'U':  // SHORT_BINSTRING, Python 2's text
        return textOrBytes(cursor.text(cursor.read<std::uint8_t>()));
    case 'X': // BINUNICODE
    case 'T': // BINSTRING
        return textOrBytes(cursor.text(cursor.read<std::uint32_t>()));
    case 0x8d: // BINUNICODE8
        return textOrBytes(cursor.text(cursor.read<std::uint64_t>()));
    case 'C': // SHORT_BINBYTES
        return PickleValue{PickleValue::Bytes{std::string(cursor.text(cursor.read<std::uint8_t>()))}};
    case 'B': // BINBYTES
        return PickleValue{PickleValue::Bytes{std::string(cursor.text(cursor.read<std::uint32_t>()))}};
    case 0x8e: // BINBYTES8
    case 0x96: // BYTEARRAY8
        return PickleValue{PickleValue::Bytes{std::string(cursor.text(cursor.read<std::uint64_t>()))}};
    default:
        return std::nullopt;
    }
}

} // namespace latentbrush::weights
