#include "ui/shown_picture.h"

#include "base/files.h"
#include "library/picture_files.h"
#include "ui/jobs/picture_view.h"

namespace latentbrush::ui {

image::Picture pictureOf(const ShownPicture& picture) {
    return picture.made ? picture.made->picture : toPicture(picture.view);
}

Result<> saveCopy(const ShownPicture& picture, const std::filesystem::path& to) {
    if (picture.made) {
        const auto png = library::encodePicture(*picture.made);
        if (!png)
            return failure(png);
        return writeWhole(to, *png, IfExists::Replace);
    }
    // The recorded file has the settings in it.
    const auto bytes = readWhole(picture.file.toStdString());
    if (!bytes)
        return failure(bytes);
    return writeWhole(to, std::string_view(*bytes), IfExists::Replace);
}

} // namespace latentbrush::ui
