#include "prompt/clip_tokenizer.h"

#include "base/files.h"
#include "prompt/clip_words.h"
#include "prompt/word_cache.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace latentbrush::prompt {

namespace {

constexpr std::uintmax_t kMergesLimit = 64'000'000;
constexpr std::size_t kCachedWords = 8192;
constexpr std::size_t kLongestCachedWord = 64;
constexpr auto kAll = std::numeric_limits<std::size_t>::max();

struct Marker {
    std::string text;
    std::int64_t id = 0;
};

/// Finds markers from left to right. Remembers where each stands next, since a text of markers alone would
/// else be searched to its end at every one.
class MarkerSearch {
public:
    MarkerSearch(const std::vector<Marker>& markers, std::string_view text)
        : m_markers(markers), m_text(text), m_places(markers.size(), 0) {
        for (std::size_t i = 0; i < markers.size(); ++i)
            m_places[i] = text.find(markers[i].text);
    }

    /// The leftmost from there on, the longest of several; the text's end and none if there is none.
    std::pair<std::size_t, const Marker*> next(std::size_t from) {
        std::pair<std::size_t, const Marker*> best{m_text.size(), nullptr};
        for (std::size_t i = 0; i < m_markers.size(); ++i) {
            if (m_places[i] < from)
                m_places[i] = m_text.find(m_markers[i].text, from);
            const bool longer = best.second && m_markers[i].text.size() > best.second->text.size();
            if (m_places[i] < best.first || (m_places[i] == best.first && longer))
                best = {m_places[i], &m_markers[i]};
        }
        return best;
    }

private:
    const std::vector<Marker>& m_markers;
    std::string_view m_text;
    std::vector<std::size_t> m_places;
};

} // namespace

class ClipTokenizer::Shared {
public:
    static Result<ClipTokenizer> make(const Result<ClipVocabulary>& vocabulary, const std::string& subject) {
        if (!vocabulary)
            return failure(vocabulary);
        auto encoding = BytePairEncoding::make(*vocabulary, subject);
        if (!encoding)
            return failure(encoding);
        return ClipTokenizer(std::make_shared<const Shared>(*vocabulary, std::move(*encoding)));
    }

    Shared(const ClipVocabulary& vocabulary, BytePairEncoding encoding)
        : length(vocabulary.length), begin(vocabulary.ids.at(vocabulary.begin)),
          end(vocabulary.ids.at(vocabulary.end)), pad(vocabulary.ids.at(vocabulary.pad)),
          m_encoding(std::move(encoding)) {
        for (const auto& marker : {vocabulary.begin, vocabulary.end, vocabulary.pad, vocabulary.unknown})
            m_markers.push_back({marker, vocabulary.ids.at(marker)});
        for (const auto& [symbol, id] : vocabulary.ids)
            size = std::max(size, static_cast<int>(id) + 1);
    }

    /// The first `limit` tokens of the text.
    std::vector<Piece> tokens(std::string_view text, std::size_t limit) const {
        std::vector<Piece> pieces;
        MarkerSearch search(m_markers, text);
        std::size_t from = 0;
        while (from < text.size() && pieces.size() < limit) {
            const auto [place, marker] = search.next(from);
            appendWords(pieces, text.substr(from, place - from), limit);
            if (marker && pieces.size() < limit)
                pieces.push_back({marker->id, marker->text, true});
            from = place + (marker ? marker->text.size() : 0);
        }
        return pieces;
    }

    const int length;
    const std::int64_t begin;
    const std::int64_t end;
    const std::int64_t pad;
    int size = 0;

private:
    void appendWords(std::vector<Piece>& pieces, std::string_view text, std::size_t limit) const {
        for (const auto& word : clipWords(text)) {
            std::size_t place = 0;
            for (const auto& symbol : symbolsOf(word)) {
                if (pieces.size() == limit)
                    return;
                pieces.push_back(
                    {symbol.id, word.substr(place, symbol.bytes), place + symbol.bytes == word.size()});
                place += symbol.bytes;
            }
        }
    }

    std::vector<Symbol> symbolsOf(const std::string& word) const {
        if (word.size() > kLongestCachedWord)
            return m_encoding.encode(word);
        if (auto known = m_cache.find(word))
            return std::move(*known);
        auto symbols = m_encoding.encode(word);
        m_cache.keep(word, symbols);
        return symbols;
    }

    BytePairEncoding m_encoding;
    std::vector<Marker> m_markers;
    mutable WordCache m_cache{kCachedWords};
};

Result<ClipTokenizer> ClipTokenizer::open(const std::filesystem::path& folder) {
    return Shared::make(readVocabulary(folder), folder.string());
}

Result<ClipTokenizer> ClipTokenizer::fromMerges(const std::filesystem::path& mergesFile) {
    const auto text = readWhole(mergesFile, kMergesLimit);
    if (!text)
        return failure(text);
    return Shared::make(vocabularyFromMerges(*text, mergesFile.string()), mergesFile.string());
}

std::vector<std::int64_t> ClipTokenizer::encode(std::string_view text) const {
    const auto length = static_cast<std::size_t>(m_shared->length);
    std::vector<std::int64_t> ids{m_shared->begin};
    for (const auto& piece : m_shared->tokens(text, length - 2))
        ids.push_back(piece.id);
    ids.push_back(m_shared->end);
    ids.resize(length, m_shared->pad);
    return ids;
}

int ClipTokenizer::tokenCount(std::string_view text) const {
    return static_cast<int>(pieces(text).size());
}

std::vector<Piece> ClipTokenizer::pieces(std::string_view text) const {
    return m_shared->tokens(text, kAll);
}

int ClipTokenizer::length() const {
    return m_shared->length;
}

std::int64_t ClipTokenizer::beginId() const {
    return m_shared->begin;
}

std::int64_t ClipTokenizer::endId() const {
    return m_shared->end;
}

std::int64_t ClipTokenizer::padId() const {
    return m_shared->pad;
}

int ClipTokenizer::vocabularySize() const {
    return m_shared->size;
}

} // namespace latentbrush::prompt
