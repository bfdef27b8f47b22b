#pragma once

#include "base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace latentbrush::document {

/// What an entry of a workspace says of its document, beside the journal.
struct EntryInfo {
    std::string id;             ///< the name of the entry's folder
    std::filesystem::path file; ///< that the document was opened from or saved to last; empty: none
    std::string title;          ///< UTF-8
    bool saved = false;         ///< closing the document would lose nothing

    bool operator==(const EntryInfo&) const = default;
};

// The folders and files of a workspace: a folder an entry, in it `journal` and `entry.json`. An entry is
// there as long as its entry.json is; a folder without one is what a killed program began or was removing.
// Whether a living program works on it is told by the lock of its journal.

/// Keeps other programs, and other threads, from looking for entries or making some. Waits for them.
class WorkspaceLock {
public:
    /// Makes the folder where there is none. WriteFailed.
    static Result<WorkspaceLock> take(const std::filesystem::path& workspace);
    ~WorkspaceLock();
    WorkspaceLock(WorkspaceLock&& other) noexcept;
    WorkspaceLock& operator=(WorkspaceLock&&) = delete;

private:
    explicit WorkspaceLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

std::filesystem::path journalOf(const std::filesystem::path& entry);

/// Whole or not at all. DiskFull, WriteFailed.
Result<> writeInfo(const std::filesystem::path& workspace, const EntryInfo& info);
/// None when there is no such entry. What is damaged is left out: a title is no reason to lose a document.
std::optional<EntryInfo> readInfo(const std::filesystem::path& workspace, const std::string& id);
/// All entries, by their ids.
std::vector<EntryInfo> allEntries(const std::filesystem::path& workspace);

/// An id that no folder has, and its folder, made. WriteFailed.
Result<std::string> newEntry(const std::filesystem::path& workspace);
/// The entry is gone at once, then its files. WriteFailed.
Result<> removeEntry(const std::filesystem::path& workspace, const std::string& id);
/// Removes what killed programs began or were removing; the lock is held.
void removeLeftOvers(const std::filesystem::path& workspace);

/// Whether a living program works on the entry; the lock is held.
bool isOpen(const std::filesystem::path& entry);

/// AlreadyOpen (subject: the file) when an entry other than `except` that is open belongs to the same file;
/// the lock is held.
Result<> checkNotOpen(const std::filesystem::path& workspace, const std::filesystem::path& file,
                      const std::string& except = {});

} // namespace latentbrush::document
