#include "bundles/known_hashes.h"

#include "base/files.h"
#include "base/sha256.h"

#include <cerrno>
#include <fstream>
#include <vector>

namespace latentbrush::bundles {

namespace {

namespace fs = std::filesystem;

// "size time path": what must be unchanged for the remembered hash to hold. Empty when the file is not there.
std::string stampOf(const fs::path& file) {
    std::error_code error;
    const auto whole = fs::canonical(file, error);
    const auto size = error ? 0 : fs::file_size(whole, error);
    const auto time = error ? fs::file_time_type() : fs::last_write_time(whole, error);
    if (error)
        return {};
    return std::to_string(size) + ' ' + std::to_string(time.time_since_epoch().count()) + ' ' +
           whole.string();
}

fs::path entryOf(const fs::path& folder, const fs::path& file) {
    return folder / (sha256Of(fs::absolute(file).string()) + ".hash");
}

Result<std::string> hashOf(const fs::path& file, const StopToken& stop) {
    std::error_code error;
    if (!fs::exists(file, error))
        return failure(ErrorCode::FileMissing, file.string());
    std::ifstream in(file, std::ios::binary);
    constexpr std::size_t kPiece = 8u << 20;
    std::vector<char> piece(kPiece);
    Sha256 hash;
    while (in) {
        if (stop.stopNow())
            return failure(ErrorCode::Cancelled);
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        hash.update(std::string_view(piece.data(), static_cast<std::size_t>(in.gcount())));
    }
    if (!in.eof())
        return failure(ErrorCode::FileUnreadable, file.string(), std::generic_category().message(errno));
    return hash.hex();
}

} // namespace

std::optional<std::string> KnownHashes::known(const fs::path& file) const {
    const auto stamp = stampOf(file);
    if (stamp.empty() || m_folder.empty())
        return std::nullopt;
    constexpr std::uintmax_t kLongestEntry = 16384;
    constexpr std::size_t kHashLength = 64;
    const auto text = readWhole(entryOf(m_folder, file), kLongestEntry);
    if (text && text->size() > kHashLength &&
        text->compare(kHashLength, std::string::npos, '\n' + stamp) == 0)
        return text->substr(0, kHashLength);
    return std::nullopt;
}

Result<std::string> KnownHashes::of(const fs::path& file, const StopToken& stop) const {
    const auto stamp = stampOf(file);
    if (stamp.empty() || m_folder.empty())
        return hashOf(file, stop); // which says why there is none
    if (auto hash = known(file))
        return std::move(*hash);
    auto hash = hashOf(file, stop);
    if (hash && stamp == stampOf(file)) {
        std::error_code ignored;
        fs::create_directories(m_folder, ignored);
        (void)writeWhole(entryOf(m_folder, file), *hash + '\n' + stamp, IfExists::Replace);
    }
    return hash;
}

Result<> KnownHashes::check(const fs::path& file, const std::string& expected, const StopToken& stop) const {
    const auto hash = of(file, stop);
    if (!hash)
        return failure(hash);
    if (*hash != expected)
        return failure(ErrorCode::HashMismatch, file.string(), "is " + *hash + ", was promised " + expected);
    return {};
}

} // namespace latentbrush::bundles
