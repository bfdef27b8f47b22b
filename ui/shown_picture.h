#pragma once

#include "request/job_event.h"

#include <QImage>
#include <filesystem>
#include <memory>

namespace latentbrush::ui {

/// A picture of the canvas, with what made it.
struct ShownPicture {
    QImage view;
    GenerationRequest request;
    QString file;                              ///< empty: not recorded
    std::shared_ptr<const FinishedImage> made; ///< by this session
};

/// Its pixels; for a worker.
image::Picture pictureOf(const ShownPicture& picture);

/// Writes the picture with its settings in it, whole or not at all, over what is there; for a worker.
Result<> saveCopy(const ShownPicture& picture, const std::filesystem::path& to);

} // namespace latentbrush::ui
