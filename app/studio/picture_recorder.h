#pragma once

#include "library/library.h"
#include "ui/jobs/job_runner.h"

#include <filesystem>
#include <optional>

namespace latentbrush {

/// Keeps finished pictures: the file first, then its entry in the history, both on the disk when it returns.
/// A picture whose entry cannot be written is still a file. Belongs to the worker's thread.
class PictureRecorder {
public:
    PictureRecorder(std::filesystem::path database, std::filesystem::path pictures);

    ui::Recorded record(const FinishedImage& finished);

private:
    std::filesystem::path m_database;
    std::filesystem::path m_pictures;
    std::optional<library::Library> m_library; ///< opened with the first picture
};

} // namespace latentbrush
