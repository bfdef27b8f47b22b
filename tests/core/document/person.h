#pragma once

#include "document/brush_stroke.h"
#include "document/journal.h"

#include <random>

namespace latentbrush::document {

/// Makes the next state that a person of this seed would.
inline DocumentState painted(DocumentState state, std::mt19937& random) {
    const auto within = [&](int limit) { return static_cast<double>(random() % limit); };
    const auto mode = random() % 3 ? StrokeMode::Paint : StrokeMode::Erase;
    BrushStroke stroke({10 + within(60), 0.5, 1, 0.2, false, false}, mode);
    Rect dirty;
    for (int i = 0; i < 2; ++i)
        dirty = united(dirty,
                       stroke.drawTo(state.mask, {within(state.mask.width()), within(state.mask.height())}));
    state.mask.dropBlankTiles(dirty);
    if (random() % 4 == 0) {
        const auto value = static_cast<std::uint8_t>(random());
        (void)state.sketch.write({9, 9, 4, std::vector<std::uint8_t>(9 * 9 * 4, value)}, 250, 150);
    }
    if (random() % 4 == 0)
        state.settings["prompt"] = "step " + std::to_string(random());
    if (random() % 6 == 0) {
        // A candidate is accepted: its picture in the frame, and nothing of the sketch over it.
        const auto value = static_cast<std::uint8_t>(random());
        const image::Image made{200, 120, 4, std::vector<std::uint8_t>(std::size_t(200) * 120 * 4, value)};
        const image::Image nothing{200, 120, 4, std::vector<std::uint8_t>(std::size_t(200) * 120 * 4)};
        (void)state.picture.write(made, 40, 30);
        (void)state.sketch.write(nothing, 40, 30);
    }
    return state;
}

/// What a person does as step `number`, the same each time: a stroke, sometimes with a candidate accepted, an
/// undo or a redo; and its record in a journal or an entry.
template <class Record>
Result<> takeStep(Document& document, Record* journal, int number) {
    std::mt19937 random(static_cast<unsigned>(number));
    const auto choice = random() % 8;
    if (choice < 2 && document.undo())
        return journal ? journal->appendUndo() : Result<>();
    if (choice == 2 && document.redo())
        return journal ? journal->appendRedo() : Result<>();
    const auto change =
        document.changeTo("step " + std::to_string(number), painted(document.state(), random));
    if (auto applied = document.apply(change); !applied)
        return applied;
    return journal ? journal->appendChange(change) : Result<>();
}

inline Result<> takeStep(Document& document, std::nullptr_t, int number) {
    return takeStep(document, static_cast<Journal*>(nullptr), number);
}

/// Whether two documents are equal to the bottom of their histories. Of one that came back from its journal,
/// the first one, the history may be shorter where the living one had a part of its own on the disk alone.
inline bool sameThroughout(Document a, Document b) {
    const bool whole = a.history().diskBytes() == 0 && b.history().diskBytes() == 0;
    const auto same = [&] {
        const bool ended = !whole && !a.history().canUndo();
        return a.state() == b.state() && a.history().redoName() == b.history().redoName() &&
               (ended || a.history().undoName() == b.history().undoName()) &&
               (!whole || a.history().bytes() == b.history().bytes());
    };
    const auto limit = a.history().limit() == b.history().limit();
    if (!limit || !same())
        return false;
    while (a.redo())
        if (!b.redo() || !same())
            return false;
    while (a.undo())
        if (!b.undo() || !same())
            return false;
    return !a.history().canUndo() && (!whole || !b.history().canUndo());
}

} // namespace latentbrush::document
