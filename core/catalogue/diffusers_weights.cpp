#include "catalogue/diffusers_weights.h"

#include "weights/safetensors.h"

#include <set>

namespace latentbrush::catalogue {

namespace {

namespace fs = std::filesystem;

bool isFile(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

Result<std::vector<fs::path>> shardsOf(const fs::path& index) {
    const auto fileOf = weights::readShardIndex(index);
    if (!fileOf)
        return failure(fileOf);
    std::set<fs::path> files;
    for (const auto& [tensor, file] : *fileOf)
        files.insert(index.parent_path() / file);
    if (files.empty())
        return failure(ErrorCode::FileMalformed, index.string(), "names no file");
    for (const auto& file : files)
        if (!isFile(file))
            return failure(ErrorCode::FileMissing, file.string());
    return std::vector<fs::path>(files.begin(), files.end());
}

} // namespace

Result<std::vector<fs::path>> weightFiles(const fs::path& folder, const std::string& stem,
                                          WeightVariant variant) {
    const bool fp16First = variant == WeightVariant::Fp16;
    const auto named = [&](const char* first, const char* second, const char* third) {
        return folder / (stem + first + second + third);
    };
    for (const auto* infix : {fp16First ? ".fp16" : "", fp16First ? "" : ".fp16"}) {
        const auto whole = named(infix, ".safetensors", "");
        if (isFile(whole))
            return std::vector{whole};
        const auto index = named(".safetensors.index", infix, ".json");
        if (isFile(index))
            return shardsOf(index);
    }
    // transformers calls its pickles otherwise than its safetensors.
    const auto pickles = stem == "model" ? std::string("pytorch_model") : stem;
    for (const auto* infix : {fp16First ? ".fp16" : "", fp16First ? "" : ".fp16"}) {
        const auto whole = folder / (pickles + infix + ".bin");
        if (isFile(whole))
            return std::vector{whole};
        const auto index = folder / (pickles + ".bin.index" + infix + ".json");
        if (isFile(index))
            return shardsOf(index);
    }
    return failure(ErrorCode::FileMissing, (folder / (stem + ".safetensors")).string());
}

} // namespace latentbrush::catalogue
