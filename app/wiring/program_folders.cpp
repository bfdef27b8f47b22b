#include "program_folders.h"

#include "base/files.h"
#include "catalogue/model_roots.h"
#include "catalogue/model_tree.h"

namespace latentbrush::wiring {

std::filesystem::path shareFolder() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    // bin/latentbrush → share/latentbrush; build/app/studio/latentbrush → build/share/latentbrush
    for (const auto* up : {"..", "../..", "../../.."}) {
        const auto candidate = (program.parent_path() / up / "share" / "latentbrush").lexically_normal();
        if (std::filesystem::is_directory(candidate, error))
            return candidate;
    }
    return (program.parent_path() / ".." / "share" / "latentbrush").lexically_normal();
}

std::filesystem::path modelsFolder() {
    return dataFolder() / "models";
}

std::filesystem::path modelRootsFile() {
    return configFolder() / "model_folders.txt";
}

std::filesystem::path consentsFile() {
    return dataFolder() / "trusted_models.txt";
}

std::vector<std::filesystem::path> modelFolders() {
    auto roots = catalogue::readModelRoots(modelRootsFile());
    roots.insert(roots.begin(), modelsFolder());
    return catalogue::checkpointFolders(roots);
}

pipeline::EngineOptions engineOptions() {
    pipeline::EngineOptions options;
    options.starterFolder = shareFolder() / "starter";
    options.clipMerges = shareFolder() / "clip" / "merges.txt";
    options.modelFolders = {modelsFolder()};
    options.moreModelFolders = [] { return catalogue::readModelRoots(modelRootsFile()); };
    options.consentsFile = consentsFile();
    return options;
}

} // namespace latentbrush::wiring
