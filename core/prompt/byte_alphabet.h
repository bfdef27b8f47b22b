#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace latentbrush::prompt {

/// What ends the last symbol of a word in CLIP's vocabularies.
inline constexpr std::string_view kWordEnd = "</w>";

/// How vocabularies spell bytes (formats.md 7): the 188 printable bytes of Latin-1 stand for themselves, the
/// other 68, in order, for U+0100 and on; everything in UTF-8.
class ByteAlphabet {
public:
    static const ByteAlphabet& instance();

    const std::string& symbolOf(unsigned char byte) const { return m_symbols[byte]; }
    /// Bytes in the order of their ids: the printable ones first.
    const std::array<unsigned char, 256>& inOrder() const { return m_order; }
    /// The bytes that a vocabulary's symbol stands for, without the mark of a word's end; none when it holds
    /// a character from outside the alphabet.
    std::optional<std::string> bytesOf(std::string_view symbol) const;

private:
    ByteAlphabet();

    std::array<std::string, 256> m_symbols;
    std::array<unsigned char, 256> m_order{};
};

} // namespace latentbrush::prompt
