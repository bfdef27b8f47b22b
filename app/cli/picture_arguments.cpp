#include "picture_arguments.h"

#include "image/picture_file.h"
#include "library/library.h"

namespace latentbrush::cli {

namespace fs = std::filesystem;

Result<image::Picture> readPicture(const fs::path& path) {
    auto file = image::readPictureFile(path);
    if (!file)
        return failure(file);
    return std::make_shared<const image::Image>(std::move(file->image));
}

PictureResolver picturesNear(const fs::path& folder) {
    return [folder](const PictureReference& wanted) -> Result<image::Picture> {
        if (!wanted.path.empty()) {
            auto found = readPicture(folder / wanted.path);
            if (found || found.error().code != ErrorCode::FileMissing)
                return found;
        }
        const auto file = library::Library::defaultFile();
        if (!fs::exists(file))
            return nullptr;
        const auto history = library::Library::open(file);
        if (!history)
            return failure(history);
        return history->source(wanted.hash);
    };
}

} // namespace latentbrush::cli
