#pragma once

#include "base/error.h"

namespace latentbrush::ui {

/// What the command line exits with; other programs rely on it.
enum class ExitCode {
    Done = 0,
    InternalError = 1,
    WrongUsage = 2,   ///< also an unknown device, an invalid request, an unsupported combination
    InputRefused = 3, ///< missing, unreadable or refused
    OutOfMemory = 4,
    Cancelled = 5,
    NotWritten = 6,
};

ExitCode exitCodeOf(ErrorCode code);

} // namespace latentbrush::ui
