#pragma once

#include "base/result.h"

#include <stdexcept>
#include <type_traits>

namespace latentbrush {

/// The value, or the error as a std::runtime_error "Code: subject detail". For programs whose `main` prints
/// what flies, such as the trainer; where a Result can be handed on, hand it on.
template <class T>
T valueOrThrow(Result<T> result) {
    if (!result)
        throw std::runtime_error(std::string(nameOf(result.error().code)) + ": " + result.error().subject +
                                 " " + result.error().detail);
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace latentbrush
