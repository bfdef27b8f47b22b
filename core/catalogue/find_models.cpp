#include "catalogue/find_models.h"

#include "catalogue/export_files.h"

#include <algorithm>
#include <array>
#include <set>

namespace latentbrush::catalogue {

namespace fs = std::filesystem;

namespace {

/// In a folder of models .pt is an embedding's ending, and .bin anything's.
bool isListed(const fs::path& path, ModelKind kind) {
    return kind != ModelKind::SingleFile || path.extension() == ".safetensors" || path.extension() == ".ckpt";
}

} // namespace

bool endsAsWeights(const fs::path& path) {
    constexpr std::array<std::string_view, 5> kEndings{".safetensors", ".ckpt", ".pt", ".pth", ".bin"};
    return std::ranges::find(kEndings, path.extension().string()) != kEndings.end();
}

std::optional<ModelKind> modelKindOf(const fs::path& path) {
    std::error_code error;
    if (fs::is_regular_file(path / "model.json", error))
        return ModelKind::Bundle;
    if (fs::is_regular_file(path / "model_index.json", error))
        return ModelKind::DiffusersFolder;
    if (endsAsWeights(path) && fs::is_regular_file(path, error))
        return ModelKind::SingleFile;
    if (exportFilesIn(path))
        return ModelKind::Exports;
    return std::nullopt;
}

std::vector<FoundModel> findModels(const std::vector<fs::path>& folders) {
    std::vector<FoundModel> models;
    std::set<std::string> names;
    for (const auto& folder : folders) {
        std::vector<FoundModel> here;
        std::error_code error;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
            if (const auto kind = modelKindOf(entry->path()); kind && isListed(entry->path(), *kind)) {
                const auto& path = entry->path();
                const auto name = *kind == ModelKind::SingleFile ? path.stem() : path.filename();
                here.push_back({name.string(), path, *kind});
            }
        std::ranges::sort(here, {}, [](const FoundModel& model) { return std::tie(model.name, model.path); });
        for (auto& model : here)
            if (names.insert(model.name).second)
                models.push_back(std::move(model));
    }
    return models;
}

} // namespace latentbrush::catalogue
