#pragma once

#include "base/blob_store.h"
#include "library/entry.h"
#include "request/generation_request.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <string>
#include <vector>

namespace latentbrush::library {

/// A picture that a request starts from: the request names its pixels, the store its PNG file. Which entries
/// start from it, and so how long it stays, says the table `sources`.
struct Source {
    std::string pixels; ///< `pixelHash`
    std::string blob;   ///< the file's hash
};

/// Where a library's sources lie: `sources` beside its database.
BlobStore sourceStore(const std::filesystem::path& database);

/// Puts the request's pictures into the store; one that is there already is not encoded again, one that it
/// names but does not hold is passed over. Within the transaction that inserts the entry: so nobody takes a
/// file away between the two.
Result<std::vector<Source>> keepSources(SQLite::Database& database, BlobStore& store,
                                        const GenerationRequest& request);
void insertSources(SQLite::Database& database, EntryId entry, const std::vector<Source>& sources);

/// The picture of these pixels; null when no entry starts from it. HashMismatch and the errors of reading
/// pictures for a file that was damaged.
Result<image::Picture> findSource(SQLite::Database& database, const BlobStore& store,
                                  const std::string& pixels);

/// The files of those entries alone, before they are deleted, and their removal afterwards where no other
/// entry starts from them.
std::vector<std::string> blobsOf(SQLite::Database& database, const std::vector<EntryId>& entries);
Result<> removeUnused(SQLite::Database& database, BlobStore& store, const std::vector<std::string>& blobs);

} // namespace latentbrush::library
