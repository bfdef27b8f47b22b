#include "document/workspace_entry.h"

#include "document/document_file.h"

namespace latentbrush::document {

WorkspaceEntry::WorkspaceEntry(std::filesystem::path workspace, EntryInfo info, Journal journal)
    : m_workspace(std::move(workspace)), m_info(std::move(info)), m_journal(std::move(journal)) {}

Result<> WorkspaceEntry::setInfo(EntryInfo info) {
    if (auto written = writeInfo(m_workspace, info); !written)
        return written;
    m_info = std::move(info);
    return {};
}

Result<> WorkspaceEntry::beginChange() {
    if (!m_info.saved)
        return {};
    auto info = m_info;
    info.saved = false;
    return setInfo(std::move(info));
}

Result<> WorkspaceEntry::appendChange(const Change& change) {
    if (auto begun = beginChange(); !begun)
        return begun;
    return m_journal.appendChange(change);
}

Result<> WorkspaceEntry::appendUndo() {
    if (auto begun = beginChange(); !begun)
        return begun;
    return m_journal.appendUndo();
}

Result<> WorkspaceEntry::appendRedo() {
    if (auto begun = beginChange(); !begun)
        return begun;
    return m_journal.appendRedo();
}

Result<> WorkspaceEntry::save(const std::filesystem::path& file, const DocumentState& state) {
    const auto before = m_info;
    auto info = m_info;
    std::error_code unknown;
    const auto absolute = std::filesystem::absolute(file, unknown);
    info.file = unknown ? file : absolute;
    info.title = file.stem().string();
    {
        // Only until the file is claimed: writing it may take long.
        const auto lock = WorkspaceLock::take(m_workspace);
        if (!lock)
            return failure(lock);
        if (auto free = checkNotOpen(m_workspace, info.file, info.id); !free)
            return free;
        if (info.file != before.file) {
            auto claim = info;
            claim.saved = false;
            (void)setInfo(std::move(claim));
        }
    }
    if (auto saved = saveState(file, state); !saved) {
        if (m_info != before)
            (void)setInfo(before);
        return saved;
    }
    info.saved = true;
    if (!setInfo(info))
        m_info = std::move(info);
    return {};
}

Result<> WorkspaceEntry::close() {
    return removeEntry(m_workspace, m_info.id);
}

} // namespace latentbrush::document
