#include "bundles/known_hashes.h"

#include "base/files.h"
#include "base/sha256.h"

#include <array>
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

/// Where the header of a safetensors file ends (formats.md 2.1); 0 for what is none.
std::uintmax_t payloadOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::array<unsigned char, 8> length{};
    in.read(reinterpret_cast<char*>(length.data()), length.size());
    std::error_code error;
    const auto size = fs::file_size(file, error);
    if (file.extension() != ".safetensors" || !in || error)
        return 0;
    std::uint64_t header = 0;
    for (std::size_t i = length.size(); i-- > 0;)
        header = header << 8 | length[i];
    return header <= size - length.size() ? header + length.size() : 0;
}

Result<std::string> hashOf(const fs::path& file, std::uintmax_t from, const StopToken& stop) {
    std::error_code error;
    if (!fs::exists(file, error))
        return failure(ErrorCode::FileMissing, file.string());
    std::ifstream in(file, std::ios::binary);
    constexpr std::size_t kPiece = 8u << 20;
    std::vector<char> piece(kPiece);
    in.seekg(static_cast<std::streamoff>(from));
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

fs::path KnownHashes::entryOf(const fs::path& file, Part part) const {
    const auto name = sha256Of(fs::absolute(file).string());
    return m_folder / (name + (part == Part::Payload ? ".payload" : ".hash"));
}

std::optional<std::string> KnownHashes::known(const fs::path& file) const {
    return known(file, Part::Whole);
}

std::optional<std::string> KnownHashes::known(const fs::path& file, Part part) const {
    const auto stamp = stampOf(file);
    if (stamp.empty() || m_folder.empty())
        return std::nullopt;
    constexpr std::uintmax_t kLongestEntry = 16384;
    constexpr std::size_t kHashLength = 64;
    const auto text = readWhole(entryOf(file, part), kLongestEntry);
    if (text && text->size() > kHashLength &&
        text->compare(kHashLength, std::string::npos, '\n' + stamp) == 0)
        return text->substr(0, kHashLength);
    return std::nullopt;
}

Result<std::string> KnownHashes::of(const fs::path& file, const StopToken& stop) const {
    return of(file, Part::Whole, stop);
}

Result<std::string> KnownHashes::ofPayload(const fs::path& file, const StopToken& stop) const {
    return of(file, Part::Payload, stop);
}

Result<std::string> KnownHashes::of(const fs::path& file, Part part, const StopToken& stop) const {
    const auto read = [&] { return hashOf(file, part == Part::Payload ? payloadOf(file) : 0, stop); };
    const auto stamp = stampOf(file);
    if (stamp.empty() || m_folder.empty())
        return read(); // which says why there is none
    if (auto hash = known(file, part))
        return std::move(*hash);
    auto hash = read();
    if (hash && stamp == stampOf(file)) {
        std::error_code ignored;
        fs::create_directories(m_folder, ignored);
        (void)writeWhole(entryOf(file, part), *hash + '\n' + stamp, IfExists::Replace);
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
