#include "library/sources.h"

#include "image/png.h"

#include <algorithm>

namespace latentbrush::library {

namespace {

std::string blobFor(SQLite::Database& database, const std::string& pixels) {
    SQLite::Statement select(database, "SELECT blob FROM sources WHERE pixels = ? LIMIT 1");
    select.bind(1, pixels);
    return select.executeStep() ? select.getColumn(0).getString() : std::string();
}

Result<Source> keepSource(SQLite::Database& database, BlobStore& store, const PictureReference& reference) {
    if (auto blob = blobFor(database, reference.hash); store.contains(blob))
        return Source{reference.hash, std::move(blob)};
    const auto file = image::encodePng(*reference.picture);
    if (!file)
        return failure(file);
    auto blob = store.put(*file);
    if (!blob)
        return failure(blob);
    return Source{reference.hash, std::move(*blob)};
}

bool isUsed(SQLite::Database& database, const std::string& blob) {
    SQLite::Statement select(database, "SELECT 1 FROM sources WHERE blob = ? LIMIT 1");
    select.bind(1, blob);
    return select.executeStep();
}

} // namespace

BlobStore sourceStore(const std::filesystem::path& database) {
    return BlobStore(database.parent_path() / "sources");
}

Result<std::vector<Source>> keepSources(SQLite::Database& database, BlobStore& store,
                                        const GenerationRequest& request) {
    std::vector<Source> sources;
    for (const auto* reference : picturesOf(request)) {
        if (!reference->picture)
            continue;
        auto kept = keepSource(database, store, *reference);
        if (!kept)
            return failure(kept);
        sources.push_back(std::move(*kept));
    }
    return sources;
}

void insertSources(SQLite::Database& database, EntryId entry, const std::vector<Source>& sources) {
    SQLite::Statement insert(database, "INSERT INTO sources(entry, pixels, blob) VALUES (?, ?, ?)");
    for (const auto& [pixels, blob] : sources) {
        insert.bind(1, entry);
        insert.bind(2, pixels);
        insert.bind(3, blob);
        insert.exec();
        insert.reset();
    }
}

Result<image::Picture> findSource(SQLite::Database& database, const BlobStore& store,
                                  const std::string& pixels) {
    const auto blob = blobFor(database, pixels);
    if (blob.empty())
        return nullptr;
    const auto bytes = store.get(blob);
    if (!bytes)
        return bytes.error().code == ErrorCode::EntryNotFound ? Result<image::Picture>(nullptr)
                                                              : failure(bytes);
    auto file = image::decodePng(std::as_bytes(std::span(*bytes)));
    if (!file)
        return failure(file);
    return std::make_shared<const image::Image>(std::move(file->image));
}

std::vector<std::string> blobsOf(SQLite::Database& database, const std::vector<EntryId>& entries) {
    SQLite::Statement select(database, "SELECT blob FROM sources WHERE entry = ?");
    std::vector<std::string> blobs;
    for (const EntryId entry : entries) {
        select.bind(1, entry);
        while (select.executeStep())
            blobs.push_back(select.getColumn(0).getString());
        select.reset();
    }
    std::ranges::sort(blobs);
    blobs.erase(std::ranges::unique(blobs).begin(), blobs.end());
    return blobs;
}

Result<> removeUnused(SQLite::Database& database, BlobStore& store, const std::vector<std::string>& blobs) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& blob : blobs)
        if (!isUsed(database, blob))
            if (auto removed = store.remove(blob); !removed)
                return removed;
    transaction.commit();
    return {};
}

} // namespace latentbrush::library
