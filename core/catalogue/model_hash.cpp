#include "catalogue/model_hash.h"

#include "base/sha256.h"

#include <algorithm>

namespace latentbrush::catalogue {

std::string modelHash(std::vector<std::string> fileHashes) {
    std::ranges::sort(fileHashes);
    Sha256 hash;
    for (const auto& fileHash : fileHashes)
        hash.update(fileHash + "\n");
    return hash.hex();
}

std::string modelHash(const ComponentFiles& files) {
    std::vector<std::string> hashes;
    for (const auto& record : recordsOf(files))
        hashes.push_back(record.sha256);
    return modelHash(std::move(hashes));
}

std::string modelHash(const ModelManifest& manifest) {
    std::vector<std::string> hashes;
    for (const auto& weights : manifest.weights)
        hashes.push_back(weights.sha256);
    return hashes.empty() && manifest.components ? modelHash(*manifest.components)
                                                 : modelHash(std::move(hashes));
}

} // namespace latentbrush::catalogue
