#pragma once

#include "library/library.h"

#include <QByteArray>
#include <QImage>
#include <QString>

namespace latentbrush::ui {

/// A picture of the history with what made it, read for the canvas or the clipboard.
struct OpenedPicture {
    library::EntryDetails details;
    QString file;     ///< empty: somebody deleted it
    QImage view;      ///< null then
    QByteArray png;   ///< the file's bytes; empty where it is of another format
    QString infotext; ///< as other programs read it
};

/// For a worker. The library's errors; a missing file is none, since prompt and settings are still there, but
/// an unreadable one is.
Result<OpenedPicture> openPicture(const library::Library& library, library::EntryId id);

} // namespace latentbrush::ui
