#include "library/insertion.h"
#include "library/library.h"
#include "library/library_state.h"
#include "library/picture_files.h"
#include "library/sources.h"
#include "library/thumbnail.h"

namespace latentbrush::library {

namespace {

Moment now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Result<> checkPicture(const FinishedImage& finished) {
    if (!finished.picture || finished.picture->empty())
        return failure(ErrorCode::InvalidRequest, "picture", "empty");
    return {};
}

} // namespace

Result<Entry> Library::add(const FinishedImage& finished, const std::filesystem::path& picture) {
    if (auto given = checkPicture(finished); !given)
        return failure(given);
    const auto small = encodeThumbnail(*finished.picture);
    if (!small)
        return failure(small);
    return m_state->use([&](SQLite::Database& database) -> Result<Entry> {
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        auto store = sourceStore(m_state->file);
        const auto sources = keepSources(database, store, finished.request);
        if (!sources)
            return failure(sources);
        auto entry = entryOf(finished, std::filesystem::absolute(picture), now());
        entry.fromPicture = !sources->empty();
        entry.id = insertEntry(database, entry, finished, *small);
        insertSources(database, entry.id, *sources);
        transaction.commit();
        return entry;
    });
}

Result<image::Picture> Library::source(const std::string& hash) const {
    return m_state->use(
        [&](SQLite::Database& database) { return findSource(database, sourceStore(m_state->file), hash); });
}

Result<GenerationRequest> Library::withSources(const GenerationRequest& request) const {
    return requestFromJson(toJson(request),
                           [this](const PictureReference& wanted) { return source(wanted.hash); });
}

Result<Entry> Library::record(const FinishedImage& finished, const std::filesystem::path& folder) {
    if (auto given = checkPicture(finished); !given)
        return failure(given);
    const auto file =
        guarded(folder, [&] { return savePicture(finished, std::filesystem::absolute(folder), now()); });
    if (!file)
        return failure(file);
    auto entry = add(finished, *file);
    if (!entry)
        entry.error().detail += "; the picture was kept as " + file->string();
    return entry;
}

} // namespace latentbrush::library
