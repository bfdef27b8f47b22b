#include "zip_samples.h"

#include <stdexcept>

namespace latentbrush::image {

namespace {

void require(bool fine, const char* what) {
    if (!fine)
        throw std::runtime_error(what);
}

void add(zip_t* archive, const SampleEntry& entry) {
    auto* source = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
    const auto index = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    require(index >= 0, zip_strerror(archive));
    const auto at = static_cast<zip_uint64_t>(index);
    require(zip_set_file_compression(archive, at, entry.method, 0) == 0, zip_strerror(archive));
    require(zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_UNIX, entry.unixMode << 16) == 0,
            zip_strerror(archive));
    if (entry.encryption != ZIP_EM_NONE)
        require(zip_file_set_encryption(archive, at, entry.encryption, "secret") == 0, zip_strerror(archive));
}

} // namespace

std::string zipOf(const std::vector<SampleEntry>& entries) {
    auto* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    auto* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    require(target && archive, "no archive");
    zip_source_keep(target);
    for (const auto& entry : entries)
        add(archive, entry);
    require(zip_close(archive) == 0, zip_strerror(archive));
    zip_stat_t stat;
    zip_stat_init(&stat);
    require(zip_source_stat(target, &stat) == 0 && zip_source_open(target) == 0, "no source");
    std::string bytes(stat.size, '\0');
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

std::string replacedAll(std::string bytes, const std::string& from, const std::string& to) {
    require(from.size() == to.size() && bytes.find(from) != std::string::npos, "nothing to replace");
    for (auto at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + from.size()))
        bytes.replace(at, from.size(), to);
    return bytes;
}

void patchDirectory(std::string& archive, const std::string& name, std::size_t offset, std::size_t size,
                    std::uint64_t value) {
    constexpr std::size_t kRecord = 46;
    const auto at = archive.rfind(name);
    require(at != std::string::npos && at > kRecord && archive.compare(at - kRecord, 4, "PK\1\2") == 0,
            "no such entry");
    for (std::size_t i = 0; i < size; ++i, value >>= 8)
        archive[at - kRecord + offset + i] = static_cast<char>(value & 255);
}

} // namespace latentbrush::image
