#pragma once

#include <atomic>
#include <memory>

namespace latentbrush {

/// How far a cancel goes: at once, or after the picture that is being made.
enum class StopDegree {
    None,
    AfterThisPicture, ///< finish this picture and skip the rest
    Now,              ///< stop at the next block of the network
};

/// The two ends of a cancel: the one who may ask holds a StopSource, the worker looks at the StopToken.
/// Copies share one state. Any thread may ask or look at any time; a degree once reached never falls back.
class StopToken {
public:
    StopToken() : m_state(std::make_shared<std::atomic<StopDegree>>(StopDegree::None)) {}

    StopDegree degree() const { return m_state->load(std::memory_order_relaxed); }
    bool stopNow() const { return degree() == StopDegree::Now; }
    bool skipRest() const { return degree() != StopDegree::None; }

private:
    friend class StopSource;
    std::shared_ptr<std::atomic<StopDegree>> m_state;
};

class StopSource {
public:
    StopToken token() const { return m_token; }

    /// Lock-free, so that a signal handler may call it.
    void request(StopDegree degree) {
        auto seen = m_token.m_state->load(std::memory_order_relaxed);
        while (seen < degree && !m_token.m_state->compare_exchange_weak(seen, degree)) {
        }
    }

private:
    StopToken m_token;
};

} // namespace latentbrush
