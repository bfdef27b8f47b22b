#include "catalogue/export_files.h"

#include <algorithm>
#include <initializer_list>
#include <string>

namespace latentbrush::catalogue {

namespace {

namespace fs = std::filesystem;

/// The first of the names that is there; empty: none is.
fs::path found(const fs::path& folder, std::initializer_list<const char*> stems) {
    std::error_code error;
    for (const std::string stem : stems)
        for (const auto* suffix : {"", "_traced", "_scripted"})
            for (const auto* ending : {".pt", ".ts", ".torchscript"})
                if (auto file = folder / (stem + suffix + ending); fs::is_regular_file(file, error))
                    return file;
    return {};
}

} // namespace

std::vector<fs::path> ExportFiles::all() const {
    std::vector<fs::path> files;
    for (const auto& file : {textEncoder, unet, vaeDecoder, vaeEncoder})
        if (!file.empty() && std::ranges::find(files, file) == files.end())
            files.push_back(file);
    return files;
}

std::optional<ExportFiles> exportFilesIn(const fs::path& folder) {
    ExportFiles files;
    files.unet = found(folder, {"unet"});
    if (files.unet.empty())
        return std::nullopt;
    files.textEncoder = found(folder, {"text_encoder", "clip", "clip_text_model"});
    files.vaeDecoder = found(folder, {"vae_decoder", "decoder"});
    files.vaeEncoder = found(folder, {"vae_encoder", "encoder"});
    if (files.vaeDecoder.empty())
        files.vaeDecoder = files.vaeEncoder = found(folder, {"vae"});
    if (files.textEncoder.empty() || files.vaeDecoder.empty())
        return std::nullopt;
    return files;
}

} // namespace latentbrush::catalogue
