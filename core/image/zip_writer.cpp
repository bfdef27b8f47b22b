#include "image/zip_writer.h"

#include <zip.h>

namespace latentbrush::image {

namespace {

tl::unexpected<Error> zipFailure(zip_error_t& error) {
    const bool memory = zip_error_code_zip(&error) == ZIP_ER_MEMORY;
    return failure(memory ? ErrorCode::OutOfMemory : ErrorCode::Internal, {}, zip_error_strerror(&error));
}

} // namespace

ZipWriter::~ZipWriter() {
    if (m_archive)
        zip_discard(m_archive);
    if (m_target)
        zip_source_free(m_target);
}

void ZipWriter::add(std::string name, std::string bytes, ZipPacking packing) {
    m_entries.push_back({std::move(name), std::move(bytes), packing});
}

Result<std::string> ZipWriter::finish() {
    if (auto opened = open(); !opened)
        return failure(opened);
    for (const auto& entry : m_entries)
        if (auto added = addToArchive(entry); !added)
            return failure(added);
    if (zip_close(m_archive) != 0)
        return zipFailure(*zip_get_error(m_archive));
    m_archive = nullptr;
    return written();
}

Result<> ZipWriter::open() {
    zip_error_t error;
    zip_error_init(&error);
    m_target = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (!m_target)
        return zipFailure(error);
    m_archive = zip_open_from_source(m_target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!m_archive)
        return zipFailure(error);
    zip_source_keep(m_target); // the archive gives its own share back when it is closed
    return {};
}

Result<> ZipWriter::addToArchive(const Entry& entry) {
    constexpr zip_uint16_t kMidnight = 0, kFirstDay = 1 << 5 | 1; // 1 January 1980, where ZIP's time begins
    zip_source_t* source = zip_source_buffer(m_archive, entry.bytes.data(), entry.bytes.size(), 0);
    if (!source)
        return zipFailure(*zip_get_error(m_archive));
    const auto index = zip_file_add(m_archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return zipFailure(*zip_get_error(m_archive));
    }
    const auto at = static_cast<zip_uint64_t>(index);
    const auto method = entry.packing == ZipPacking::Stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    if (zip_set_file_compression(m_archive, at, method, 0) != 0 ||
        zip_file_set_dostime(m_archive, at, kMidnight, kFirstDay, 0) != 0)
        return zipFailure(*zip_get_error(m_archive));
    return {};
}

Result<std::string> ZipWriter::written() const {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(m_target, &stat) != 0 || zip_source_open(m_target) != 0)
        return zipFailure(*zip_source_error(m_target));
    std::string bytes(stat.size, '\0');
    const auto got = zip_source_read(m_target, bytes.data(), bytes.size());
    zip_source_close(m_target);
    if (got != static_cast<zip_int64_t>(bytes.size()))
        return failure(ErrorCode::Internal, {}, "an archive that cannot be read back");
    return bytes;
}

} // namespace latentbrush::image
