#pragma once

#include "prompt/byte_pair_encoding.h"

#include <list>
#include <mutex>
#include <optional>

namespace latentbrush::prompt {

/// The last words and their symbols: a window counts tokens at every key, over the same words. Least recently
/// used goes first. Any thread.
class WordCache {
public:
    explicit WordCache(std::size_t capacity) : m_capacity(capacity) {}

    std::optional<std::vector<Symbol>> find(std::string_view word) {
        const std::lock_guard lock(m_mutex);
        const auto found = m_places.find(word);
        if (found == m_places.end())
            return std::nullopt;
        m_words.splice(m_words.begin(), m_words, found->second);
        return found->second->second;
    }

    void keep(std::string_view word, const std::vector<Symbol>& symbols) {
        const std::lock_guard lock(m_mutex);
        if (m_places.contains(word))
            return;
        m_words.emplace_front(word, symbols);
        m_places[m_words.front().first] = m_words.begin();
        if (m_words.size() <= m_capacity)
            return;
        m_places.erase(m_words.back().first);
        m_words.pop_back();
    }

    std::size_t size() const {
        const std::lock_guard lock(m_mutex);
        return m_words.size();
    }

private:
    using Words = std::list<std::pair<std::string, std::vector<Symbol>>>;

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    Words m_words;
    std::unordered_map<std::string_view, Words::iterator> m_places; ///< keys lie in m_words
};

} // namespace latentbrush::prompt
