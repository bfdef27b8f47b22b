#include "document/journal.h"

#include "base/files.h"
#include "document/journal_file.h"
#include "document/journal_record.h"

#include <new>

namespace latentbrush::document {

namespace {

constexpr std::string_view kMagic = "LBJRNL\r\n";

std::string beginningOf(int width, int height, std::size_t undoLimit) {
    const nlohmann::json json{
        {"version", Journal::kVersion}, {"width", width}, {"height", height}, {"undoLimit", undoLimit}};
    return std::string(kMagic) + *recordOf(RecordKind::Begin, json.dump());
}

/// A blank document from the first record's payload.
Result<Document> documentOf(const std::optional<std::string>& payload, const std::string& path) {
    const auto json = payload && payload->front() == static_cast<char>(RecordKind::Begin)
                          ? nlohmann::json::parse(payload->substr(1), nullptr, false)
                          : nlohmann::json();
    for (const auto* key : {"version", "width", "height", "undoLimit"})
        if (!json.is_object() || !json.contains(key) || !json[key].is_number_unsigned())
            return failure(ErrorCode::FileMalformed, path, "begin");
    if (const auto version = json["version"].get<std::uint64_t>(); version > Journal::kVersion)
        return failure(ErrorCode::NewerFormat, path, std::to_string(version));
    auto document = json["width"] <= TiledLayer::kMaxEdge && json["height"] <= TiledLayer::kMaxEdge
                        ? Document::create(json["width"].get<int>(), json["height"].get<int>(),
                                           json["undoLimit"].get<std::size_t>())
                        : failure(ErrorCode::InvalidSize);
    if (!document)
        return failure(ErrorCode::FileMalformed, path, "size");
    return document;
}

/// False for what no document did.
bool replay(Document& document, std::string_view payload) {
    const auto body = payload.substr(1);
    switch (static_cast<RecordKind>(payload.front())) {
    case RecordKind::Begin:
        return false;
    case RecordKind::Change: {
        auto change = decodeChange(body);
        return change && document.apply(std::move(*change));
    }
    case RecordKind::Undo:
        return body.empty() && document.undo();
    case RecordKind::Redo:
        return body.empty() && document.redo();
    }
    return false;
}

/// Everything up to the last whole record.
Result<Document> replay(JournalFile& file) {
    const auto path = file.path().string();
    const auto magic = file.read(kMagic.size());
    if (!magic)
        return failure(magic);
    if (*magic != kMagic)
        return failure(ErrorCode::UnsupportedFormat, path);
    const auto begin = file.readRecord();
    if (!begin)
        return failure(begin);
    auto document = documentOf(*begin, path);
    for (int number = 1; document; ++number) {
        const auto payload = file.readRecord();
        if (!payload)
            return failure(payload);
        if (!*payload)
            break;
        if (!replay(*document, **payload))
            return failure(ErrorCode::FileMalformed, path, "record " + std::to_string(number));
    }
    return document;
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
    if (const auto blank = Document::create(width, height, undoLimit); !blank)
        return failure(blank);
    if (auto written = writeWhole(file, beginningOf(width, height, undoLimit), IfExists::Fail); !written)
        return failure(written);
    return open(file);
}

Result<Journal::Opened> Journal::open(const std::filesystem::path& file) {
    return guarded(file, [&]() -> Result<Opened> {
        auto opened = JournalFile::open(file);
        if (!opened)
            return failure(opened);
        auto document = replay(*opened);
        if (!document)
            return failure(document);
        const auto cut = opened->cutHere();
        if (!cut)
            return failure(cut);
        return Opened{Journal(std::make_unique<State>(State{std::move(*opened)})), std::move(*document),
                      *cut};
    });
}

Result<> Journal::appendChange(const Change& change) {
    return guarded(file(), [&] { return m_state->append(RecordKind::Change, encodeChange(change)); });
}

Result<> Journal::appendUndo() {
    return guarded(file(), [&] { return m_state->append(RecordKind::Undo, {}); });
}

Result<> Journal::appendRedo() {
    return guarded(file(), [&] { return m_state->append(RecordKind::Redo, {}); });
}

const std::filesystem::path& Journal::file() const {
    return m_state->file.path();
}

} // namespace latentbrush::document
