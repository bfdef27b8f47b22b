#include "picture_arguments.h"

#include "document/document_file.h"
#include "image/mask_from.h"
#include "image/picture_file.h"
#include "library/library.h"
#include "terminal.h"
#include "ui/messages/notice_text.h"

namespace latentbrush::cli {

namespace fs = std::filesystem;

namespace {

bool isDocument(const fs::path& path) {
    return path.extension() == ".ora";
}

void sayNotices(const fs::path& path, const image::Notices& notices) {
    if (!notices.empty())
        say(QString::fromStdString(path.filename().string()) + QStringLiteral(": ") +
            ui::noticeText(notices));
}

image::Picture shared(image::Image image) {
    return std::make_shared<const image::Image>(std::move(image));
}

Result<image::Picture> readFile(const fs::path& path) {
    auto file = image::readPictureFile(path);
    if (!file)
        return failure(file);
    sayNotices(path, file->notices);
    return shared(std::move(file->image));
}

} // namespace

Result<image::Picture> readPicture(const fs::path& path) {
    if (!isDocument(path))
        return readFile(path);
    const auto opened = document::openState(path);
    if (!opened)
        return failure(opened);
    sayNotices(path, opened->notices);
    return shared(document::flattened(opened->state));
}

Result<image::Picture> readMask(const fs::path& path) {
    if (!isDocument(path))
        return readFile(path);
    const auto opened = document::openState(path);
    if (!opened)
        return failure(opened);
    const auto& layer = opened->state.mask;
    auto mask = layer.read(layer.bounds());
    return shared(image::greyPicture({mask.width, mask.height, std::move(mask.pixels)}));
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
