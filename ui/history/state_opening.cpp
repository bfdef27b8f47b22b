#include "ui/history/state_opening.h"

#include "image/picture_file.h"

namespace latentbrush::ui {
namespace {

/// What is wrong with a picture's file, not with the library or the machine.
bool isOfAFile(ErrorCode code) {
    switch (code) {
    case ErrorCode::FileMissing:
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileTruncated:
    case ErrorCode::FileMalformed:
    case ErrorCode::HashMismatch:
        return true;
    default:
        return false;
    }
}

Result<image::Picture> readMade(const library::Entry& entry) {
    const auto file = library::existingFile(entry);
    if (!file)
        return nullptr;
    auto read = image::readPictureFile(*file);
    if (!read)
        return failure(read);
    return std::make_shared<const image::Image>(std::move(read->image));
}

} // namespace

Result<OpenedState> openState(const library::Library& library, library::EntryId id) {
    auto details = library.details(id);
    if (!details)
        return failure(details);
    OpenedState opened;
    opened.request = std::move(details->request);
    opened.title = QString::fromStdString(details->entry.file.stem().string());
    auto whole = library.withSources(opened.request);
    if (!whole) {
        if (!isOfAFile(whole.error().code))
            return failure(whole);
        opened.lost = whole.error();
        return opened;
    }
    opened.request = std::move(*whole);
    auto made = readMade(details->entry);
    if (made)
        opened.made = std::move(*made);
    else if (!initOf(opened.request.task))
        return failure(made);
    // Else the pictures that it was made from are there, and by them it can be made again.
    return opened;
}

} // namespace latentbrush::ui
