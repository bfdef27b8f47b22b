#include "weights/safetensors.h"

#include "weights/header.h"

#include <bit>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace latentbrush::weights {

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian, and so are we");

namespace {

constexpr std::uint64_t kHeaderLimit = 100'000'000; // the reference reader's
constexpr std::size_t kLengthBytes = 8;

/// A file mapped for reading; unmapped with the last copy of the pointer.
struct Mapping {
    void* address = nullptr;
    std::size_t size = 0;

    ~Mapping() {
        if (size > 0)
            ::munmap(address, size);
    }
};

Result<std::shared_ptr<const Mapping>> mapFile(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return failure(errno == ENOENT ? ErrorCode::FileMissing : ErrorCode::FileUnreadable, path.string(),
                       std::strerror(errno));
    struct stat status {};
    auto mapping = std::make_shared<Mapping>();
    int reason = ::fstat(descriptor, &status) == 0 ? 0 : errno;
    if (reason == 0 && !S_ISREG(status.st_mode))
        reason = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
    if (reason == 0 && status.st_size > 0) {
        const auto size = static_cast<std::size_t>(status.st_size);
        mapping->address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (mapping->address == MAP_FAILED)
            reason = errno;
        else
            mapping->size = size;
    }
    ::close(descriptor);
    if (reason != 0)
        return failure(ErrorCode::FileUnreadable, path.string(), std::strerror(reason));
    return mapping;
}

} // namespace

Result<SafetensorsFile> SafetensorsFile::parse(std::span<const std::byte> bytes, const std::string& subject) {
    if (bytes.size() < kLengthBytes)
        return failure(ErrorCode::FileTruncated, subject, "fewer than 8 bytes");
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), kLengthBytes);
    if (length > kHeaderLimit)
        return failure(ErrorCode::FileMalformed, subject, "a header of " + std::to_string(length) + " bytes");
    if (length > bytes.size() - kLengthBytes)
        return failure(ErrorCode::FileTruncated, subject, "the header is longer than the file");
    const auto* text = reinterpret_cast<const char*>(bytes.data() + kLengthBytes);
    auto header = parseHeader({text, length}, bytes.subspan(kLengthBytes + length), subject);
    if (!header)
        return failure(header);
    SafetensorsFile file;
    file.m_tensors = std::move(header->tensors);
    file.m_metadata = std::move(header->metadata);
    return file;
}

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path) {
    const auto mapping = mapFile(path);
    if (!mapping)
        return failure(mapping);
    const auto* begin = static_cast<const std::byte*>((*mapping)->address);
    auto file = parse({begin, (*mapping)->size}, path.string());
    if (file)
        file->m_mapping = *mapping;
    return file;
}

} // namespace latentbrush::weights
