#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace latentbrush::weights {

/// The number formats of safetensors (formats.md section 3). Sub-byte formats are counted in bits.
enum class DType {
    Bool,
    U8,
    I8,
    F8E4M3,
    F8E5M2,
    F8E8M0,
    F8E4M3Fnuz,
    F8E5M2Fnuz,
    I16,
    U16,
    F16,
    BF16,
    I32,
    U32,
    F32,
    F64,
    I64,
    U64,
    C64,
    F4,
    F6E2M3,
    F6E3M2
};
int bitsOf(DType dtype);
std::string_view nameOf(DType dtype); ///< as the header spells it, e.g. "F16"
std::optional<DType> dtypeFromName(std::string_view name);

/// One tensor in a file: where its bytes lie is not aligned, so copy or check before casting.
struct TensorEntry {
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes; ///< row-major, little-endian; valid as long as the file object lives
};

/// A safetensors file, mapped and validated by every rule of formats.md 3 before anything is handed out.
/// Immutable after open; any thread may read.
class SafetensorsFile {
public:
    /// FileMissing, FileUnreadable, FileTruncated (fewer bytes than the header promises), FileMalformed with
    /// the broken rule.
    static Result<SafetensorsFile> open(const std::filesystem::path& path);
    /// The same over bytes in memory (tests, fuzzing); `subject` names them in errors. The bytes must outlive
    /// the object.
    static Result<SafetensorsFile> parse(std::span<const std::byte> bytes, const std::string& subject);

    const std::map<std::string, TensorEntry>& tensors() const { return m_tensors; }
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }

private:
    std::shared_ptr<const void> m_mapping;
    std::map<std::string, TensorEntry> m_tensors;
    std::map<std::string, std::string> m_metadata;
};

/// Bytes of a safetensors file: header padded to 8, data sorted by descending dtype size then name, as the
/// reference writer does. Written whole or not at all through base/files.h.
Result<> writeSafetensors(const std::filesystem::path& path,
                          const std::map<std::string, TensorEntry>& tensors,
                          const std::map<std::string, std::string>& metadata = {});

/// `X.safetensors.index.json`: tensor name → file in the same folder. Names with separators or `..` are
/// refused (FileMalformed).
Result<std::map<std::string, std::string>> readShardIndex(const std::filesystem::path& path);

} // namespace latentbrush::weights
