#include "ui/jobs/event_inbox.h"

#include <algorithm>
#include <utility>

namespace latentbrush::ui {
namespace {

bool replaceable(const JobEvent& event) {
    return std::holds_alternative<Progress>(event.what) || std::holds_alternative<Preview>(event.what);
}

} // namespace

void EventInbox::post(Delivery delivery) {
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        wasEmpty = m_waiting.empty();
        if (replaceable(delivery.event)) {
            const auto older = std::find_if(m_waiting.begin(), m_waiting.end(), [&](const Delivery& other) {
                return other.event.job == delivery.event.job &&
                       other.event.what.index() == delivery.event.what.index();
            });
            if (older != m_waiting.end())
                m_waiting.erase(older);
        }
        m_waiting.push_back(std::move(delivery));
    }
    if (wasEmpty)
        m_wake();
}

std::deque<Delivery> EventInbox::takeAll() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_waiting, {});
}

} // namespace latentbrush::ui
