#include "catalogue/consents.h"

#include "base/files.h"
#include "catalogue/manifest_checks.h"

#include <algorithm>
#include <sstream>

namespace latentbrush::catalogue {

namespace {

std::string lowered(std::string text) {
    std::ranges::transform(text, text.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'F' ? letter + ('a' - 'A') : letter;
    });
    return text;
}

} // namespace

Result<std::vector<std::string>> Consents::hashes() const {
    constexpr std::uintmax_t kLargest = 1u << 20;
    const auto text = readWhole(m_file, kLargest);
    std::vector<std::string> hashes;
    if (!text)
        return text.error().code == ErrorCode::FileMissing ? Result<std::vector<std::string>>(hashes)
                                                           : failure(text);
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);)
        if (isSha256(line))
            hashes.push_back(line);
    return hashes;
}

bool Consents::has(const std::string& hash) const {
    if (m_file.empty() || !isSha256(hash))
        return false;
    const auto known = hashes();
    return known && std::ranges::find(*known, hash) != known->end();
}

Result<> Consents::add(const std::string& hash) const {
    const auto wanted = lowered(hash);
    if (!isSha256(wanted))
        return failure(ErrorCode::InvalidRequest, hash, "not a SHA-256 of 64 hex digits");
    if (m_file.empty())
        return failure(ErrorCode::WriteFailed, {}, "no file for consents");
    const auto known = hashes();
    if (!known)
        return failure(known); // rather than lose what it holds
    if (std::ranges::find(*known, wanted) != known->end())
        return {};
    std::string text;
    for (const auto& each : *known)
        text += each + '\n';
    std::error_code ignored; // a folder that cannot be made shows as a file that cannot be written
    std::filesystem::create_directories(m_file.parent_path(), ignored);
    return writeWhole(m_file, text + wanted + '\n', IfExists::Replace);
}

} // namespace latentbrush::catalogue
