#pragma once

#include "base/result.h"

#include <exception>
#include <new>
#include <opencv2/core.hpp>
#include <type_traits>

namespace latentbrush::image {

/// Runs `work` (which returns a Result) and turns what OpenCV and the standard library throw into an Error,
/// OutOfMemory or Internal. For .cpp files alone: it includes OpenCV.
template <class Work>
std::invoke_result_t<Work> guarded(Work&& work) {
    try {
        return std::forward<Work>(work)();
    } catch (const cv::Exception& error) {
        const auto code = error.code == cv::Error::StsNoMem ? ErrorCode::OutOfMemory : ErrorCode::Internal;
        return failure(code, {}, error.what());
    } catch (const std::bad_alloc&) {
        return failure(ErrorCode::OutOfMemory);
    } catch (const std::exception& error) {
        return failure(ErrorCode::Internal, {}, error.what());
    }
}

} // namespace latentbrush::image
