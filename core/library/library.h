#pragma once

#include "library/entry.h"
#include "request/job_event.h"

#include <memory>
#include <span>
#include <vector>

namespace latentbrush::library {

/// What was made: the history of pictures in one SQLite file (write-ahead log, synchronous FULL), shared by
/// any number of programs at the same time.
///
/// Threads: a Library is one connection behind a lock. Every function may be called from any thread; calls on
/// one object wait for one another, those on two objects of the same file don't, so a worker that searches
/// opens one of its own. Everything here reads or writes a disk: nothing for a thread that draws a window.
///
/// Errors, beside those named: DatabaseLocked when another program held the file for longer than the busy
/// timeout, DatabaseDamaged, DiskFull, WriteFailed, FileUnreadable, each with the database's path as subject.
class Library {
public:
    static constexpr std::chrono::milliseconds kBusyTimeout{5000};

    /// Opens the file, creating it and its folder when missing, and brings an older schema up to date.
    /// DatabaseNewer; DatabaseDamaged, and then not one byte of the file was changed; UnsupportedFormat for
    /// a database of another program.
    static Result<Library> open(const std::filesystem::path& file,
                                std::chrono::milliseconds busyTimeout = kBusyTimeout);
    /// `library.db` in the person's data folder.
    static std::filesystem::path defaultFile();
    /// Moves a damaged database and its log away under a name that tells when, so that a new one can begin;
    /// returns that name.
    static Result<std::filesystem::path> setAside(const std::filesystem::path& file);

    ~Library();
    Library(Library&&) noexcept;
    Library& operator=(Library&&) noexcept;

    const std::filesystem::path& file() const;

    /// Reads all of the file: DatabaseDamaged names what is wrong. Seconds for a large one.
    Result<> check() const;

    /// Writes the picture with its making as a PNG below `folder`, in a folder of the day, then the entry.
    /// Both are on the disk when this returns. When the entry cannot be written the picture stays, and the
    /// error's detail says where.
    Result<Entry> record(const FinishedImage& finished, const std::filesystem::path& folder = picturesRoot());
    /// The entry for a picture whose file was already written.
    Result<Entry> add(const FinishedImage& finished, const std::filesystem::path& picture);
    static std::filesystem::path picturesRoot();
    /// A picture or mask that an entry's request starts from, by the hash that the request has for its
    /// pixels; null when no entry has one. `record` and `add` keep them beside the database, each once, for
    /// as long as an entry needs it: what was made long ago can be made again when the files it came from are
    /// gone.
    Result<image::Picture> source(const std::string& hash) const;
    /// The request with all pictures of its task, so that it can be run again. FileMissing (subject: the
    /// hash) for one that is not kept; HashMismatch and the errors of reading pictures for a damaged one.
    Result<GenerationRequest> withSources(const GenerationRequest& request) const;

    /// At most `limit` entries, newest first, behind `after`.
    Result<std::vector<Entry>> search(const Query& query, int limit,
                                      std::optional<Position> after = std::nullopt) const;
    /// All that `search` would find, by id alone: 100,000 take milliseconds. For a view that shows any part.
    Result<std::vector<EntryId>> ids(const Query& query) const;
    Result<std::int64_t> count(const Query& query) const;

    /// The entries of these ids, in their order; those that are gone are left out.
    Result<std::vector<Entry>> entries(std::span<const EntryId> ids) const;
    /// EntryNotFound; the errors of reading a request.
    Result<EntryDetails> details(EntryId id) const;
    /// The small picture, longest edge at most 256: WebP, for `decodeThumbnail`. EntryNotFound.
    Result<std::string> thumbnail(EntryId id) const;

    /// By number of entries, most used first; the bin does not count.
    Result<std::vector<UsedModel>> models() const;
    Result<Revision> revision() const;

    /// Of several ids those that are gone are passed over.
    Result<> setFavourite(std::span<const EntryId> ids, bool favourite);
    /// The files go to `.bin` beside them, out of the person's sight; `restore` brings them back.
    Result<> moveToBin(std::span<const EntryId> ids);
    Result<> restore(std::span<const EntryId> ids);
    /// Deletes the bin's files and entries for good; returns how many. An entry whose file cannot be deleted
    /// stays: WriteFailed names the first such file after the others are gone.
    Result<std::int64_t> emptyBin();

private:
    struct State;
    explicit Library(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// The picture of `Library::thumbnail`. FileMalformed.
Result<image::Image> decodeThumbnail(std::string_view webp);

} // namespace latentbrush::library
