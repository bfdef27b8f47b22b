#include "document/workspace.h"

#include "document/document_file.h"
#include "document/journal_start.h"

#include <algorithm>

namespace latentbrush::document {

namespace {

LeftDocument leftDocument(const std::filesystem::path& workspace, EntryInfo info, JournalFile& journal) {
    LeftDocument left;
    left.info = std::move(info);
    if (const auto start = readStart(journal)) {
        left.width = start->width;
        left.height = start->height;
    }
    std::error_code unknown;
    const auto path = journalOf(workspace / left.info.id);
    if (const auto bytes = std::filesystem::file_size(path, unknown); !unknown)
        left.bytes = bytes;
    left.changed = std::filesystem::last_write_time(path, unknown);
    return left;
}

} // namespace

Result<OpenedDocument> Workspace::begin(DocumentState state, EntryInfo info, std::size_t undoLimit) {
    const auto lock = WorkspaceLock::take(m_folder);
    if (!lock)
        return failure(lock);
    if (!info.file.empty())
        if (auto free = checkNotOpen(m_folder, info.file); !free)
            return failure(free);
    auto id = newEntry(m_folder);
    if (!id)
        return failure(id);
    info.id = std::move(*id);
    const auto folder = m_folder / info.id;
    auto journal = Journal::create(journalOf(folder), std::move(state), undoLimit);
    const auto written = journal ? writeInfo(m_folder, info) : Result<>(failure(journal));
    if (!written) {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
        return failure(written);
    }
    return OpenedDocument{WorkspaceEntry(m_folder, std::move(info), std::move(journal->journal)),
                          std::move(journal->document),
                          {}};
}

Result<OpenedDocument> Workspace::create(int width, int height, std::string title, std::size_t undoLimit) {
    auto blank = blankState(width, height);
    if (!blank)
        return failure(blank);
    return begin(std::move(*blank), {{}, {}, std::move(title), true}, undoLimit);
}

Result<OpenedDocument> Workspace::create(DocumentState state, std::string title, std::size_t undoLimit) {
    return begin(std::move(state), {{}, {}, std::move(title), false}, undoLimit);
}

Result<OpenedDocument> Workspace::open(const std::filesystem::path& file, std::size_t undoLimit) {
    {
        // Before the work of reading; `begin` looks again.
        const auto lock = WorkspaceLock::take(m_folder);
        if (!lock)
            return failure(lock);
        if (auto free = checkNotOpen(m_folder, file); !free)
            return failure(free);
    }
    auto opened = openState(file);
    if (!opened)
        return failure(opened);
    std::error_code unknown;
    auto absolute = std::filesystem::absolute(file, unknown);
    EntryInfo info{{}, unknown ? file : std::move(absolute), file.stem().string(), true};
    auto begun = begin(std::move(opened->state), std::move(info), undoLimit);
    if (begun)
        begun->notices = std::move(opened->notices);
    return begun;
}

Result<std::vector<LeftDocument>> Workspace::left() const {
    const auto lock = WorkspaceLock::take(m_folder);
    if (!lock)
        return failure(lock);
    removeLeftOvers(m_folder);
    std::vector<LeftDocument> all;
    for (auto& info : allEntries(m_folder)) {
        auto journal = JournalFile::open(journalOf(m_folder / info.id));
        if (journal)
            all.push_back(leftDocument(m_folder, std::move(info), *journal));
        else if (journal.error().code != ErrorCode::AlreadyOpen)
            all.push_back({std::move(info)});
    }
    std::ranges::stable_sort(all, {}, &LeftDocument::changed);
    return all;
}

Result<OpenedDocument> Workspace::recover(const std::string& id) {
    const auto lock = WorkspaceLock::take(m_folder);
    if (!lock)
        return failure(lock);
    auto info = readInfo(m_folder, id);
    if (!info)
        return failure(ErrorCode::EntryNotFound, id);
    if (!info->file.empty())
        if (auto free = checkNotOpen(m_folder, info->file, id); !free)
            return failure(free);
    auto opened = Journal::open(journalOf(m_folder / id));
    if (!opened)
        return failure(opened);
    return OpenedDocument{WorkspaceEntry(m_folder, std::move(*info), std::move(opened->journal)),
                          std::move(opened->document),
                          {}};
}

Result<> Workspace::discard(const std::string& id) {
    const auto lock = WorkspaceLock::take(m_folder);
    if (!lock)
        return failure(lock);
    if (!readInfo(m_folder, id))
        return failure(ErrorCode::EntryNotFound, id);
    if (isOpen(m_folder / id))
        return failure(ErrorCode::AlreadyOpen, id);
    return removeEntry(m_folder, id);
}

} // namespace latentbrush::document
