#pragma once

#include "library/entry.h"

#include <vector>

namespace latentbrush::ui {

/// What turns one list of entries into another that keeps the order of those in both: first take away, then
/// put in. Rows of `removed` count in the old list, rows of `inserted` in the new one; runs in ascending
/// order.
struct ListChange {
    struct Run {
        int first = 0;
        int count = 0;
        bool operator==(const Run&) const = default;
    };
    std::vector<Run> removed;
    std::vector<Run> inserted;

    bool isNone() const { return removed.empty() && inserted.empty(); }
};

/// O(n); for a worker.
ListChange changeBetween(const std::vector<library::EntryId>& before,
                         const std::vector<library::EntryId>& after);

} // namespace latentbrush::ui
