#include "base/blob_store.h"

#include "base/files.h"
#include "base/sha256.h"

namespace latentbrush {

namespace {

bool isHash(std::string_view text) {
    constexpr std::size_t kHexDigits = 64;
    return text.size() == kHexDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

} // namespace

BlobStore::BlobStore(std::filesystem::path folder) : m_folder(std::move(folder)) {}

std::filesystem::path BlobStore::pathOf(std::string_view hash) const {
    if (!isHash(hash))
        return {};
    return m_folder / hash.substr(0, 2) / hash.substr(2);
}

Result<std::string> BlobStore::put(std::string_view bytes) {
    return put(std::as_bytes(std::span(bytes.data(), bytes.size())));
}

Result<std::string> BlobStore::put(std::span<const std::byte> bytes) {
    const std::string hash = sha256Of(bytes);
    if (get(hash))
        return hash;
    const auto path = pathOf(hash);
    std::error_code problem;
    std::filesystem::create_directories(path.parent_path(), problem);
    if (problem) {
        const bool full = problem == std::errc::no_space_on_device;
        return failure(full ? ErrorCode::DiskFull : ErrorCode::WriteFailed, path.string(), problem.message());
    }
    // Replace: two writers of one hash write the same bytes, and damaged bytes are healed.
    if (auto written = writeWhole(path, bytes, IfExists::Replace); !written)
        return failure(written);
    return hash;
}

Result<std::string> BlobStore::get(std::string_view hash) const {
    const auto path = pathOf(hash);
    if (path.empty())
        return failure(ErrorCode::EntryNotFound, std::string(hash));
    auto bytes = readWhole(path, kMaxBlobBytes);
    if (!bytes && bytes.error().code == ErrorCode::FileMissing)
        return failure(ErrorCode::EntryNotFound, std::string(hash));
    if (bytes && sha256Of(*bytes) != hash)
        return failure(ErrorCode::HashMismatch, path.string());
    return bytes;
}

bool BlobStore::contains(std::string_view hash) const {
    std::error_code problem;
    const auto path = pathOf(hash);
    return !path.empty() && std::filesystem::is_regular_file(path, problem);
}

Result<> BlobStore::remove(std::string_view hash) {
    const auto path = pathOf(hash);
    std::error_code problem;
    if (!path.empty())
        std::filesystem::remove(path, problem);
    if (problem)
        return failure(ErrorCode::WriteFailed, path.string(), problem.message());
    return {};
}

} // namespace latentbrush
