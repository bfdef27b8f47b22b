#pragma once

#include "base/result.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace latentbrush {

/// Bytes of JSON text that are parsed at all: two prompts at GenerationRequest::kPromptLimit, every byte of
/// them escaped as \uXXXX, and room for the rest.
inline constexpr std::size_t kJsonTextLimit = std::size_t(16) << 20;
/// Arrays and objects inside one another; writing and copying a tree recurse, so depth is stack.
inline constexpr int kJsonDepthLimit = 64;

/// Parses text that may come from anywhere. FileTooLarge above kJsonTextLimit; FileMalformed for what is not
/// JSON (UTF-8, whole) or is deeper than kJsonDepthLimit.
Result<nlohmann::json> parseJsonText(std::string_view text);

/// Writes JSON on one line; bytes that are not UTF-8 become U+FFFD, since a record must never fail.
std::string writeJsonText(const nlohmann::json& json);

/// Reads the keys of one JSON object into values that already hold their defaults. A missing key leaves the
/// value as it is; the first wrong one is kept as `error()`: InvalidRequest, subject = the key.
class JsonReader {
public:
    /// `prefix` goes before the key in errors ("task.").
    explicit JsonReader(const nlohmann::json& json, std::string prefix = {});

    void read(const char* key, std::string& value);
    void read(const char* key, int& value);
    void read(const char* key, double& value);
    void read(const char* key, bool& value);
    /// null is a value here: none.
    void read(const char* key, std::optional<std::uint64_t>& value);

    /// A string that `fromId` knows.
    template <class T>
    void readId(const char* key, T& value, std::optional<T> (*fromId)(std::string_view)) {
        std::string id;
        if (!find(key))
            return;
        read(key, id);
        if (m_error)
            return;
        if (const auto known = fromId(id))
            value = *known;
        else
            refuse(key, "unknown: " + id);
    }

    /// The value of a key, null when it is missing or an error came before.
    const nlohmann::json* find(const char* key);
    void refuse(const char* key, std::string why);

    /// The keys that nobody asked for, with their values.
    nlohmann::json unknown() const;
    const std::optional<Error>& error() const { return m_error; }

private:
    const nlohmann::json& m_json;
    std::string m_prefix;
    std::set<std::string, std::less<>> m_known;
    std::optional<Error> m_error;
};

} // namespace latentbrush
