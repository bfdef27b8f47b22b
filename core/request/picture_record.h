#pragma once

#include "base/result.h"
#include "request/generation_request.h"
#include "request/provenance.h"

#include <string>
#include <string_view>

namespace latentbrush {

/// What a picture of ours carries as the text `latentbrush`: {"version": 1, "request": {…}, "provenance":
/// {…}}. No timings: the same request and provenance give the same bytes.
struct PictureRecord {
    static constexpr int kFormatVersion = 1;
    static constexpr const char* kTextKey = "latentbrush";

    GenerationRequest request;
    Provenance provenance;
    bool operator==(const PictureRecord&) const = default;
};

std::string toJsonText(const PictureRecord& record);

/// FileMalformed, FileTooLarge, InvalidRequest (subject = the key), NewerFormat. A plain request's JSON is
/// refused: `request` must be there.
Result<PictureRecord> recordFromJsonText(std::string_view text);

} // namespace latentbrush
