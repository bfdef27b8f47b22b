#include "prompt/network_tags.h"

#include "prompt/characters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace latentbrush::prompt {

namespace {

constexpr auto kNone = std::string_view::npos;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> fields;
    for (auto place = text.find(separator); place != kNone; place = text.find(separator)) {
        fields.push_back(text.substr(0, place));
        text.remove_prefix(place + 1);
    }
    fields.push_back(text);
    return fields;
}

struct Fields {
    std::vector<std::string_view> positional{};
    std::map<std::string_view, std::string_view> named{};

    std::optional<std::string_view> get(std::size_t position, std::string_view name) const {
        if (const auto found = named.find(name); found != named.end())
            return found->second;
        if (position < positional.size())
            return positional[position];
        return std::nullopt;
    }
};

/// A field with more than one = is positional.
Fields fieldsOf(std::string_view arguments) {
    Fields fields;
    for (const auto field : split(arguments, ':')) {
        const auto sign = field.find('=');
        if (sign != kNone && field.find('=', sign + 1) == kNone)
            fields.named[field.substr(0, sign)] = field.substr(sign + 1);
        else
            fields.positional.push_back(field);
    }
    return fields;
}

/// Whether what is written, if anything is, was a number, which goes into `value`.
bool readWeight(std::optional<std::string_view> written, double& value) {
    const auto number = written ? numberOf(*written) : value;
    value = number.value_or(value);
    return number.has_value();
}

bool readRank(std::optional<std::string_view> written, std::optional<int>& rank) {
    if (!written)
        return true;
    const auto number = numberOf(*written);
    const bool whole = number && *number == std::floor(*number) && *number >= 1 &&
                       *number <= std::numeric_limits<int>::max();
    if (whole)
        rank = static_cast<int>(*number);
    return whole;
}

NetworkTag tagOf(std::string_view written, std::string_view type, std::string_view arguments) {
    const auto fields = fieldsOf(arguments);
    NetworkTag tag;
    tag.written = written;
    tag.type = type;
    tag.name = fields.positional.empty() ? "" : fields.positional.front();
    if (type != "lora" && type != "lyco") {
        tag.kind = NetworkTag::Kind::Unsupported;
        return tag;
    }
    bool good = !tag.name.empty() && readWeight(fields.get(1, "te"), tag.textEncoder);
    tag.unet = tag.textEncoder;
    good = good && readWeight(fields.get(2, "unet"), tag.unet) && readRank(fields.get(3, "dyn"), tag.rank);
    if (!good)
        tag.kind = NetworkTag::Kind::Malformed;
    return tag;
}

/// Where a tag's colon and its end stand.
struct Extent {
    std::size_t colon = 0;
    std::size_t close = 0;
};

/// Of the tag that begins at `open`, if one does. The end is looked for where the beginning fits alone, so
/// that a text of openings is not searched at each.
std::optional<Extent> tagAt(std::string_view text, std::size_t open) {
    const auto type = leadingWord(text.substr(open + 1));
    const auto colon = open + 1 + type;
    if (type == 0 || colon >= text.size() || text[colon] != ':')
        return std::nullopt;
    const auto close = text.find('>', colon + 1);
    if (close == colon + 1)
        return std::nullopt;
    return Extent{colon, close};
}

} // namespace

WithoutTags withoutNetworkTags(std::string_view text) {
    WithoutTags result;
    std::size_t done = 0;
    for (auto open = text.find('<'); open != kNone; open = text.find('<', open + 1)) {
        const auto tag = tagAt(text, open);
        if (!tag)
            continue;
        if (tag->close == kNone)
            break;
        result.text.append(text.substr(done, open - done));
        done = tag->close + 1;
        result.networks.push_back(tagOf(text.substr(open, done - open),
                                        text.substr(open + 1, tag->colon - open - 1),
                                        text.substr(tag->colon + 1, tag->close - tag->colon - 1)));
        open = tag->close;
    }
    result.text.append(text.substr(done));
    return result;
}

} // namespace latentbrush::prompt
