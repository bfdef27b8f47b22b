#include "ui/history/picture_opening.h"

#include "base/files.h"
#include "image/picture_file.h"
#include "request/infotext.h"
#include "ui/jobs/picture_view.h"

namespace latentbrush::ui {

Result<OpenedPicture> openPicture(const library::Library& library, library::EntryId id) {
    auto details = library.details(id);
    if (!details)
        return failure(details);
    OpenedPicture opened;
    opened.infotext = QString::fromStdString(infotextOf(details->request, details->provenance));
    opened.details = std::move(*details);
    const auto file = library::existingFile(opened.details.entry);
    if (!file)
        return opened;
    const auto bytes = readWhole(*file, image::kMaxFileBytes);
    if (!bytes)
        return failure(bytes);
    const auto raw = std::as_bytes(std::span(*bytes));
    auto picture = image::decodePicture(raw);
    if (!picture) {
        picture.error().subject = file->string();
        return failure(picture);
    }
    opened.file = QString::fromStdString(file->string());
    if (image::pictureFormatOf(raw) == image::PictureFormat::Png)
        opened.png = QByteArray(bytes->data(), static_cast<qsizetype>(bytes->size()));
    opened.view = toQImage(std::make_shared<const image::Image>(std::move(picture->image)));
    return opened;
}

} // namespace latentbrush::ui
