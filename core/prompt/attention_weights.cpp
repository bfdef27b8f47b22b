#include "prompt/attention_weights.h"

#include "prompt/characters.h"

#include <algorithm>
#include <optional>

namespace latentbrush::prompt {

namespace {

constexpr double kRound = 1.1;
constexpr double kSquare = 1 / 1.1;
constexpr std::string_view kBreak = "BREAK";
constexpr std::string_view kSpecial = "\\()[]:";
constexpr std::string_view kEscapable = "()[]\\";

/// What follows a colon up to the bracket: ":1.3)".
struct Weight {
    double value = 1;
    std::size_t bytes = 0;
};

/// The bytes of what could be a number: a sign, points and digits.
std::size_t numberLength(std::string_view text) {
    std::size_t length = text.starts_with('+') || text.starts_with('-') ? 1 : 0;
    while (length < text.size()) {
        const auto digit = text[length] == '.' ? 1 : leadingDigit(text.substr(length));
        if (digit == 0)
            break;
        length += digit;
    }
    return length;
}

/// The weight that the text, which begins with a colon, begins with.
std::optional<Weight> weightAt(std::string_view text) {
    std::size_t place = 1;
    place += leadingSpace(text.substr(place));
    const auto number = text.substr(place, numberLength(text.substr(place)));
    place += number.size();
    place += leadingSpace(text.substr(place));
    const auto value = numberOf(number);
    if (!value || place >= text.size() || text[place] != ')')
        return std::nullopt;
    return Weight{*value, place + 1};
}

/// The runs so far, and for each kind of bracket where those that are open began.
class Runs {
public:
    class Brackets {
    public:
        bool anyOpen() const { return !m_begins.empty(); }
        void open(std::size_t begin) {
            if (m_begins.size() < kDeepestBrackets)
                m_begins.push_back(begin);
            else
                ++m_tooDeep;
        }
        /// Where the innermost began; none where it was too deep to count.
        std::optional<std::size_t> close() {
            if (m_tooDeep > 0) {
                --m_tooDeep;
                return std::nullopt;
            }
            const auto begin = m_begins.back();
            m_begins.pop_back();
            return begin;
        }
        const std::vector<std::size_t>& begins() const { return m_begins; }

    private:
        std::vector<std::size_t> m_begins;
        std::size_t m_tooDeep = 0;
    };

    Brackets round;
    Brackets square;

    void open(Brackets& brackets) { brackets.open(m_runs.size()); }
    void close(Brackets& brackets, double factor) {
        if (const auto begin = brackets.close())
            weigh(*begin, factor);
    }

    void append(std::string_view text) { m_runs.push_back({std::string(text)}); }

    void appendWithBreaks(std::string_view text) {
        std::size_t from = 0;
        for (auto place = findAlone(text, kBreak); place != std::string_view::npos;
             place = findAlone(text, kBreak, from)) {
            append(withoutTrailingSpace(text.substr(from, place - from)));
            m_runs.push_back({"", 1, true});
            from = place + kBreak.size();
            from += leadingSpace(text.substr(from));
        }
        append(text.substr(from));
    }

    std::vector<WeightedText> finished() {
        for (const auto begin : round.begins())
            weigh(begin, kRound);
        for (const auto begin : square.begins())
            weigh(begin, kSquare);
        return merged();
    }

private:
    void weigh(std::size_t begin, double factor) {
        for (auto i = begin; i < m_runs.size(); ++i) {
            auto& run = m_runs[i];
            if (!run.isBreak)
                run.weight = std::clamp(run.weight * factor, -kGreatestWeight, kGreatestWeight);
        }
    }

    std::vector<WeightedText> merged() {
        std::vector<WeightedText> runs;
        for (auto& run : m_runs) {
            const bool joins =
                !runs.empty() && !run.isBreak && !runs.back().isBreak && runs.back().weight == run.weight;
            if (joins)
                runs.back().text += run.text;
            else
                runs.push_back(std::move(run));
        }
        if (runs.empty())
            runs.emplace_back();
        return runs;
    }

    std::vector<WeightedText> m_runs;
};

/// Takes what the text begins with and says how many bytes that was.
std::size_t take(Runs& runs, std::string_view text) {
    const auto end = std::min(text.find_first_of(kSpecial), text.size());
    if (end > 0) {
        runs.appendWithBreaks(text.substr(0, end));
        return end;
    }
    const bool escapes = text.size() > 1 && kEscapable.find(text[1]) != std::string_view::npos;
    switch (text.front()) {
    case '\\':
        runs.append(text.substr(1, escapes ? 1 : 0));
        return escapes ? 2 : 1;
    case '(':
        runs.open(runs.round);
        return 1;
    case '[':
        runs.open(runs.square);
        return 1;
    case ':':
        if (const auto weight = weightAt(text)) {
            if (runs.round.anyOpen())
                runs.close(runs.round, weight->value);
            else
                runs.append(text.substr(0, weight->bytes));
            return weight->bytes;
        }
        break;
    case ')':
        if (!runs.round.anyOpen())
            break;
        runs.close(runs.round, kRound);
        return 1;
    default:
        if (!runs.square.anyOpen())
            break;
        runs.close(runs.square, kSquare);
        return 1;
    }
    runs.append(text.substr(0, 1));
    return 1;
}

} // namespace

std::vector<WeightedText> attentionWeights(std::string_view text) {
    Runs runs;
    while (!text.empty())
        text.remove_prefix(take(runs, text));
    return runs.finished();
}

std::vector<WeightedText> weightedTexts(std::string_view text, Grammar grammar) {
    if (grammar == Grammar::Plain)
        return {{std::string(text)}};
    return attentionWeights(text);
}

} // namespace latentbrush::prompt
