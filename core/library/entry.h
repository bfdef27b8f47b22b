#pragma once

#include "request/generation_request.h"
#include "request/provenance.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace latentbrush::library {

/// Never used again, not even after an entry is gone for good.
using EntryId = std::int64_t;

/// A point in time, UTC, to the millisecond.
using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

/// One picture of the history, as lists show it.
struct Entry {
    EntryId id = 0;
    Moment created;
    std::string prompt;
    std::string modelName;
    std::uint64_t seed = 0;
    int width = 0; ///< pixels
    int height = 0;
    bool favourite = false;
    bool fromPicture = false;      ///< it was made from a picture, which `Library::source` has
    std::optional<Moment> deleted; ///< since when it lies in the bin
    std::filesystem::path file;    ///< where it belongs; `existingFile` says where it is

    bool operator==(const Entry&) const = default;
};

/// Everything that is known about one picture.
struct EntryDetails {
    Entry entry;
    GenerationRequest request;
    Provenance provenance;
    Timings timings;
};

/// Where the picture's file lies now: at its place, or in the bin's folder beside it. None when somebody
/// else deleted or moved it: the entry stays, since prompt and settings are worth keeping. Asks the file
/// system.
std::optional<std::filesystem::path> existingFile(const Entry& entry);

/// Which entries, newest first. What is left empty does not restrict.
struct Query {
    /// Words parted by white space, each of which the prompt must contain, at any place of it. Letter case,
    /// full and half width and composed or decomposed accents make no difference. No character has a meaning
    /// of its own.
    std::string text = {};
    std::optional<std::string> model = {}; ///< Entry::modelName
    std::optional<Moment> from = {};       ///< created then or later
    std::optional<Moment> until = {};      ///< created before
    bool favouritesOnly = false;
    bool bin = false; ///< the bin's entries instead of all others

    bool operator==(const Query&) const = default;
};

/// The place of an entry in the order newest first: a page begins behind the last one of the page before, so
/// that pages neither repeat nor skip when entries come and go meanwhile.
struct Position {
    Moment created;
    EntryId id = 0;
};
inline Position positionOf(const Entry& entry) {
    return {entry.created, entry.id};
}

/// A model in the history, for the filter.
struct UsedModel {
    std::string name;
    std::int64_t entries = 0;
    bool operator==(const UsedModel&) const = default;
};

/// Compares unequal as soon as anything in the library changed, by this or by another program.
struct Revision {
    std::int64_t others = -1;
    std::int64_t own = -1;
    bool operator==(const Revision&) const = default;
};

} // namespace latentbrush::library
