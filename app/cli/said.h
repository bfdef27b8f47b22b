#pragma once

#include "base/result.h"

#include <optional>
#include <string>

namespace latentbrush::cli {

/// Sets a value of a request to what a flag said; a flag that was not said changes nothing.
template <class Value>
void setIfSaid(Value& value, const auto& said) {
    if (said)
        value = *said;
}

/// The same for a value that flags call by an id. InvalidRequest with the flag as subject for an unknown one.
template <class Value, class FromId>
Result<> setById(Value& value, const std::optional<std::string>& id, const char* flag, FromId fromId) {
    if (!id)
        return {};
    const auto found = fromId(*id);
    if (!found)
        return failure(ErrorCode::InvalidRequest, flag, "'" + *id + "' is none");
    value = *found;
    return {};
}

} // namespace latentbrush::cli
