#include "bundles/write_bundle.h"

#include "base/files.h"
#include "base/sha256.h"

#include <sstream>

namespace latentbrush::bundles {

namespace {

namespace fs = std::filesystem;

Result<catalogue::FileRecord> writeComponent(const fs::path& folder, const std::string& file,
                                             const torch::jit::Module& module) {
    std::ostringstream bytes;
    module.save(bytes);
    const auto text = std::move(bytes).str();
    if (const auto written = writeWhole(folder / file, text, IfExists::Replace); !written)
        return failure(written);
    return catalogue::FileRecord{file, sha256Of(text)};
}

Result<> copyTokenizer(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to, error);
    for (const auto* name : {"vocab.json", "merges.txt"}) {
        constexpr std::uintmax_t kLargest = 64u << 20;
        const auto text = readWhole(from / name, kLargest);
        if (!text)
            return failure(text);
        if (const auto written = writeWhole(to / name, *text, IfExists::Replace); !written)
            return failure(written);
    }
    return {};
}

} // namespace

Result<> writeBundle(const fs::path& folder, catalogue::ModelManifest manifest, const Components& components,
                     const fs::path& tokenizerFolder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (const auto copied = copyTokenizer(tokenizerFolder, folder / "tokenizer"); !copied)
        return failure(copied);
    catalogue::ComponentFiles files;
    const struct {
        const char* file;
        const torch::jit::Module& module;
        catalogue::FileRecord& record;
    } parts[] = {{"text_encoder.pt", components.textEncoder, files.textEncoder},
                 {"unet.pt", components.unet, files.unet},
                 {"vae_encoder.pt", components.vaeEncoder, files.vaeEncoder},
                 {"vae_decoder.pt", components.vaeDecoder, files.vaeDecoder}};
    for (const auto& part : parts) {
        auto record = writeComponent(folder, part.file, part.module);
        if (!record)
            return failure(record);
        part.record = std::move(*record);
    }
    manifest.components = std::move(files);
    return writeWhole(folder / "model.json", catalogue::toJson(manifest).dump(2) + "\n", IfExists::Replace);
}

} // namespace latentbrush::bundles
