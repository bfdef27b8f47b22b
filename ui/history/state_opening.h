#pragma once

#include "library/library.h"

#include <QString>
#include <optional>

namespace latentbrush::ui {

/// All that a picture of the history was made from and with, and the picture, to go on from there.
struct OpenedState {
    GenerationRequest request; ///< with every picture of its task, unless one is lost
    image::Picture made;       ///< null: somebody deleted it
    QString title;             ///< the file's name without its ending
    std::optional<Error> lost; ///< why a picture of the task could not be had
};

/// For a worker. The library's errors; those of reading the file when there is no other picture to show.
Result<OpenedState> openState(const library::Library& library, library::EntryId id);

} // namespace latentbrush::ui
