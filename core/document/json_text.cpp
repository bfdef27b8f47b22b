#include "document/json_text.h"

#include <algorithm>

namespace latentbrush::document {

using nlohmann::json;

std::optional<json> parsedJson(std::string_view text) {
    bool tooDeep = false;
    const auto within = [&](int depth, json::parse_event_t event, json&) {
        const bool opens =
            event == json::parse_event_t::object_start || event == json::parse_event_t::array_start;
        // What is dropped here is never built, however deep it goes.
        const bool deep = opens && depth >= kJsonDepthLimit;
        tooDeep = tooDeep || deep;
        return !deep;
    };
    auto parsed = json::parse(text, within, false);
    if (tooDeep || parsed.is_discarded())
        return std::nullopt;
    return parsed;
}

std::string jsonText(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool isDeeperThan(const json& value, int limit) {
    if (!value.is_structured())
        return false;
    return limit == 0 || std::any_of(value.begin(), value.end(),
                                     [&](const json& inner) { return isDeeperThan(inner, limit - 1); });
}

} // namespace latentbrush::document
