#pragma once

#include "base/error.h"

#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

namespace latentbrush::weights {

/// Thrown inside the readers of pickles and their ZIP, and made an Error where they end: a format of a
/// hundred steps, each of which can fail, reads badly with a Result at each.
struct Refused {
    ErrorCode code;
    std::string detail;
};

[[noreturn]] inline void refuse(const std::string& rule) {
    throw Refused{ErrorCode::FileMalformed, rule};
}

/// Walks through bytes from outside, little-endian, and never leaves them: FileTruncated where they end.
class ByteCursor {
public:
    explicit ByteCursor(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    std::size_t position() const { return m_position; }
    std::span<const std::byte> rest() const { return m_bytes.subspan(m_position); }

    std::span<const std::byte> take(std::uint64_t count) {
        if (count > m_bytes.size() - m_position)
            throw Refused{ErrorCode::FileTruncated, "it ends early"};
        const auto taken = m_bytes.subspan(m_position, count);
        m_position += count;
        return taken;
    }

    template <class Number>
    Number read() {
        static_assert(std::is_trivially_copyable_v<Number>);
        Number number{};
        std::memcpy(&number, take(sizeof number).data(), sizeof number);
        return number;
    }

    std::string_view text(std::uint64_t count) {
        const auto taken = take(count);
        return {reinterpret_cast<const char*>(taken.data()), taken.size()};
    }

    /// Up to the next line feed, which is passed over.
    std::string_view line() {
        const auto left = rest();
        const std::string_view all(reinterpret_cast<const char*>(left.data()), left.size());
        const auto end = all.find('\n');
        if (end == std::string_view::npos)
            throw Refused{ErrorCode::FileTruncated, "it ends within a line"};
        take(end + 1);
        return all.substr(0, end);
    }

private:
    std::span<const std::byte> m_bytes;
    std::size_t m_position = 0;
};

} // namespace latentbrush::weights
