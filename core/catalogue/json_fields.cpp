#include "catalogue/json_fields.h"

#include "base/files.h"
#include "weights/header.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace latentbrush::catalogue {

namespace {

using nlohmann::json;

constexpr std::uintmax_t kJsonLimit = 16'000'000;

bool isWhole(const json& value, std::int64_t least, std::int64_t most) {
    if (value.is_number_unsigned())
        return value.get<std::uint64_t>() <= static_cast<std::uint64_t>(most) &&
               static_cast<std::int64_t>(value.get<std::uint64_t>()) >= least;
    return value.is_number_integer() && value.get<std::int64_t>() >= least &&
           value.get<std::int64_t>() <= most;
}

} // namespace

JsonFields::JsonFields(const json& value, std::string subject, Fault& fault, std::string path)
    : m_value(&value), m_subject(std::move(subject)), m_fault(&fault), m_path(std::move(path)) {
    if (!value.is_object())
        malformed("", "no object");
}

const json* JsonFields::find(const char* key) const {
    if (!m_value->is_object())
        return nullptr;
    const auto found = m_value->find(key);
    return found == m_value->end() || found->is_null() ? nullptr : &*found;
}

bool JsonFields::isNull(const char* key) const {
    return m_value->is_object() && m_value->contains(key) && (*m_value)[key].is_null();
}

void JsonFields::fault(ErrorCode code, const std::string& key, const std::string& rule) {
    if (*m_fault)
        return;
    std::string name = m_path;
    if (!name.empty() && !key.empty())
        name += ".";
    name += key;
    *m_fault = Error{code, m_subject, name.empty() ? rule : name + ": " + rule};
}

void JsonFields::unsupported(const std::string& what) {
    if (!*m_fault)
        *m_fault = Error{ErrorCode::UnsupportedModel, what, m_subject};
}

int JsonFields::integer(const char* key, std::optional<int> otherwise, int least, int most) {
    const auto* value = find(key);
    if (value && isWhole(*value, least, most))
        return value->get<int>();
    if (value)
        malformed(key, "no whole number from " + std::to_string(least) + " to " + std::to_string(most));
    else if (!otherwise)
        malformed(key, "missing");
    return otherwise.value_or(least);
}

std::int64_t JsonFields::id(const char* key) {
    const auto* value = find(key);
    if (value && isWhole(*value, 0, std::numeric_limits<std::int64_t>::max()))
        return value->get<std::int64_t>();
    malformed(key, value ? "no whole number from 0" : "missing");
    return 0;
}

double JsonFields::number(const char* key, std::optional<double> otherwise) {
    const auto* value = find(key);
    if (value && value->is_number() && std::isfinite(value->get<double>()))
        return value->get<double>();
    if (value)
        malformed(key, "no number");
    else if (!otherwise)
        malformed(key, "missing");
    return otherwise.value_or(0);
}

bool JsonFields::boolean(const char* key, bool otherwise) {
    const auto* value = find(key);
    if (value && !value->is_boolean())
        malformed(key, "neither true nor false");
    return value && value->is_boolean() ? value->get<bool>() : otherwise;
}

std::string JsonFields::text(const char* key, std::optional<std::string> otherwise) {
    const auto* value = find(key);
    if (value && value->is_string())
        return value->get<std::string>();
    if (value)
        malformed(key, "no text");
    else if (!otherwise)
        malformed(key, "missing");
    return std::move(otherwise).value_or("");
}

std::vector<std::string> JsonFields::texts(const char* key) {
    const auto* value = find(key);
    if (!value)
        return {};
    const bool allTexts = value->is_array() && std::all_of(value->begin(), value->end(),
                                                           [](const json& e) { return e.is_string(); });
    if (!allTexts)
        malformed(key, "no list of texts");
    return allTexts ? value->get<std::vector<std::string>>() : std::vector<std::string>{};
}

std::vector<int> JsonFields::integers(const char* key, int otherwise, std::size_t length, int least,
                                      int most) {
    const auto* value = find(key);
    if (!value || !value->is_array())
        return std::vector<int>(length, integer(key, otherwise, least, most));
    std::vector<int> numbers;
    for (const auto& element : *value)
        if (isWhole(element, least, most))
            numbers.push_back(element.get<int>());
    if (numbers.size() != length || value->size() != length) {
        malformed(key, "not " + std::to_string(length) + " whole numbers from " + std::to_string(least) +
                           " to " + std::to_string(most));
        numbers.assign(length, least);
    }
    return numbers;
}

JsonFields JsonFields::object(const char* key) {
    static const json empty = json::object();
    const auto* value = find(key);
    return {value ? *value : empty, m_subject, *m_fault, m_path.empty() ? key : m_path + "." + key};
}

std::vector<JsonFields> JsonFields::objects(const char* key) {
    std::vector<JsonFields> all;
    const auto* value = find(key);
    if (value && !value->is_array())
        malformed(key, "no list");
    if (!value || !value->is_array())
        return all;
    for (const auto& element : *value)
        all.emplace_back(element, m_subject, *m_fault,
                         (m_path.empty() ? "" : m_path + ".") + key + "[" + std::to_string(all.size()) + "]");
    return all;
}

json membersBeyond(const json& all, const json& known) {
    json beyond = json::object();
    for (const auto& [key, value] : all.items()) {
        const auto twin = known.find(key);
        if (twin == known.end())
            beyond[key] = value;
        else if (value.is_object() && twin->is_object())
            if (auto inner = membersBeyond(value, *twin); !inner.empty())
                beyond[key] = std::move(inner);
    }
    return beyond;
}

Result<json> readJsonFile(const std::filesystem::path& path) {
    const auto text = readWhole(path, kJsonLimit);
    if (!text)
        return failure(text);
    return weights::parseWithoutDuplicates(*text, path.string());
}

} // namespace latentbrush::catalogue
