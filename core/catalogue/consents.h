#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace latentbrush::catalogue {

/// What programs from elsewhere a person agreed to run, by the SHA-256 of their bytes: one changed byte, and
/// nobody agreed. A text file with a hash a line, read anew at each question, so that several processes may
/// share it and a person may take a line out. Lines that are no hash say nothing. Any thread; of two that add
/// at once one may be lost, and is asked for again.
class Consents {
public:
    /// An empty path: to nothing, and adding fails.
    explicit Consents(std::filesystem::path file = {}) : m_file(std::move(file)) {}

    /// Whether the person agreed to it; a file that cannot be read agrees to nothing.
    bool has(const std::string& hash) const;

    /// Written whole or not at all; its folder is made. InvalidRequest, subject the text, for what is not 64
    /// hex digits; FileUnreadable, WriteFailed, DiskFull.
    Result<> add(const std::string& hash) const;

private:
    Result<std::vector<std::string>> hashes() const;

    std::filesystem::path m_file;
};

} // namespace latentbrush::catalogue
