#include "interrupt.h"

#include <atomic>
#include <csignal>

namespace latentbrush::cli {

namespace {

// A signal handler gets no context of its own.
std::atomic<StopSource*> interrupted{nullptr};

extern "C" void onSignal(int) {
    if (auto* source = interrupted.load())
        source->request(StopDegree::Now);
}

} // namespace

Interrupt::Interrupt(StopSource& source) {
    interrupted = &source;
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

Interrupt::~Interrupt() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    interrupted = nullptr;
}

} // namespace latentbrush::cli
