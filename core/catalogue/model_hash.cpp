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

std::string modelHash(const ModelManifest& manifest) {
    std::vector<std::string> hashes;
    for (const auto& weights : manifest.weights)
        hashes.push_back(weights.sha256);
    if (hashes.empty() && manifest.components) {
        const auto& files = *manifest.components;
        hashes = {files.textEncoder.sha256, files.unet.sha256, files.vaeEncoder.sha256,
                  files.vaeDecoder.sha256};
        if (files.textEncoder2)
            hashes.push_back(files.textEncoder2->sha256);
    }
    return modelHash(std::move(hashes));
}

} // namespace latentbrush::catalogue
