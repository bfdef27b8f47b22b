#pragma once

#include "base/result.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace latentbrush {

/// SHA-256 by OpenSSL, fed piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(std::span<const std::byte> bytes);
    void update(std::string_view text);

    /// 64 lower-case hex digits. Call once.
    std::string hex();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

std::string sha256Of(std::span<const std::byte> bytes);
std::string sha256Of(std::string_view text);

/// Reads the file in pieces. FileMissing or FileUnreadable.
Result<std::string> sha256OfFile(const std::filesystem::path& path);

} // namespace latentbrush
