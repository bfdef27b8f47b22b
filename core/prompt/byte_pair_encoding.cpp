#include "prompt/byte_pair_encoding.h"

#include "prompt/byte_alphabet.h"

#include <queue>

namespace latentbrush::prompt {

/// A word while its symbols merge: a linked list over the places of its bytes, and a heap of what may merge.
class BytePairEncoding::Word {
public:
    Word(const BytePairEncoding& encoding, std::string_view bytes)
        : m_encoding(encoding), m_nodes(bytes.size()) {
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            const bool last = i + 1 == bytes.size();
            const auto byte = static_cast<unsigned char>(bytes[i]);
            m_nodes[i] = {last ? encoding.m_last[byte] : encoding.m_inside[byte], 1, i, i + 1};
            if (i > 0)
                m_nodes[i].previous = i - 1;
        }
        for (std::size_t i = 0; i + 1 < m_nodes.size(); ++i)
            propose(i);
    }

    void mergeAll() {
        while (!m_candidates.empty()) {
            const auto candidate = m_candidates.top();
            m_candidates.pop();
            // Places change under a candidate: it counts only if the same pair still stands there.
            const auto* merge = mergeAt(candidate.place);
            if (merge && merge->rank == candidate.rank)
                mergeWithNext(candidate.place, merge->id);
        }
    }

    std::vector<Symbol> symbols() const {
        std::vector<Symbol> symbols;
        for (std::size_t i = 0; i < m_nodes.size(); i = m_nodes[i].next)
            symbols.push_back({m_nodes[i].id, m_nodes[i].bytes});
        return symbols;
    }

private:
    struct Node {
        std::int64_t id;
        std::size_t bytes; ///< 0: merged into the one before
        std::size_t previous;
        std::size_t next; ///< the number of nodes after the last
    };
    struct Candidate {
        std::size_t rank;
        std::size_t place;
        bool operator>(const Candidate& other) const {
            return std::tie(rank, place) > std::tie(other.rank, other.place);
        }
    };

    const Merge* mergeAt(std::size_t place) const {
        const auto& node = m_nodes[place];
        if (node.bytes == 0 || node.next == m_nodes.size())
            return nullptr;
        const auto found = m_encoding.m_merges.find({node.id, m_nodes[node.next].id});
        return found == m_encoding.m_merges.end() ? nullptr : &found->second;
    }

    void propose(std::size_t place) {
        if (const auto* merge = mergeAt(place))
            m_candidates.push({merge->rank, place});
    }

    void mergeWithNext(std::size_t place, std::int64_t id) {
        auto& node = m_nodes[place];
        auto& gone = m_nodes[node.next];
        node.id = id;
        node.bytes += gone.bytes;
        node.next = gone.next;
        gone.bytes = 0;
        if (node.next < m_nodes.size())
            m_nodes[node.next].previous = place;
        propose(place);
        if (node.previous != place)
            propose(node.previous);
    }

    const BytePairEncoding& m_encoding;
    std::vector<Node> m_nodes; ///< the first one is its own predecessor
    std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> m_candidates;
};

Result<BytePairEncoding> BytePairEncoding::make(const ClipVocabulary& vocabulary,
                                                const std::string& subject) {
    BytePairEncoding encoding;
    const auto idOf = [&](const std::string& symbol) {
        const auto found = vocabulary.ids.find(symbol);
        return found == vocabulary.ids.end() ? -1 : found->second;
    };
    const auto unknown = idOf(vocabulary.unknown);
    const auto& alphabet = ByteAlphabet::instance();
    for (const auto byte : alphabet.inOrder()) {
        const auto inside = idOf(alphabet.symbolOf(byte));
        const auto last = idOf(alphabet.symbolOf(byte) + std::string(kWordEnd));
        encoding.m_inside[byte] = inside < 0 ? unknown : inside;
        encoding.m_last[byte] = last < 0 ? unknown : last;
    }
    for (std::size_t rank = 0; rank < vocabulary.merges.size(); ++rank) {
        const auto& [left, right] = vocabulary.merges[rank];
        const auto leftId = idOf(left);
        const auto rightId = idOf(right);
        const auto id = idOf(left + right);
        if (leftId < 0 || rightId < 0 || id < 0)
            return failure(ErrorCode::FileMalformed, subject,
                           "merge of '" + left + "' and '" + right + "': not in the vocabulary");
        encoding.m_merges[{leftId, rightId}] = {rank, id};
    }
    return encoding;
}

std::vector<Symbol> BytePairEncoding::encode(std::string_view word) const {
    Word merging(*this, word);
    merging.mergeAll();
    return merging.symbols();
}

} // namespace latentbrush::prompt
