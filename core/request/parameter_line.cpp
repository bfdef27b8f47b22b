#include "request/parameter_line.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace latentbrush {

namespace {

/// Where the run of key characters that `at` stands in ends, and where the key in it begins: at its first
/// letter, digit or underline. Every script's letters count.
struct KeyRun {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t characters = 0; ///< from begin to end
};

KeyRun keyRunAt(std::string_view line, std::size_t from) {
    KeyRun run{std::string_view::npos, from, 0};
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());
    const auto size = static_cast<std::int32_t>(line.size());
    for (auto at = static_cast<std::int32_t>(from); at < size; run.end = static_cast<std::size_t>(at)) {
        UChar32 character = 0;
        U8_NEXT(bytes, at, size, character);
        const bool word = character == '_' || (character >= 0 && u_isalnum(character));
        if (!word && character != ' ' && character != '-' && character != '/')
            break;
        if (word && run.begin == std::string_view::npos)
            run.begin = run.end;
        run.characters += run.begin != std::string_view::npos;
    }
    return run;
}

/// The length of a quoted value that a comma or the line's end follows; 0 when there is none.
std::size_t quotedLength(std::string_view text) {
    if (!text.starts_with('"'))
        return 0;
    std::size_t at = 1;
    while (at < text.size() && text[at] != '"')
        at += text[at] == '\\' ? 2 : 1;
    if (at == 1 || at >= text.size())
        return 0;
    const bool ends = at + 1 == text.size() || text[at + 1] == ',';
    return ends ? at + 1 : 0;
}

} // namespace

std::vector<ParameterPair> parameterPairs(std::string_view line) {
    std::vector<ParameterPair> pairs;
    for (std::size_t at = 0; at < line.size();) {
        const KeyRun run = keyRunAt(line, at);
        const bool isKey = run.characters >= 2 && run.end < line.size() && line[run.end] == ':';
        if (!isKey) {
            at = run.end + 1;
            continue;
        }
        const auto begin = std::min(line.find_first_not_of(" \t", run.end + 1), line.size());
        const auto rest = line.substr(begin);
        const auto length = quotedLength(rest);
        const auto value = rest.substr(0, length ? length : rest.find(','));
        pairs.push_back({line.substr(run.begin, run.end - run.begin), value});
        at = begin + value.size() + 1;
    }
    return pairs;
}

std::string unquotedValue(std::string_view value) {
    if (value.size() < 2 || value.front() != '"' || value.back() != '"')
        return std::string(value);
    const auto json = nlohmann::json::parse(value, nullptr, false);
    return json.is_string() ? json.get<std::string>() : std::string(value);
}

} // namespace latentbrush
