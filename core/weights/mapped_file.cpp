#include "weights/mapped_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace latentbrush::weights {

namespace {

/// A descriptor that is closed in any case; a mapping outlives it.
struct Descriptor {
    int number;

    ~Descriptor() {
        if (number >= 0)
            ::close(number);
    }
};

/// Why the file cannot be mapped, as errno says it; 0: it can.
int obstacle(int descriptor, struct stat& status) {
    if (::fstat(descriptor, &status) != 0)
        return errno;
    if (S_ISDIR(status.st_mode))
        return EISDIR;
    return S_ISREG(status.st_mode) ? 0 : EINVAL;
}

} // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    // Without O_NONBLOCK a pipe would wait for a writer.
    const Descriptor descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (descriptor.number < 0)
        return failure(errno == ENOENT ? ErrorCode::FileMissing : ErrorCode::FileUnreadable, path.string(),
                       std::strerror(errno));
    struct stat status {};
    if (const int reason = obstacle(descriptor.number, status); reason != 0)
        return failure(ErrorCode::FileUnreadable, path.string(), std::strerror(reason));
    MappedFile file;
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0)
        return file; // nothing can be mapped, and nothing need be
    void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number, 0);
    if (address == MAP_FAILED)
        return failure(ErrorCode::FileUnreadable, path.string(), std::strerror(errno));
    file.m_mapping = std::shared_ptr<void>(address, [size](void* mapped) { ::munmap(mapped, size); });
    file.m_bytes = {static_cast<const std::byte*>(address), size};
    return file;
}

} // namespace latentbrush::weights
