#include "prompt/nudged_weight.h"

#include "prompt/attention_weights.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace latentbrush::prompt {

namespace {

constexpr auto kNone = std::u16string_view::npos;
constexpr double kStepOfText = 0.1;
constexpr double kStepOfNetwork = 0.05;
constexpr double kImplied = 1.1;   ///< of (x)
constexpr double kPrecision = 1e6; ///< decimals that survive, so that sums of 0.1 stay short

constexpr std::u16string_view kSpaces = u" \t\r\n\u00a0\u2029\u3000";
constexpr std::u16string_view kDelimiters = u" \t\r\n\u00a0\u2029\u3000.,\\/!?%^*;:{}=`~()[]<>|\""
                                            u"、。，．！？：；「」『』（）［］";

struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool empty() const { return begin == end; }
};

/// A bracketed group: the whole with its brackets, and its content without the weight.
struct Group {
    Range whole;
    Range content;
    double weight = kImplied;
};

bool isAmong(char16_t character, std::u16string_view set) {
    return set.find(character) != kNone;
}

std::optional<double> numberOf(std::u16string_view text) {
    while (!text.empty() && isAmong(text.front(), kSpaces))
        text.remove_prefix(1);
    while (!text.empty() && isAmong(text.back(), kSpaces))
        text.remove_suffix(1);
    if (text.starts_with(u'+'))
        text.remove_prefix(1);
    std::string ascii;
    for (const auto character : text) {
        const bool fullWidth = character >= u'０' && character <= u'９';
        if (!fullWidth && !isAmong(character, u"-.0123456789"))
            return std::nullopt;
        ascii.push_back(static_cast<char>(fullWidth ? character - u'０' + '0' : character));
    }
    double number = 0;
    const auto* end = ascii.data() + ascii.size();
    const auto [stop, error] = std::from_chars(ascii.data(), end, number);
    if (error != std::errc() || stop != end || std::abs(number) > kGreatestWeight)
        return std::nullopt;
    return number;
}

/// As short as it goes, with a point.
std::u16string written(double number) {
    std::array<char, 32> buffer{};
    const auto rounded = std::round(number * kPrecision) / kPrecision + 0.0; // no "-0"
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), rounded, std::chars_format::fixed).ptr;
    std::u16string text(buffer.data(), end);
    return text.find(u'.') == kNone ? text + u".0" : text;
}

double nudged(double weight, double step, Nudge nudge) {
    const auto sum = weight + (nudge == Nudge::Up ? step : -step);
    return std::round(sum * kPrecision) / kPrecision;
}

/// The places of the round brackets that no backslash escapes.
std::vector<std::size_t> bracketsOf(std::u16string_view text) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == u'\\')
            ++i;
        else if (text[i] == u'(' || text[i] == u')')
            places.push_back(i);
    }
    return places;
}

/// The group whose brackets stand at `open` and `close`.
Group groupBetween(std::u16string_view text, std::size_t open, std::size_t close) {
    Group group{{open, close + 1}, {open + 1, close}};
    const auto content = text.substr(open + 1, close - open - 1);
    const auto colon = content.rfind(u':');
    if (colon == kNone)
        return group;
    if (const auto weight = numberOf(content.substr(colon + 1))) {
        group.content.end = open + 1 + colon;
        group.weight = *weight;
    }
    return group;
}

/// The innermost group with the range within its brackets, or with exactly the range as the whole.
std::optional<Group> groupAround(std::u16string_view text, Range range) {
    std::vector<std::size_t> open;
    for (const auto place : bracketsOf(text)) {
        if (text[place] == u'(') {
            open.push_back(place);
        } else if (!open.empty()) {
            const auto begin = open.back();
            open.pop_back();
            const bool within = begin < range.begin && range.end <= place;
            const bool whole = begin == range.begin && range.end == place + 1;
            if (within || whole)
                return groupBetween(text, begin, place);
        }
    }
    return std::nullopt;
}

/// Whether a selection inside a group is all of its content, so that the group's own weight is meant.
bool isContent(const Group& group, Range range) {
    return range.begin <= group.content.begin && range.end >= group.content.end;
}

