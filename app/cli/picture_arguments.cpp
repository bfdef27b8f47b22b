#include "picture_arguments.h"

#include "document/document_file.h"
#include "image/mask_from.h"
#include "image/picture_file.h"
#include "library/library.h"
#include "terminal.h"
#include "ui/messages/notice_text.h"

#include <algorithm>
#include <cctype>

namespace latentbrush::cli {

namespace fs = std::filesystem;

namespace {

bool isDocument(const fs::path& path) {
    auto ending = path.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
    return ending == ".ora";
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

/// The picture that `of` takes from a document.
template <class Of>
Result<image::Picture> readDocument(const fs::path& path, const Of& of) {
    const auto opened = document::openState(path);
    if (!opened)
        return failure(opened);
    sayNotices(path, opened->notices);
    return shared(of(opened->state));
}

} // namespace

Result<image::Picture> readPicture(const fs::path& path) {
    return isDocument(path) ? readDocument(path, document::flattened) : readFile(path);
}

Result<image::Picture> readMask(const fs::path& path) {
    const auto maskOf = [](const document::DocumentState& state) {
        auto mask = state.mask.read(state.mask.bounds());
        return image::greyPicture({mask.width, mask.height, std::move(mask.pixels)});
    };
    return isDocument(path) ? readDocument(path, maskOf) : readFile(path);
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
