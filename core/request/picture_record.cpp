#include "request/picture_record.h"

#include "request/json_reader.h"

namespace latentbrush {

std::string toJsonText(const PictureRecord& record) {
    return writeJsonText({{"version", PictureRecord::kFormatVersion},
                          {"request", toJson(record.request)},
                          {"provenance", toJson(record.provenance)}});
}

Result<PictureRecord> recordFromJsonText(std::string_view text) {
    const auto json = parseJsonText(text);
    if (!json)
        return failure(json);
    JsonReader reader(*json);
    int version = PictureRecord::kFormatVersion;
    reader.read("version", version);
    if (!reader.error() && version > PictureRecord::kFormatVersion)
        return failure(ErrorCode::NewerFormat, "version", std::to_string(version));
    const auto* requestJson = reader.find("request");
    if (!requestJson)
        reader.refuse("request", "missing");
    if (reader.error())
        return tl::unexpected<Error>(*reader.error());
    auto request = requestFromJson(*requestJson);
    if (!request)
        return failure(request);
    PictureRecord record{std::move(*request), {}};
    if (const auto* provenanceJson = reader.find("provenance")) {
        auto provenance = provenanceFromJson(*provenanceJson);
        if (!provenance)
            return failure(provenance);
        record.provenance = std::move(*provenance);
    }
    return record;
}

} // namespace latentbrush
