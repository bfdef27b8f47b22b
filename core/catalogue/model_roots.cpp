#include "catalogue/model_roots.h"

#include "base/files.h"

#include <sstream>

namespace latentbrush::catalogue {

std::vector<std::filesystem::path> readModelRoots(const std::filesystem::path& file) {
    constexpr std::uintmax_t kLimit = 1 << 20;
    std::vector<std::filesystem::path> roots;
    const auto text = readWhole(file, kLimit);
    if (!text)
        return roots;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);)
        if (!line.empty())
            roots.emplace_back(line);
    return roots;
}

Result<> writeModelRoots(const std::filesystem::path& file, const std::vector<std::filesystem::path>& roots) {
    std::string text;
    for (const auto& root : roots)
        text += root.string() + '\n';
    std::error_code ignored;
    std::filesystem::create_directories(file.parent_path(), ignored);
    return writeWhole(file, text, IfExists::Replace);
}

} // namespace latentbrush::catalogue
