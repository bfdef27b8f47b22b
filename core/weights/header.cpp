#include "weights/header.h"

#include <algorithm>
#include <limits>
#include <set>

namespace latentbrush::weights {

namespace {

using nlohmann::json;

constexpr int kDepthLimit = 32; // copying and writing JSON recurse

tl::unexpected<Error> malformed(const std::string& subject, const std::string& rule) {
    return failure(ErrorCode::FileMalformed, subject, rule);
}

/// One tensor's place, before it is known whether the places fit together.
struct Place {
    std::string name;
    DType dtype;
    std::vector<std::int64_t> shape;
    std::uint64_t begin;
    std::uint64_t end;
};

Result<std::vector<std::int64_t>> shapeOf(const json& value, const std::string& subject,
                                          const std::string& name) {
    if (!value.is_array())
        return malformed(subject, name + ": shape is not a list");
    std::vector<std::int64_t> shape;
    for (const auto& extent : value) {
        if (!extent.is_number_unsigned() ||
            extent.get<std::uint64_t>() >
                static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return malformed(subject, name + ": an extent is no whole number");
        shape.push_back(extent.get<std::int64_t>());
    }
    return shape;
}

Result<Place> placeOf(const std::string& name, const json& value, const std::string& subject) {
    if (!value.is_object() || !value.contains("dtype") || !value.contains("shape") ||
        !value.contains("data_offsets"))
        return malformed(subject, name + ": not dtype, shape and data_offsets");
    const auto& dtypeName = value["dtype"];
    const auto dtype = dtypeName.is_string() ? dtypeFromName(dtypeName.get<std::string>()) : std::nullopt;
    if (!dtype)
        return malformed(subject, name + ": unknown dtype " + dtypeName.dump(-1, ' ', true));
    auto shape = shapeOf(value["shape"], subject, name);
    if (!shape)
        return failure(shape);
    const auto& offsets = value["data_offsets"];
    if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
        !offsets[1].is_number_unsigned())
        return malformed(subject, name + ": data_offsets are not two whole numbers");
    return Place{name, *dtype, std::move(*shape), offsets[0].get<std::uint64_t>(),
                 offsets[1].get<std::uint64_t>()};
}

/// Bytes that the shape needs; none when it overflows or is no whole number of bytes.
std::optional<std::uint64_t> bytesNeeded(const Place& place) {
    std::uint64_t bits = static_cast<std::uint64_t>(bitsOf(place.dtype));
    std::uint64_t elements = 1;
    for (const auto extent : place.shape)
        if (__builtin_mul_overflow(elements, static_cast<std::uint64_t>(extent), &elements))
            return std::nullopt;
    if (__builtin_mul_overflow(elements, bits, &bits) || bits % 8 != 0)
        return std::nullopt;
    return bits / 8;
}

Result<> checkPlaces(std::vector<Place>& places, std::uint64_t dataBytes, const std::string& subject) {
    std::sort(places.begin(), places.end(), [](const Place& left, const Place& right) {
        return std::tie(left.begin, left.end) < std::tie(right.begin, right.end);
    });
    std::uint64_t reached = 0;
    for (const auto& place : places) {
        if (place.begin != reached)
            return malformed(subject, place.name + ": a gap or an overlap before its data");
        if (place.end < place.begin)
            return malformed(subject, place.name + ": ends before it begins");
        const auto needed = bytesNeeded(place);
        if (!needed)
            return malformed(subject, place.name + ": its size overflows or is no whole number of bytes");
        if (*needed != place.end - place.begin)
            return malformed(subject, place.name + ": offsets and shape disagree");
        reached = place.end;
    }
    if (reached > dataBytes)
        return failure(ErrorCode::FileTruncated, subject,
                       std::to_string(dataBytes) + " of " + std::to_string(reached) + " data bytes");
    if (reached < dataBytes)
        return malformed(subject, "bytes after the last tensor");
    return {};
}

Result<std::map<std::string, std::string>> metadataOf(const json& value, const std::string& subject) {
    if (!value.is_object())
        return malformed(subject, "__metadata__ is no object");
    std::map<std::string, std::string> metadata;
    for (const auto& [key, text] : value.items()) {
        if (!text.is_string())
            return malformed(subject, "__metadata__ holds more than texts");
        metadata[key] = text.get<std::string>();
    }
    return metadata;
}

/// Looks at the brackets alone, before anything is built.
bool isTooDeep(std::string_view text) {
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString && c == '\\')
            ++i;
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '{' || c == '['))
            depth += 1;
        else if (!inString && (c == '}' || c == ']'))
            depth -= 1;
        if (depth > kDepthLimit)
            return true;
    }
    return false;
}

} // namespace

Result<json> parseWithoutDuplicates(std::string_view text, const std::string& subject) {
    // The parser takes a byte order mark for nothing and a NUL for the end; others read such files otherwise.
    if (text.starts_with("\xEF\xBB\xBF") || text.find('\0') != std::string_view::npos)
        return malformed(subject, "not valid JSON: a byte order mark or a NUL");
    if (isTooDeep(text))
        return malformed(subject, "nested too deep");
    std::vector<std::set<std::string>> open;
    std::string duplicate;
    const auto watch = [&](int, json::parse_event_t event, json& parsed) {
        if (event == json::parse_event_t::object_start)
            open.emplace_back();
        else if (event == json::parse_event_t::object_end)
            open.pop_back();
        else if (event == json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second)
            duplicate = parsed.get<std::string>();
        return true;
    };
    auto value = json::parse(text, watch, /*allow_exceptions=*/false);
    if (value.is_discarded())
        return malformed(subject, "not valid JSON");
    if (!duplicate.empty())
        return malformed(subject, "the key '" + duplicate + "' stands twice");
    return value;
}

Result<Header> parseHeader(std::string_view text, std::span<const std::byte> data,
                           const std::string& subject) {
    const auto value = parseWithoutDuplicates(text, subject);
    if (!value)
        return failure(value);
    if (!value->is_object())
        return malformed(subject, "the header is no object");
    Header header;
    std::vector<Place> places;
    for (const auto& [name, entry] : value->items()) {
        if (name == "__metadata__") {
            auto metadata = metadataOf(entry, subject);
            if (!metadata)
                return failure(metadata);
            header.metadata = std::move(*metadata);
            continue;
        }
        auto place = placeOf(name, entry, subject);
        if (!place)
            return failure(place);
        places.push_back(std::move(*place));
    }
    if (const auto fits = checkPlaces(places, data.size(), subject); !fits)
        return failure(fits);
    for (auto& place : places)
        header.tensors[place.name] = {place.dtype, std::move(place.shape),
                                      data.subspan(place.begin, place.end - place.begin)};
    return header;
}

} // namespace latentbrush::weights
