#include "ui/history/list_change.h"

#include <unordered_set>

namespace latentbrush::ui {
namespace {

std::vector<ListChange::Run> runsMissingFrom(const std::vector<library::EntryId>& other,
                                             const std::vector<library::EntryId>& list) {
    const std::unordered_set<library::EntryId> known(other.begin(), other.end());
    std::vector<ListChange::Run> runs;
    for (int row = 0; row < static_cast<int>(list.size()); ++row) {
        if (known.contains(list[static_cast<std::size_t>(row)]))
            continue;
        if (!runs.empty() && runs.back().first + runs.back().count == row)
            ++runs.back().count;
        else
            runs.push_back({row, 1});
    }
    return runs;
}

} // namespace

ListChange changeBetween(const std::vector<library::EntryId>& before,
                         const std::vector<library::EntryId>& after) {
    if (before == after)
        return {};
    return {runsMissingFrom(after, before), runsMissingFrom(before, after)};
}

} // namespace latentbrush::ui
