#pragma once

#include "weights/pickle_file.h"

namespace latentbrush::weights {

enum class WeightFormat { Safetensors, Pickle };

/// A file of weights of either format, told apart by its content and not by its name, for those who want
/// tensors and don't mind where they come from. Mapped; immutable after open; any thread may read. Copies
/// share everything.
class WeightFile {
public:
    /// The errors of SafetensorsFile and PickleFile. UnsupportedFormat for what is neither, saying what it is
    /// instead where that is a common mistake (a Git LFS pointer, a web page).
    static Result<WeightFile> open(const std::filesystem::path& path);
    /// The same over bytes in memory, which must outlive the object; `subject` names them in errors.
    static Result<WeightFile> parse(std::span<const std::byte> bytes, const std::string& subject);

    WeightFormat format() const;
    /// Row-major, little-endian, not aligned. Those of a pickle's state dict (see PickleFile::tensors).
    const std::map<std::string, TensorEntry>& tensors() const;
    /// Safetensors: `__metadata__`. Pickles: see PickleFile::metadata.
    const std::map<std::string, std::string>& metadata() const;
    /// The pickle, for layouts that are no state dict; null for safetensors.
    const PickleFile* pickle() const { return std::get_if<PickleFile>(&m_file); }

private:
    explicit WeightFile(std::variant<SafetensorsFile, PickleFile> file) : m_file(std::move(file)) {}

    MappedFile m_mapping;
    std::variant<SafetensorsFile, PickleFile> m_file;
};

} // namespace latentbrush::weights
