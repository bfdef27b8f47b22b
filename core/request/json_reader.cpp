#include "request/json_reader.h"

#include <limits>
#include <stdexcept>

namespace latentbrush {

using nlohmann::json;

Result<json> parseJsonText(std::string_view text) {
    if (text.size() > kJsonTextLimit)
        return failure(ErrorCode::FileTooLarge, {},
                       std::to_string(text.size()) + " bytes, limit " + std::to_string(kJsonTextLimit));
    const auto refuseDepth = [](int depth, json::parse_event_t event, json&) {
        const bool opens =
            event == json::parse_event_t::object_start || event == json::parse_event_t::array_start;
        if (opens && depth >= kJsonDepthLimit)
            throw std::length_error("deeper than " + std::to_string(kJsonDepthLimit));
        return true;
    };
    try {
        return json::parse(text, refuseDepth);
    } catch (const json::parse_error& error) {
        return failure(ErrorCode::FileMalformed, {}, error.what());
    } catch (const json::out_of_range& error) { // a number that no double holds
        return failure(ErrorCode::FileMalformed, {}, error.what());
    } catch (const std::length_error& error) {
        return failure(ErrorCode::FileMalformed, {}, error.what());
    }
}

std::string writeJsonText(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

JsonReader::JsonReader(const json& json, std::string prefix) : m_json(json), m_prefix(std::move(prefix)) {
    if (!json.is_object())
        m_error = Error{ErrorCode::InvalidRequest, m_prefix.substr(0, m_prefix.find_last_of('.')),
                        std::string("an object is needed, not ") + json.type_name()};
}

const json* JsonReader::find(const char* key) {
    if (m_error)
        return nullptr;
    m_known.insert(key);
    const auto found = m_json.find(key);
    return found == m_json.end() ? nullptr : &*found;
}

void JsonReader::refuse(const char* key, std::string why) {
    if (!m_error)
        m_error = Error{ErrorCode::InvalidRequest, m_prefix + key, std::move(why)};
}

void JsonReader::read(const char* key, std::string& value) {
    const json* found = find(key);
    if (!found)
        return;
    if (found->is_string())
        value = found->get<std::string>();
    else
        refuse(key, std::string("a string is needed, not ") + found->type_name());
}

void JsonReader::read(const char* key, int& value) {
    const json* found = find(key);
    if (!found)
        return;
    if (!found->is_number_integer())
        return refuse(key, std::string("a whole number is needed, not ") + found->type_name());
    constexpr auto kLimit = std::numeric_limits<int>::max();
    const bool fits = found->is_number_unsigned()
                          ? found->get<std::uint64_t>() <= std::uint64_t(kLimit)
                          : found->get<std::int64_t>() >= std::numeric_limits<int>::min();
    if (!fits)
        return refuse(key, "out of range: " + found->dump());
    value = found->get<int>();
}

void JsonReader::read(const char* key, double& value) {
    const json* found = find(key);
    if (!found)
        return;
    if (found->is_number())
        value = found->get<double>();
    else
        refuse(key, std::string("a number is needed, not ") + found->type_name());
}

void JsonReader::read(const char* key, bool& value) {
    const json* found = find(key);
    if (!found)
        return;
    if (found->is_boolean())
        value = found->get<bool>();
    else
        refuse(key, std::string("true or false is needed, not ") + found->type_name());
}

void JsonReader::read(const char* key, std::optional<std::uint64_t>& value) {
    const json* found = find(key);
    if (!found)
        return;
    if (found->is_null())
        value.reset();
    else if (found->is_number_unsigned())
        value = found->get<std::uint64_t>();
    else
        refuse(key, "a whole number from 0 or null is needed, not " + std::string(found->type_name()));
}

json JsonReader::unknown() const {
    json rest = json::object();
    if (!m_json.is_object())
        return rest;
    for (const auto& [key, value] : m_json.items())
        if (!m_known.contains(key))
            rest[key] = value;
    return rest;
}

} // namespace latentbrush
