#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latentbrush {

struct ParameterPair {
    std::string_view key;
    std::string_view value; ///< as it stands in the line, quotes included
};

/// The pairs of an A1111 parameter line: what the regular expression
///
///     \s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)
///
/// finds from left to right, in one pass whatever the line is. Views into `line`, which is UTF-8.
std::vector<ParameterPair> parameterPairs(std::string_view line);

/// A value without its quotes: a JSON string is decoded, all else is taken as it stands.
std::string unquotedValue(std::string_view value);

} // namespace latentbrush
