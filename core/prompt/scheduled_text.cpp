#include "prompt/scheduled_text.h"

#include "prompt/characters.h"

#include <algorithm>
#include <set>

namespace latentbrush::prompt {

namespace {

constexpr std::string_view kSpecial = "()[]:|";

/// Bytes up to the next special character; none when a backslash has no character to escape.
std::optional<std::size_t> plainLength(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && kSpecial.find(text[length]) == std::string_view::npos) {
        if (text[length] == '\\') {
            ++length;
            if (length == text.size() || text[length] == '\n')
                return std::nullopt;
        }
        ++length;
    }
    return length;
}

int stepsOf(const Timeline& timeline) {
    const int steps = timeline.old && timeline.firstPass ? *timeline.firstPass : timeline.steps;
    return std::max(1, steps);
}

/// The last step before it happens; below 1 when it has happened before the first.
int lastStepBefore(const ScheduledText::Moment& moment, const Timeline& timeline) {
    const double steps = stepsOf(timeline);
    const bool second = timeline.firstPass && !timeline.old;
    double step = moment.value;
    if (timeline.old)
        step = step < 1 ? step * steps : step;
    else if (moment.hasPoint)
        step = (step - (second ? 1 : 0)) * steps;
    else
        step -= second ? *timeline.firstPass : 0;
    return static_cast<int>(std::clamp(step, -1.0, steps));
}

} // namespace

/// Reads from left to right. Each special character becomes an element of text; when a bracket closes what is
/// a schedule or an alternation, its elements become the order or the cycle and the jumps around its options.
/// What is open when anything does not fit is no construct, and neither is what it lies in.
class ScheduledText::Reader {
public:
    explicit Reader(ScheduledText& result) : m_result(result) {}

    bool read() {
        const auto text = m_result.m_text;
        for (std::size_t place = 0; place < text.size();) {
            const auto plain = plainLength(text.substr(place));
            if (!plain)
                return false;
            if (*plain > 0)
                append(place, *plain);
            place += *plain;
            if (place < text.size())
                takeSpecial(place++);
        }
        return m_bars == 0;
    }

private:
    struct Open {
        char bracket;
        std::size_t element;
        std::size_t firstSeparator; ///< its own are those from there on
        std::size_t bars = 0;
    };

    void append(std::size_t place, std::size_t length) {
        m_result.m_elements.push_back({Element::Kind::Text, place, place + length});
    }

    void takeSpecial(std::size_t place) {
        const char character = m_result.m_text[place];
        const auto element = m_result.m_elements.size();
        append(place, 1);
        if (character == '(' || character == '[')
            m_open.push_back({character, element, m_separators.size()});
        else if (character == ')' || character == ']')
            close(character == ')' ? '(' : '[', element);
        else
            separate(character, element);
    }

    void separate(char character, std::size_t element) {
        const bool bar = character == '|';
        m_bars += bar ? 1 : 0;
        if (m_open.empty())
            return;
        m_open.back().bars += bar ? 1 : 0;
        m_separators.push_back(element);
    }

    void close(char bracket, std::size_t element) {
        if (!m_open.empty() && m_open.back().bracket == bracket && completes(m_open.back(), element)) {
            m_separators.resize(m_open.back().firstSeparator);
            m_open.pop_back();
        } else {
            m_separators.clear();
            m_open.clear();
        }
    }

    /// Whether the bracket at `closer` makes a construct of what is open.
    bool completes(const Open& open, std::size_t closer) {
        const auto separators = m_separators.size() - open.firstSeparator;
        const auto colons = separators - open.bars;
        if (open.bracket == '(')
            return open.bars == 0 && colons <= 1;
        if (separators == 0)
            return true;
        if (colons == 0)
            return makeCycle(open, closer);
        return open.bars == 0 && colons <= 2 && makeOrder(open, closer);
    }

    bool makeCycle(const Open& open, std::size_t closer) {
        const auto begin = m_result.m_options.size();
        m_result.m_options.push_back(open.element + 1);
        for (auto i = open.firstSeparator; i < m_separators.size(); ++i)
            m_result.m_options.push_back(m_separators[i] + 1);
        m_result.m_elements[open.element] = {Element::Kind::Cycle, begin, m_result.m_options.size()};
        jumpFromSeparatorsBehind(open, closer);
        m_result.m_cycles = true;
        m_bars -= open.bars;
        return true;
    }

    bool makeOrder(const Open& open, std::size_t closer) {
        auto& elements = m_result.m_elements;
        const auto begin = elements[m_separators.back()].end;
        const auto written = m_result.m_text.substr(begin, elements[closer].begin - begin);
        const auto value = numberOf(written);
        if (!value)
            return false;
        const Moment moment{*value, written.find('.') != std::string_view::npos};
        const bool hasBefore = m_separators.size() - open.firstSeparator == 2;
        const auto first = m_result.m_options.size();
        m_result.m_options.push_back(hasBefore ? open.element + 1 : closer);
        m_result.m_options.push_back(hasBefore ? m_separators[open.firstSeparator] + 1 : open.element + 1);
        elements[open.element] = {Element::Kind::Order, first, first + 2, moment};
        jumpFromSeparatorsBehind(open, closer);
        m_result.m_moments.push_back(moment);
        return true;
    }

    void jumpFromSeparatorsBehind(const Open& open, std::size_t closer) {
        for (auto i = open.firstSeparator; i < m_separators.size(); ++i)
            m_result.m_elements[m_separators[i]] = {Element::Kind::Jump, closer + 1};
        m_result.m_elements[closer] = {Element::Kind::Jump, closer + 1};
    }

    ScheduledText& m_result;
    std::vector<Open> m_open;
    std::vector<std::size_t> m_separators; ///< elements, of all that is open
    std::size_t m_bars = 0;                ///< that are not in an alternation
};

ScheduledText::ScheduledText(std::string_view text) : m_text(text) {
    if (Reader(*this).read())
        return;
    m_elements = {{Element::Kind::Text, 0, text.size()}};
    m_moments.clear();
    m_cycles = false;
}

std::size_t ScheduledText::mostStages(const Timeline& timeline) const {
    const auto steps = static_cast<std::size_t>(stepsOf(timeline));
    return m_cycles ? steps : std::min(steps, m_moments.size() + 1);
}

std::vector<int> ScheduledText::lastSteps(const Timeline& timeline) const {
    const int steps = stepsOf(timeline);
    std::set<int> lasts{steps};
    for (int step = 1; m_cycles && step < steps; ++step)
        lasts.insert(step);
    for (const auto& moment : m_moments)
        if (const int last = lastStepBefore(moment, timeline); last >= 1)
            lasts.insert(last);
    return {lasts.begin(), lasts.end()};
}

std::string ScheduledText::at(int step, const Timeline& timeline) const {
    std::string text;
    for (std::size_t i = 0; i < m_elements.size();) {
        const auto& element = m_elements[i];
        switch (element.kind) {
        case Element::Kind::Text:
            text.append(m_text.substr(element.begin, element.end - element.begin));
            ++i;
            break;
        case Element::Kind::Jump:
            i = element.begin;
            break;
        case Element::Kind::Order:
            i = m_options[element.begin + (step <= lastStepBefore(element.moment, timeline) ? 0 : 1)];
            break;
        case Element::Kind::Cycle:
            i = m_options[element.begin + static_cast<std::size_t>(step - 1) % (element.end - element.begin)];
            break;
        }
    }
    return text;
}

} // namespace latentbrush::prompt
