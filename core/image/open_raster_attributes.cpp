#include "image/open_raster_attributes.h"

#include "image/text_encoding.h"

#include <algorithm>
#include <array>

namespace latentbrush::image {

namespace {

constexpr std::string_view kNamespacePrefix = "xmlns:";

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isNamePart(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool isPlainName(std::string_view name) {
    return !name.empty() && isLetter(name.front()) && std::ranges::all_of(name, isNamePart);
}

} // namespace

bool isPictureField(std::string_view name) {
    constexpr std::array<std::string_view, 5> kFields{"version", "w", "h", "xres", "yres"};
    return std::ranges::find(kFields, name) != kFields.end();
}

bool isLayerField(std::string_view name) {
    constexpr std::array<std::string_view, 7> kFields{"name",         "x",  "y", "opacity", "visibility",
                                                      "composite-op", "src"};
    return std::ranges::find(kFields, name) != kFields.end();
}

bool isNamespace(std::string_view name) {
    return name == "xmlns" || name.starts_with(kNamespacePrefix);
}

bool isAttributeName(std::string_view name) {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos)
        return isPlainName(name);
    return isPlainName(name.substr(0, colon)) && isPlainName(name.substr(colon + 1));
}

bool isDeclared(std::string_view name, const RasterAttributes& layer, const RasterAttributes& picture) {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos || isNamespace(name))
        return true;
    const auto prefix = name.substr(0, colon);
    const auto declaration = std::string(kNamespacePrefix) + std::string(prefix);
    return prefix == "xml" || prefix == kOwnPrefix || layer.contains(declaration) ||
           picture.contains(declaration);
}

std::string xmlText(std::string_view text) {
    constexpr std::string_view kReplacement = "\xef\xbf\xbd";
    const auto repaired = repairedUtf8(text);
    std::string result;
    for (std::size_t at = 0; at < repaired.size(); ++at) {
        const char c = repaired[at];
        const bool control = static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n' && c != '\r';
        const auto three = std::string_view(repaired).substr(at, 3);
        const bool noCharacter = three == "\xef\xbf\xbe" || three == "\xef\xbf\xbf";
        if (!control && !noCharacter) {
            result += c;
            continue;
        }
        result += kReplacement;
        at += noCharacter ? 2 : 0;
    }
    return result;
}

} // namespace latentbrush::image
