#include "document/journal.h"

#include "document/journal_file.h"
#include "document/journal_record.h"
#include "document/journal_start.h"

#include <algorithm>
#include <limits>
#include <new>

namespace latentbrush::document {

namespace {

/// False for what no document did.
bool replay(Document& document, std::string_view payload) {
    const auto body = payload.substr(1);
    switch (static_cast<RecordKind>(payload.front())) {
    case RecordKind::Begin:
    case RecordKind::Snapshot:
        return false;
    case RecordKind::Change: {
        auto change = decodeChange(body);
        return change && document.apply(std::move(*change));
    }
    case RecordKind::Past: {
        auto undo = decodeChange(body);
        return undo && document.applyUndone(std::move(*undo));
    }
    case RecordKind::Undo:
        return body.empty() && document.undo();
    case RecordKind::Redo:
        return body.empty() && document.redo();
    }
    return false;
}

struct Replayed {
    Document document;
    std::uintmax_t startBytes = 0; ///< of what the journal began with
};

/// Everything up to the last whole record.
Result<Replayed> replay(JournalFile& file) {
    const auto start = readStart(file);
    if (!start)
        return failure(start);
    auto document = readSnapshots(file, *start);
    if (!document)
        return failure(document);
    // To the last byte of the disk: the records may undo whatever the document could when they were written.
    const auto folder = file.path().parent_path();
    document->spillHistory(SpillFile::in(folder, 0), std::numeric_limits<std::uintmax_t>::max());
    auto startBytes = file.position();
    for (std::size_t number = 1;; ++number) {
        const auto payload = file.readRecord();
        if (!payload)
            return failure(payload);
        if (!*payload)
            break;
        if (!replay(*document, **payload)) {
            const bool lost = document->history().hasLost();
            return failure(lost ? ErrorCode::DiskFull : ErrorCode::FileMalformed, file.path().string(),
                           "record " + std::to_string(number));
        }
        if (number <= start->kept)
            startBytes = file.position();
    }
    document->spillHistory(SpillFile::in(folder));
    return Replayed{std::move(*document), startBytes};
}

/// A new file of that name, locked and on the disk, with all that the document has.
Result<JournalFile> written(const std::filesystem::path& path, const Document& document, IfExists ifExists) {
    auto file = JournalFile::beside(path);
    if (!file)
        return file;
    if (auto started = writeStart(*file, document); !started)
        return failure(started);
    if (auto published = file->publish(ifExists); !published)
        return failure(published);
    return file;
}

/// `work`, with what the standard library throws as an Error.
template <class Work>
auto guarded(const std::filesystem::path& file, Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return failure(ErrorCode::OutOfMemory, file.string());
    } catch (const std::exception& error) {
        return failure(ErrorCode::Internal, file.string(), error.what());
    }
}

} // namespace

struct Journal::State {
    JournalFile file;
    std::uintmax_t startBytes = 0;
    std::size_t undoable = 0; ///< changes that whoever replays the file could undo now
    UndoStack past{};         ///< those before them, which the last `compact` left out
    std::size_t pastLeft = 0; ///< the first so many of them are still done

    Result<> appendChange(const Change& change) {
        auto appended = append(RecordKind::Change, encodeChange(change));
        if (appended && !change.empty())
            ++undoable;
        return appended;
    }
    Result<> appendUndo() {
        if (undoable == 0 && pastLeft > 0)
            return appendPast();
        auto appended = append(RecordKind::Undo, {});
        if (appended)
            undoable -= std::min<std::size_t>(undoable, 1);
        return appended;
    }
    Result<> appendRedo() {
        auto appended = append(RecordKind::Redo, {});
        if (appended)
            ++undoable;
        return appended;
    }

private:
    Result<> appendPast() {
        const auto change = past.wholeChange(pastLeft - 1);
        if (!change)
            return failure(ErrorCode::FileUnreadable, file.path().string(), "undo history");
        auto appended = append(RecordKind::Past, encodeChange(reversed(*change)));
        if (appended)
            --pastLeft;
        return appended;
    }
    Result<> append(RecordKind kind, std::string_view body) {
        const auto record = recordOf(kind, body);
        if (!record)
            return failure(ErrorCode::WriteFailed, file.path().string(), "record over 4 GiB");
        return file.append(*record);
    }
};

Journal::Journal(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Journal::~Journal() = default;
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;

Result<Journal::Opened> Journal::create(const std::filesystem::path& file, int width, int height,
                                        std::size_t undoLimit) {
    auto blank = blankState(width, height);
    if (!blank)
        return failure(blank);
    return create(file, std::move(*blank), undoLimit);
}

Result<Journal::Opened> Journal::create(const std::filesystem::path& file, DocumentState state,
                                        std::size_t undoLimit) {
    return guarded(file, [&]() -> Result<Opened> {
        auto document = Document::create(std::move(state), undoLimit);
        if (!document)
            return failure(document);
        document->spillHistory(SpillFile::in(file.parent_path()));
        auto created = written(file, *document, IfExists::Fail);
        if (!created)
            return failure(created);
        const auto bytes = created->position();
        return Opened{Journal(std::make_unique<State>(State{std::move(*created), bytes})),
                      std::move(*document)};
    });
}

Result<Journal::Opened> Journal::open(const std::filesystem::path& file) {
    return guarded(file, [&]() -> Result<Opened> {
        auto opened = JournalFile::open(file);
        if (!opened)
            return failure(opened);
        auto replayed = replay(*opened);
        if (!replayed)
            return failure(replayed);
        const auto cut = opened->cutHere();
        if (!cut)
            return failure(cut);
        opened->removeLeftOver();
        State state{std::move(*opened), replayed->startBytes, replayed->document.history().undoCount()};
        return Opened{Journal(std::make_unique<State>(std::move(state))), std::move(replayed->document),
                      *cut};
    });
}

Result<> Journal::appendChange(const Change& change) {
    return guarded(file(), [&] { return m_state->appendChange(change); });
}

Result<> Journal::appendUndo() {
    return guarded(file(), [&] { return m_state->appendUndo(); });
}

Result<> Journal::appendRedo() {
    return guarded(file(), [&] { return m_state->appendRedo(); });
}

Result<> Journal::compact(const Document& document) {
    return guarded(file(), [&]() -> Result<> {
        auto compacted = written(file(), document, IfExists::Replace);
        if (!compacted)
            return failure(compacted);
        const auto& history = document.history();
        const auto spilled = history.spilledCount();
        const auto bytes = compacted->position();
        *m_state = State{std::move(*compacted), bytes, history.undoCount() - spilled, history.oldest(spilled),
                         spilled};
        return {};
    });
}

std::uintmax_t Journal::bytes() const {
    return m_state->file.position();
}

bool Journal::isLarge() const {
    return isLarge(bytes(), m_state->startBytes);
}

const std::filesystem::path& Journal::file() const {
    return m_state->file.path();
}

} // namespace latentbrush::document
