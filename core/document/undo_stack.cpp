#include "document/undo_stack.h"

#include "document/json_text.h"

namespace latentbrush::document {

namespace {

std::size_t bytesOf(const SharedTile& tile) {
    return tile ? tile->pixels.size() : 0;
}

std::size_t valueBytesOf(const Change& change) {
    return jsonText(change.valuesBefore).size() + jsonText(change.valuesAfter).size();
}

} // namespace

UndoStack::Kept UndoStack::keptOf(Change change) {
    Kept kept;
    kept.change = std::move(change);
    kept.bytesDone = kept.bytesUndone = valueBytesOf(kept.change);
    for (const auto& swap : kept.change.tiles) {
        kept.bytesDone += bytesOf(swap.before);
        kept.bytesUndone += bytesOf(swap.after);
    }
    return kept;
}

void UndoStack::spillTo(std::shared_ptr<SpillFile> file, std::uintmax_t limit) {
    m_file = std::move(file);
    m_diskLimit = limit;
}

void UndoStack::push(Change change) {
    cutRedo(m_done);
    m_changes.push_back(keptOf(std::move(change)));
    m_bytes += m_changes.back().bytesDone;
    m_done = m_last = m_changes.size();
    fitMemory(Side::Before);
    if (m_ahead && m_ahead->isReady())
        m_ahead.reset();
}

void UndoStack::pushUndone(Change change) {
    m_changes.push_front(keptOf(std::move(change)));
    m_bytes += m_changes.front().bytesUndone;
    ++m_last;
}

Change* UndoStack::undo() {
    if (!canUndo())
        return nullptr;
    // At the beginning: what is given back has both sides only after the swap.
    if (m_file)
        fitMemory(Side::Before);
    if (m_done == m_first) {
        if (!load(m_changes[m_done - 1], Side::Before))
            return nullptr;
        m_bytes += m_changes[--m_first].bytesDone;
    }
    auto& kept = m_changes[--m_done];
    m_bytes += kept.bytesUndone - kept.bytesDone;
    if (m_first > 0 && m_done - m_first <= 1)
        readAhead(m_changes[m_first - 1]);
    return &kept.change;
}

Change* UndoStack::redo() {
    if (!canRedo())
        return nullptr;
    if (m_file)
        fitMemory(Side::After);
    if (m_done == m_last) {
        if (!load(m_changes[m_done], Side::After))
            return nullptr;
        m_bytes += m_changes[m_last++].bytesUndone;
    }
    auto& kept = m_changes[m_done++];
    m_bytes += kept.bytesDone - kept.bytesUndone;
    if (m_last < m_changes.size() && m_last - m_done <= 1)
        readAhead(m_changes[m_last]);
    return &kept.change;
}

std::string UndoStack::undoName() const {
    return canUndo() ? m_changes[m_done - 1].change.name : std::string();
}

std::string UndoStack::redoName() const {
    return canRedo() ? m_changes[m_done].change.name : std::string();
}

std::optional<Change> UndoStack::wholeChange(std::size_t index) const {
    const auto& kept = m_changes[index];
    auto change = kept.change;
    if (!kept.spilled)
        return change;
    const auto side = readBack(*kept.spilled, change.tiles.size());
    if (!side)
        return std::nullopt;
    put(*side, change, index < m_done ? Side::Before : Side::After);
    return change;
}

UndoStack UndoStack::oldest(std::size_t count) const {
    UndoStack stack(m_limit);
    stack.m_changes.assign(m_changes.begin(), m_changes.begin() + static_cast<std::ptrdiff_t>(count));
    stack.m_first = std::min(m_first, count);
    stack.m_last = stack.m_done = count;
    for (const auto& kept : stack.m_changes) {
        stack.m_bytes += kept.spilled ? 0 : kept.bytesDone;
        stack.m_diskBytes += kept.spilled ? kept.spilled->bytes() : 0;
    }
    return stack;
}

void UndoStack::cutRedo(std::size_t from) {
    for (; m_changes.size() > from; m_changes.pop_back()) {
        const auto& kept = m_changes.back();
        if (kept.spilled)
            m_diskBytes -= kept.spilled->bytes();
        else
            m_bytes -= kept.bytesUndone;
    }
    m_last = std::min(m_last, from);
}

void UndoStack::dropOldest() {
    const auto& kept = m_changes.front();
    if (kept.spilled) {
        m_diskBytes -= kept.spilled->bytes();
        --m_first;
    } else {
        m_bytes -= kept.bytesDone;
    }
    m_changes.pop_front();
    --m_done;
    --m_last;
    m_lost = m_file != nullptr;
}

void UndoStack::fitMemory(Side next) {
    while (m_bytes > m_limit && m_last - m_first > 1) {
        // The farthest from the present; of two as far the one that is not wanted next.
        const auto behind = m_done - m_first, ahead = m_last - m_done;
        if (ahead > behind || (ahead == behind && next == Side::Before))
            letGoNewest();
        else
            letGoOldest();
    }
}

void UndoStack::letGoOldest() {
    while (!spill(m_changes[m_first], Side::Before)) {
        // The oldest there is makes room.
        const bool onDisk = m_first > 0;
        dropOldest();
        if (!onDisk)
            return;
    }
    m_bytes -= m_changes[m_first++].bytesDone;
}

void UndoStack::letGoNewest() {
    if (spill(m_changes[m_last - 1], Side::After)) {
        m_bytes -= m_changes[--m_last].bytesUndone;
        return;
    }
    cutRedo(m_last - 1);
    m_lost = true;
}

bool UndoStack::spill(Kept& kept, Side side) {
    const auto bytes = side == Side::Before ? kept.bytesDone : kept.bytesUndone;
    if (!m_file || bytes > m_diskLimit || m_diskBytes > m_diskLimit - bytes)
        return false;
    kept.spilled = spilled(*m_file, kept.change, side);
    if (!kept.spilled)
        return false;
    m_diskBytes += kept.spilled->bytes();
    forget(kept.change);
    return true;
}

bool UndoStack::load(Kept& kept, Side side) {
    if (!kept.spilled)
        return false;
    const bool ahead = m_ahead && m_ahead->piece == kept.spilled;
    const auto loaded = ahead ? m_ahead->side.get() : readBack(*kept.spilled, kept.change.tiles.size());
    if (ahead)
        m_ahead.reset();
    if (!loaded)
        return false;
    put(*loaded, kept.change, side);
    m_diskBytes -= kept.spilled->bytes();
    kept.spilled = nullptr;
    return true;
}

void UndoStack::readAhead(const Kept& kept) {
    // What is still being read would have to be waited for.
    if (!kept.spilled || (m_ahead && (m_ahead->piece == kept.spilled || !m_ahead->isReady())))
        return;
    auto read = [piece = kept.spilled, tiles = kept.change.tiles.size()] { return readBack(*piece, tiles); };
    m_ahead = Ahead{kept.spilled, std::async(std::launch::async, std::move(read)).share()};
}

} // namespace latentbrush::document
