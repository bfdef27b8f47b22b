#include "weights/weight_file.h"

#include <cstring>

namespace latentbrush::weights {

namespace {

constexpr std::size_t kLengthBytes = 8;

std::string_view textOf(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A length that fits, then a JSON object. Pickles and ZIPs begin with an impossible length. Files cut within
/// the header are safetensors still, and are to be called truncated.
bool looksLikeSafetensors(std::span<const std::byte> bytes) {
    if (bytes.size() < kLengthBytes)
        return true;
    const auto text = textOf(bytes).substr(kLengthBytes);
    const auto start = text.find_first_not_of(" \t\r\n");
    return start != std::string_view::npos && text[start] == '{';
}

/// What people have instead of a model more often than not.
std::string whatElse(std::span<const std::byte> bytes) {
    const auto text = textOf(bytes);
    if (text.starts_with("version https://git-lfs"))
        return "a Git LFS pointer: the file itself was not downloaded";
    if (text.starts_with("<!DOCTYPE") || text.starts_with("<!doctype") || text.starts_with("<html"))
        return "a web page: the file itself was not downloaded";
    if (text.starts_with("GGUF"))
        return "GGUF";
    return "neither safetensors nor what torch.save writes";
}

} // namespace

Result<WeightFile> WeightFile::parse(std::span<const std::byte> bytes, const std::string& subject) {
    if (looksLikePickle(bytes)) {
        auto file = PickleFile::parse(bytes, subject);
        return file ? Result<WeightFile>(WeightFile(std::move(*file))) : failure(file);
    }
    if (!looksLikeSafetensors(bytes))
        return failure(ErrorCode::UnsupportedFormat, subject, whatElse(bytes));
    auto file = SafetensorsFile::parse(bytes, subject);
    return file ? Result<WeightFile>(WeightFile(std::move(*file))) : failure(file);
}

Result<WeightFile> WeightFile::open(const std::filesystem::path& path) {
    const auto mapping = MappedFile::open(path);
    if (!mapping)
        return failure(mapping);
    auto file = parse(mapping->bytes(), path.string());
    if (file)
        file->m_mapping = *mapping;
    return file;
}

WeightFormat WeightFile::format() const {
    return pickle() ? WeightFormat::Pickle : WeightFormat::Safetensors;
}

const std::map<std::string, TensorEntry>& WeightFile::tensors() const {
    return pickle() ? pickle()->tensors() : std::get<SafetensorsFile>(m_file).tensors();
}

const std::map<std::string, std::string>& WeightFile::metadata() const {
    return pickle() ? pickle()->metadata() : std::get<SafetensorsFile>(m_file).metadata();
}

} // namespace latentbrush::weights
