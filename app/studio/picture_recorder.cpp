#include "picture_recorder.h"

#include "library/picture_files.h"

#include <chrono>

namespace latentbrush {

PictureRecorder::PictureRecorder(std::filesystem::path database, std::filesystem::path pictures)
    : m_database(std::move(database)), m_pictures(std::move(pictures)) {}

ui::Recorded PictureRecorder::record(const FinishedImage& finished) {
    ui::Recorded recorded;
    const auto now =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto file = library::savePicture(finished, m_pictures, now);
    if (!file) {
        recorded.problem = file.error();
        return recorded;
    }
    recorded.file = QString::fromStdString(file->string());
    if (!m_library) {
        auto opened = library::Library::open(m_database);
        if (!opened) {
            recorded.problem = opened.error();
            return recorded;
        }
        m_library = std::move(*opened);
    }
    if (const auto entry = m_library->add(finished, *file))
        recorded.entry = entry->id;
    else
        recorded.problem = entry.error();
    return recorded;
}

} // namespace latentbrush