bool isBalanced(std::u16string_view text) {
    int depth = 0;
    for (const auto place : bracketsOf(text)) {
        depth += text[place] == u'(' ? 1 : -1;
        if (depth < 0)
            return false;
    }
    return depth == 0;
}

Range wordAround(std::u16string_view text, std::size_t cursor) {
    Range word{cursor, cursor};
    while (word.begin > 0 && !isAmong(text[word.begin - 1], kDelimiters))
        --word.begin;
    while (word.end < text.size() && !isAmong(text[word.end], kDelimiters))
        ++word.end;
    return word;
}

Range withoutSpaces(std::u16string_view text, Range range) {
    while (!range.empty() && isAmong(text[range.end - 1], kSpaces))
        --range.end;
    while (!range.empty() && isAmong(text[range.begin], kSpaces))
        ++range.begin;
    return range;
}

TextChange groupWith(std::u16string_view text, const Group& group, double weight) {
    const auto content =
        std::u16string(text.substr(group.content.begin, group.content.end - group.content.begin));
    TextChange change{group.whole.begin, group.whole.end, content, group.whole.begin, 0};
    if (weight != 1) {
        change.replacement = u"(" + content + u":" + written(weight) + u")";
        ++change.selectionBegin;
    }
    change.selectionEnd = change.selectionBegin + content.size();
    return change;
}

/// The tag <word:…> around the range, or exactly it.
std::optional<Range> tagAround(std::u16string_view text, Range range) {
    const auto open = text.substr(0, range.begin + (range.empty() ? 0 : 1)).rfind(u'<');
    if (open == kNone)
        return std::nullopt;
    const auto close = text.find(u'>', open);
    const auto colon = text.find(u':', open);
    const bool inside = range.empty() ? range.end <= close : range.end <= close + 1;
    if (close == kNone || colon >= close || !inside)
        return std::nullopt;
    if (text.substr(open + 1, colon - open - 1).find_first_of(kDelimiters) != kNone || colon == open + 1)
        return std::nullopt;
    return Range{open, close + 1};
}

/// Where a place of the text is after the change.
std::size_t moved(std::size_t place, const TextChange& change) {
    if (place <= change.begin)
        return place;
    return change.begin + change.replacement.size() + (place > change.end ? place - change.end : 0);
}

/// With its last weight changed. A tag of a name alone weighs 1.
std::optional<TextChange> tagWith(std::u16string_view text, Range tag, Range selection, Nudge nudge) {
    const auto close = tag.end - 1;
    const auto field = text.rfind(u':', close) + 1;
    const auto equals = text.substr(field, close - field).find(u'=');
    const auto number = equals == kNone ? field : field + equals + 1;
    const bool nameAlone = text.find(u':', tag.begin) == field - 1;
    const auto weight = nameAlone ? 1 : numberOf(text.substr(number, close - number));
    if (!weight)
        return std::nullopt;
    const auto changed = written(nudged(*weight, kStepOfNetwork, nudge));
    TextChange change{nameAlone ? close : number, close, nameAlone ? u":" + changed : changed};
    change.selectionBegin = moved(selection.begin, change);
    change.selectionEnd = moved(selection.end, change);
    return change;
}

} // namespace

std::optional<TextChange> nudgedWeight(std::u16string_view text, std::size_t selectionBegin,
                                       std::size_t selectionEnd, Nudge nudge) {
    const Range selection{std::min(selectionBegin, text.size()), std::min(selectionEnd, text.size())};
    if (const auto tag = tagAround(text, selection))
        return tagWith(text, *tag, selection, nudge);
    const auto group = groupAround(text, selection);
    if (group && (selection.empty() || isContent(*group, selection)))
        return groupWith(text, *group, nudged(group->weight, kStepOfText, nudge));
    const auto target =
        selection.empty() ? wordAround(text, selection.begin) : withoutSpaces(text, selection);
    if (target.empty() || !isBalanced(text.substr(target.begin, target.end - target.begin)))
        return std::nullopt;
    return groupWith(text, {target, target, 1}, nudged(1, kStepOfText, nudge));
}

} // namespace latentbrush::prompt
