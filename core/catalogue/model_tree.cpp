#include "catalogue/model_tree.h"

#include "catalogue/find_models.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <tuple>

namespace latentbrush::catalogue {

namespace {

namespace fs = std::filesystem;

struct Place {
    std::string_view folder;
    AddOnKind kind;
};
/// AUTOMATIC1111's names and ComfyUI's.
constexpr std::array kPlaces{Place{"Lora", AddOnKind::Lora},
                             Place{"LyCORIS", AddOnKind::Lora},
                             Place{"lora", AddOnKind::Lora},
                             Place{"loras", AddOnKind::Lora},
                             Place{"embeddings", AddOnKind::Embedding},
                             Place{"VAE", AddOnKind::Vae},
                             Place{"vae", AddOnKind::Vae},
                             Place{"ControlNet", AddOnKind::ControlNet},
                             Place{"controlnet", AddOnKind::ControlNet},
                             Place{"VAE-approx", AddOnKind::PreviewVae},
                             Place{"vae_approx", AddOnKind::PreviewVae}};
constexpr std::array<std::string_view, 2> kCheckpointFolders{"Stable-diffusion", "checkpoints"};
constexpr int kDeepest = 8; ///< folders below: a link may lead back
/// Where a tree's root has its folders.
constexpr std::array<std::string_view, 2> kWithin{"", "models"};

bool isWeights(const fs::path& path, AddOnKind kind) {
    const auto ending = path.extension();
    const bool preview = path.stem().extension() == ".preview";
    const bool maybeLora = ending == ".safetensors" || ending == ".pt";
    return !preview && endsAsWeights(path) && (kind != AddOnKind::Lora || maybeLora);
}

/// In a folder as diffusers writes it the file's name says nothing.
std::string nameOf(const fs::path& path) {
    const auto stem = path.stem().string();
    return stem.starts_with("diffusion_pytorch_model") ? path.parent_path().filename().string() : stem;
}

/// Calls `take` with each entry below the folder.
void walk(const fs::path& folder, const auto& take) {
    std::error_code error;
    const auto options =
        fs::directory_options::follow_directory_symlink | fs::directory_options::skip_permission_denied;
    fs::recursive_directory_iterator entry(folder, options, error);
    for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
        if (entry.depth() >= kDeepest)
            entry.disable_recursion_pending();
        take(*entry);
    }
}

void addFrom(const fs::path& folder, AddOnKind kind, std::vector<AddOnFile>& files) {
    walk(folder, [&](const fs::directory_entry& entry) {
        std::error_code ignored;
        if (isWeights(entry.path(), kind) && entry.is_regular_file(ignored))
            files.push_back({nameOf(entry.path()), entry.path(), kind});
    });
}

/// By the path without links: a folder that two links lead to is one folder to watch.
void addFolder(const fs::path& folder, std::set<fs::path>& folders) {
    std::error_code error;
    const auto real = fs::canonical(folder, error);
    if (!error && fs::is_directory(real, error))
        folders.insert(real);
}

void addFolders(const fs::path& folder, std::set<fs::path>& folders) {
    addFolder(folder, folders);
    walk(folder, [&](const fs::directory_entry& entry) {
        std::error_code ignored;
        if (entry.is_directory(ignored))
            addFolder(entry.path(), folders);
    });
}

/// The folder and those below it, in order, but for models that are folders themselves.
void addWithSubfolders(const fs::path& folder, int depth, std::vector<fs::path>& folders) {
    folders.push_back(folder);
    if (depth == kDeepest)
        return;
    std::error_code error;
    std::vector<fs::path> below;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_directory(ignored) && !modelKindOf(entry->path()))
            below.push_back(entry->path());
    }
    std::ranges::sort(below);
    for (const auto& each : below)
        addWithSubfolders(each, depth + 1, folders);
}

} // namespace

std::vector<fs::path> checkpointFolders(const std::vector<fs::path>& roots) {
    std::vector<fs::path> folders;
    std::error_code error;
    for (const auto& root : roots) {
        folders.push_back(root);
        for (const auto within : kWithin)
            for (const auto name : kCheckpointFolders)
                if (const auto folder = root / within / name; fs::is_directory(folder, error))
                    addWithSubfolders(folder, 0, folders);
    }
    return folders;
}

std::vector<AddOnFile> findAddOns(const std::vector<fs::path>& roots) {
    std::vector<AddOnFile> all;
    std::set<std::pair<AddOnKind, std::string>> names;
    for (const auto& root : roots) {
        std::vector<AddOnFile> here;
        for (const auto within : kWithin)
            for (const auto& place : kPlaces)
                addFrom(root / within / place.folder, place.kind, here);
        std::ranges::sort(here, {},
                          [](const AddOnFile& file) { return std::tie(file.kind, file.name, file.path); });
        for (auto& file : here)
            if (names.emplace(file.kind, file.name).second)
                all.push_back(std::move(file));
    }
    std::ranges::stable_sort(all, {}, [](const AddOnFile& file) { return std::tie(file.kind, file.name); });
    return all;
}

std::vector<fs::path> watchedFolders(const std::vector<fs::path>& roots) {
    std::set<fs::path> folders;
    std::error_code error;
    for (const auto& root : roots) {
        addFolder(fs::is_directory(root, error) ? root : root.parent_path(), folders);
        for (const auto within : kWithin) {
            addFolder(root / within, folders);
            for (const auto& place : kPlaces)
                addFolders(root / within / place.folder, folders);
        }
    }
    for (const auto& folder : checkpointFolders(roots))
        addFolder(folder, folders);
    return {folders.begin(), folders.end()};
}

} // namespace latentbrush::catalogue
