#include "tensors/guarded.h"

#include <array>
#include <c10/util/Exception.h>
#include <new>
#include <string_view>

namespace latentbrush::tensors {

namespace {

/// The CPU's allocator throws a plain c10::Error, and TorchScript wraps what its operators throw: words are
/// all that is left then.
bool speaksOfMemory(std::string_view message) {
    constexpr std::array<std::string_view, 4> kWords{"can't allocate memory", "not enough memory",
                                                     "out of memory", "bad_alloc"};
    for (const auto word : kWords)
        if (message.find(word) != std::string_view::npos)
            return true;
    return false;
}

Error errorWith(const char* message) {
    return {speaksOfMemory(message) ? ErrorCode::OutOfMemory : ErrorCode::Internal, {}, message};
}

} // namespace

Error currentError() {
    try {
        throw;
    } catch (const Cancelled&) {
        return {ErrorCode::Cancelled, {}, {}};
    } catch (const std::bad_alloc& error) {
        return {ErrorCode::OutOfMemory, {}, error.what()};
    } catch (const c10::OutOfMemoryError& error) {
        return {ErrorCode::OutOfMemory, {}, error.what_without_backtrace()};
    } catch (const c10::Error& error) {
        return errorWith(error.what_without_backtrace());
    } catch (const std::exception& error) {
        return errorWith(error.what());
    } catch (...) {
        return {ErrorCode::Internal, {}, "an exception of unknown type"};
    }
}

} // namespace latentbrush::tensors
