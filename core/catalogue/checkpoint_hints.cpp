#include "catalogue/checkpoint_hints.h"

#include "base/files.h"

namespace latentbrush::catalogue {

CheckpointHints hintsOf(const weights::WeightFile& file, const std::filesystem::path& path) {
    CheckpointHints hints;
    hints.numbersOf = [&file](const std::string& name) {
        const auto entry = file.tensors().find(name);
        return entry == file.tensors().end() ? std::vector<double>() : numbersOf(entry->second);
    };
    constexpr std::uintmax_t kLongestYaml = 1u << 20;
    if (auto yaml = readWhole(std::filesystem::path(path).replace_extension(".yaml"), kLongestYaml))
        hints.yaml = std::move(*yaml);
    return hints;
}

} // namespace latentbrush::catalogue
