#include "base/files.h"
#include "weights/header.h"

namespace latentbrush::weights {

namespace {

constexpr std::uintmax_t kIndexLimit = 100'000'000;

/// A name that stays in its folder.
bool isPlainName(const std::string& name) {
    return !name.empty() && name != "." && name != ".." && name.find_first_of("/\\") == std::string::npos &&
           name.find('\0') == std::string::npos;
}

} // namespace

Result<std::map<std::string, std::string>> readShardIndex(const std::filesystem::path& path) {
    const auto text = readWhole(path, kIndexLimit);
    if (!text)
        return failure(text);
    const auto value = parseWithoutDuplicates(*text, path.string());
    if (!value)
        return failure(value);
    const auto malformed = [&](const std::string& rule) {
        return failure(ErrorCode::FileMalformed, path.string(), rule);
    };
    if (!value->is_object() || !value->contains("weight_map") || !(*value)["weight_map"].is_object())
        return malformed("no weight_map");
    std::map<std::string, std::string> fileOf;
    for (const auto& [tensor, file] : (*value)["weight_map"].items()) {
        if (!file.is_string())
            return malformed(tensor + ": its file is no text");
        if (!isPlainName(file.get<std::string>()))
            return malformed(tensor + ": its file is not in this folder");
        fileOf[tensor] = file.get<std::string>();
    }
    return fileOf;
}

} // namespace latentbrush::weights
