#pragma once

#include "request/task.h"

#include <filesystem>

namespace latentbrush::library {

/// The pictures and masks that requests start from, each kept once under its hash, as PNG files in a folder:
/// what makes a picture of the history from long ago again, byte for byte, when the file it came from is
/// gone. A plain value; any thread, and any number of programs at the same time.
class SourcePictures {
public:
    explicit SourcePictures(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    /// Those of a library: `sources` in its database's folder.
    static SourcePictures beside(const std::filesystem::path& database) {
        return SourcePictures(database.parent_path() / "sources");
    }

    /// Writes those of the task's pictures that are not there yet; they are on the disk when this returns. A
    /// picture that the task names but does not hold is passed over. The errors of writing files.
    Result<> keep(const Task& task) const;

    /// The picture of that hash; null when it is not kept. The errors of reading pictures.
    Result<image::Picture> find(const std::string& hash) const;

    /// For reading requests. It outlives this value.
    PictureResolver resolver() const;

private:
    std::filesystem::path fileOf(const std::string& hash) const;
    Result<> keep(const PictureReference& reference) const;

    std::filesystem::path m_folder;
};

} // namespace latentbrush::library
