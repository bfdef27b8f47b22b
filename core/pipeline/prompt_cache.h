#pragma once

#include "pipeline/conditioning.h"

#include <list>
#include <optional>
#include <string>

namespace latentbrush::pipeline {

/// The last prompts' hidden states, so that an unchanged prompt is not encoded again. Least recently used
/// goes first. One model's at a time: cleared when another is loaded.
class PromptCache {
public:
    explicit PromptCache(std::size_t capacity = 32) : m_capacity(capacity) {}

    std::optional<TextStates> find(const std::string& text) {
        for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
            if (entry->first != text)
                continue;
            m_entries.splice(m_entries.begin(), m_entries, entry);
            return m_entries.front().second;
        }
        return std::nullopt;
    }

    void keep(const std::string& text, const TextStates& states) {
        m_entries.emplace_front(text, states);
        if (m_entries.size() > m_capacity)
            m_entries.pop_back();
    }

    void clear() { m_entries.clear(); }

private:
    std::size_t m_capacity;
    std::list<std::pair<std::string, TextStates>> m_entries;
};

} // namespace latentbrush::pipeline
