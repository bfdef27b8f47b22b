#pragma once

#include "base/error.h"

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace latentbrush {

/// A value, or why there is none. Borders between rooms return it; inside numeric code exceptions fly, and
/// `guarded()` (see tensors/guarded.h, image/guarded.h) turns them into an Error at the border. Propagate
/// plainly:
///
///     auto weights = readWeights(path);
///     if (!weights) return failure(weights);
template <class T = void>
using Result = tl::expected<T, Error>;

/// The unexpected half of a Result.
inline tl::unexpected<Error> failure(ErrorCode code, std::string subject = {}, std::string detail = {}) {
    return tl::unexpected<Error>(Error{code, std::move(subject), std::move(detail)});
}

/// Hands on the error of another Result, whatever its value type.
template <class T>
tl::unexpected<Error> failure(const Result<T>& failed) {
    return tl::unexpected<Error>(failed.error());
}

} // namespace latentbrush
