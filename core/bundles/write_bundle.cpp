#include "bundles/write_bundle.h"

#include "base/files.h"
#include "base/sha256.h"

#include <sstream>
#include <vector>

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

Result<> copyText(const fs::path& from, const fs::path& to) {
    constexpr std::uintmax_t kLargest = 64u << 20;
    const auto text = readWhole(from, kLargest);
    return text ? writeWhole(to, *text, IfExists::Replace) : failure(text);
}

// The vocabulary, and what says which of its words are begin, end and padding.
std::vector<std::string> tokenizerFilesIn(const fs::path& folder) {
    std::error_code error;
    const auto has = [&](const char* name) { return fs::exists(folder / name, error); };
    std::vector<std::string> files;
    if (!has("vocab.json") && has("tokenizer.json"))
        files = {"tokenizer.json"};
    else
        files = {"vocab.json", "merges.txt"};
    for (const auto* name : {"tokenizer_config.json", "special_tokens_map.json"})
        if (has(name))
            files.emplace_back(name);
    return files;
}

Result<> copyTokenizer(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to, error);
    if (fs::is_regular_file(from, error))
        return copyText(from, to / "merges.txt");
    for (const auto& name : tokenizerFilesIn(from))
        if (const auto copied = copyText(from / name, to / name); !copied)
            return copied;
    return {};
}

/// A network, the file it goes to and the place that keeps its record.
struct Part {
    const char* file;
    const torch::jit::Module& module;
    catalogue::FileRecord& record;
};

} // namespace

Result<> writeBundle(const fs::path& folder, catalogue::ModelManifest manifest, const Components& components,
                     const fs::path& tokenizer, const fs::path& tokenizer2) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (const auto copied = copyTokenizer(tokenizer, folder / "tokenizer"); !copied)
        return failure(copied);
    if (components.textEncoder2)
        if (const auto copied = copyTokenizer(tokenizer2, folder / "tokenizer_2"); !copied)
            return failure(copied);
    catalogue::ComponentFiles files;
    std::vector<Part> parts{{"text_encoder.pt", components.textEncoder, files.textEncoder},
                            {"unet.pt", components.unet, files.unet},
                            {"vae_encoder.pt", components.vaeEncoder, files.vaeEncoder},
                            {"vae_decoder.pt", components.vaeDecoder, files.vaeDecoder}};
    if (components.textEncoder2)
        parts.push_back({"text_encoder_2.pt", *components.textEncoder2, files.textEncoder2.emplace()});
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
