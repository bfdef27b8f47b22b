#pragma once

#include "base/stop_token.h"

namespace latentbrush::cli {

/// While it lives, Ctrl+C and a polite kill ask the source to stop instead of ending the program. One at a
/// time.
class Interrupt {
public:
    explicit Interrupt(StopSource& source);
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
};

} // namespace latentbrush::cli
