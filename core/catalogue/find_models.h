#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace latentbrush::catalogue {

enum class ModelKind {
    Bundle,          ///< a folder with model.json
    DiffusersFolder, ///< a folder with model_index.json
    SingleFile,      ///< one file of weights, safetensors or a pickle
    Exports          ///< a folder with TorchScript of others and neither of the above (export_files.h)
};

struct FoundModel {
    std::string name; ///< the folder's name, or the file's without its ending: what requests call it
    std::filesystem::path path;
    ModelKind kind = ModelKind::Bundle;
    bool operator==(const FoundModel&) const = default;
};

/// Whether it ends as files do in which weights are shared; what such a file holds its content says.
bool endsAsWeights(const std::filesystem::path& path);

/// What lies at that path, by its name and the names in it alone; none for anything else.
std::optional<ModelKind> modelKindOf(const std::filesystem::path& path);

/// The models that lie directly in the folders, by name within each; of two with one name the first counts.
/// Folders that are missing or unreadable have none. Looks at names alone, opens no file.
std::vector<FoundModel> findModels(const std::vector<std::filesystem::path>& folders);

} // namespace latentbrush::catalogue
