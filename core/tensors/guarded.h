#pragma once

#include "base/result.h"

#include <exception>
#include <type_traits>
#include <utility>

namespace latentbrush::tensors {

/// Thrown deep inside numeric code to leave it at once; `guarded` makes it ErrorCode::Cancelled.
struct Cancelled : std::exception {
    const char* what() const noexcept override { return "cancelled"; }
};

/// What the exception being handled means: OutOfMemory (also where an allocator or TorchScript says so in
/// words alone), Cancelled, or Internal with its message. Call inside a catch block.
Error currentError();

/// Runs `work`, which returns a Result, and turns whatever LibTorch, TorchScript and the standard library
/// throw into its error: one at each border of the torch-bearing rooms.
template <class Work>
std::invoke_result_t<Work> guarded(Work&& work) {
    try {
        return std::forward<Work>(work)();
    } catch (...) {
        return tl::unexpected<Error>(currentError());
    }
}

} // namespace latentbrush::tensors
