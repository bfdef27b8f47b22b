#pragma once

#include "base/result.h"

#include <cmath>
#include <string>
#include <type_traits>

namespace latentbrush {

/// InvalidRequest with the key as subject for a number that is not in [least, most], or is none. The bounds
/// are whole numbers and said as such.
template <class Number>
Result<> checkRange(const char* key, Number value, std::type_identity_t<double> least,
                    std::type_identity_t<double> most) {
    const auto number = static_cast<double>(value);
    if (std::isfinite(number) && number >= least && number <= most)
        return {};
    return failure(ErrorCode::InvalidRequest, key,
                   std::to_string(value) + " is not in " + std::to_string(static_cast<int>(least)) + " to " +
                       std::to_string(static_cast<int>(most)));
}

/// The same for a strength, which is above 0 and at most 1.
inline Result<> checkStrength(const char* key, double value) {
    if (std::isfinite(value) && value > 0 && value <= 1)
        return {};
    return failure(ErrorCode::InvalidRequest, key, std::to_string(value) + " is not above 0 and at most 1");
}

} // namespace latentbrush
