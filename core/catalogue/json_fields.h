#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace latentbrush::catalogue {

/// The first fault of a file that is read key by key.
using Fault = std::optional<Error>;

/// Reads the members of one JSON object. A key that is absent or null gives its default, or a fault where
/// there is none to give; a value of another kind or out of range is a fault that names the key by its whole
/// path
/// ("latents.scale: no number"). After a fault everything reads as harmless defaults: look at it once, at the
/// end.
class JsonFields {
public:
    /// `value` must outlive this. `subject` is the file; `path` goes before keys.
    JsonFields(const nlohmann::json& value, std::string subject, Fault& fault, std::string path = {});

    bool has(const char* key) const { return find(key) != nullptr; }
    bool isNull(const char* key) const; ///< stands there as null
    const nlohmann::json* find(const char* key) const;

    int integer(const char* key, std::optional<int> otherwise, int least,
                int most = std::numeric_limits<int>::max());
    std::int64_t id(const char* key); ///< required, ≥ 0
    double number(const char* key, std::optional<double> otherwise);
    bool boolean(const char* key, bool otherwise);
    std::string text(const char* key, std::optional<std::string> otherwise);
    std::vector<std::string> texts(const char* key);
    /// A list of whole numbers, or one that stands for `length` of them.
    std::vector<int> integers(const char* key, int otherwise, std::size_t length, int least, int most);
    /// The object of that key; an empty one when it is absent.
    JsonFields object(const char* key);
    /// Its elements, each as an object.
    std::vector<JsonFields> objects(const char* key);

    void malformed(const std::string& key, const std::string& rule) {
        fault(ErrorCode::FileMalformed, key, rule);
    }
    /// Well-formed, but of a kind that we don't run: the subject becomes "unet: class_embed_type = timestep".
    void unsupported(const std::string& what);

private:
    void fault(ErrorCode code, const std::string& key, const std::string& rule);

    const nlohmann::json* m_value;
    std::string m_subject;
    Fault* m_fault;
    std::string m_path;
};

/// The members of `all`, at any depth of objects, that `known` has not: what a newer or foreign writer added.
nlohmann::json membersBeyond(const nlohmann::json& all, const nlohmann::json& known);

/// Parses the file's text; no key twice, no deep nesting (copying and writing JSON recurse).
Result<nlohmann::json> readJsonFile(const std::filesystem::path& path);

} // namespace latentbrush::catalogue
