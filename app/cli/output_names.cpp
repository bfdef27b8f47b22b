#include "output_names.h"

#include <set>

namespace latentbrush::cli {

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
        text.replace(at, what.size(), by);
    return text;
}

bool isFolderName(const std::string& out) {
    return out.ends_with('/') || std::filesystem::is_directory(out) ||
           !std::filesystem::path(out).has_extension();
}

} // namespace

Result<std::vector<std::filesystem::path>> outputNames(const std::string& out,
                                                       const GenerationRequest& request, IfExists ifExists) {
    const std::string pattern =
        isFolderName(out) ? (std::filesystem::path(out) / "{seed}.png").string() : out;
    if (std::filesystem::path(pattern).extension() != ".png")
        return failure(ErrorCode::InvalidRequest, "--out", "pictures are written as .png");
    std::vector<std::filesystem::path> names;
    for (int i = 0; i < request.count; ++i) {
        const auto seed = request.seed.value_or(0) + static_cast<std::uint64_t>(i);
        names.emplace_back(
            replaced(replaced(pattern, "{seed}", std::to_string(seed)), "{i}", std::to_string(i + 1)));
    }
    if (std::set(names.begin(), names.end()).size() != names.size())
        return failure(ErrorCode::InvalidRequest, "--out",
                       "several pictures need a folder, or a name with {seed} or {i}");
    for (const auto& name : names)
        if (ifExists == IfExists::Fail && std::filesystem::exists(name))
            return failure(ErrorCode::FileExists, name.string());
    return names;
}

} // namespace latentbrush::cli
