#include "prompt/byte_alphabet.h"

#include <algorithm>

namespace latentbrush::prompt {

namespace {

bool standsForItself(unsigned byte) {
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

std::string utf8Of(unsigned codePoint) { // the alphabet ends below U+0800
    if (codePoint < 0x80)
        return {static_cast<char>(codePoint)};
    return {static_cast<char>(0xC0 | codePoint >> 6), static_cast<char>(0x80 | (codePoint & 0x3F))};
}

} // namespace

ByteAlphabet::ByteAlphabet() {
    std::size_t next = 0;
    for (const bool printable : {true, false})
        for (unsigned byte = 0; byte < 256; ++byte)
            if (standsForItself(byte) == printable)
                m_order[next++] = static_cast<unsigned char>(byte);
    unsigned substitute = 0x100;
    for (const auto byte : m_order)
        m_symbols[byte] = utf8Of(standsForItself(byte) ? byte : substitute++);
}

const ByteAlphabet& ByteAlphabet::instance() {
    static const ByteAlphabet alphabet;
    return alphabet;
}

std::optional<std::string> ByteAlphabet::bytesOf(std::string_view symbol) const {
    if (symbol.ends_with(kWordEnd))
        symbol.remove_suffix(kWordEnd.size());
    std::string bytes;
    while (!symbol.empty()) {
        const std::size_t length = static_cast<unsigned char>(symbol.front()) < 0x80 ? 1 : 2;
        const auto found = std::find(m_symbols.begin(), m_symbols.end(), symbol.substr(0, length));
        if (found == m_symbols.end())
            return std::nullopt;
        bytes.push_back(static_cast<char>(found - m_symbols.begin()));
        symbol.remove_prefix(length);
    }
    return bytes;
}

} // namespace latentbrush::prompt
