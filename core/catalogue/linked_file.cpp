#include "catalogue/linked_file.h"

#include "catalogue/add_on_card.h"
#include "catalogue/find_models.h"

#include <algorithm>

namespace latentbrush::catalogue {

namespace {

namespace fs = std::filesystem;

/// A name that something of this kind has in the roots.
struct Named {
    std::string name;
    fs::path path;
};

std::vector<Named> namedIn(const std::vector<fs::path>& roots, std::optional<AddOnKind> kind) {
    std::vector<Named> all;
    if (!kind)
        for (const auto& model : findModels(checkpointFolders(roots)))
            all.push_back({model.name, model.path});
    else
        for (const auto& file : findAddOns(roots))
            if (file.kind == *kind)
                all.push_back({file.name, file.path});
    return all;
}

fs::path placeOf(std::optional<AddOnKind> kind) {
    if (!kind)
        return {};
    switch (*kind) {
    case AddOnKind::Lora:
        return "loras";
    case AddOnKind::Embedding:
        return "embeddings";
    case AddOnKind::Vae:
        return "vae";
    case AddOnKind::ControlNet:
        return "controlnet";
    case AddOnKind::PreviewVae:
        break;
    }
    return "vae_approx";
}

/// What is linked, and what the link is called. Of a diffusers folder's weights the folder, by whose name
/// they are known; an ending that is not looked for in that place becomes one that is.
std::pair<fs::path, fs::path> linkOf(const fs::path& file, std::optional<AddOnKind> kind) {
    if (kind && file.stem().string().starts_with("diffusion_pytorch_model"))
        return {file.parent_path(), file.parent_path().filename()};
    auto name = file.filename();
    const auto ending = file.extension();
    std::error_code error;
    if (!kind && !fs::is_directory(file, error) && ending != ".safetensors")
        name.replace_extension(".ckpt");
    if (kind == AddOnKind::Lora && ending != ".safetensors")
        name.replace_extension(".pt");
    return {file, name};
}

/// Nothing that is there is touched but a link that leads nowhere.
Result<> link(const fs::path& target, const fs::path& at) {
    std::error_code error;
    fs::create_directories(at.parent_path(), error);
    const bool isLink = fs::is_symlink(fs::symlink_status(at, error));
    if (isLink && !fs::exists(at, error))
        fs::remove(at, error);
    else if (isLink || fs::exists(at, error))
        return failure(ErrorCode::FileExists, at.filename().string(), at.string());
    fs::create_symlink(target, at, error);
    if (error)
        return failure(ErrorCode::WriteFailed, at.string(), error.message());
    return {};
}

/// The name by which it is found; none where it is not.
std::optional<std::string> nameIn(const std::vector<Named>& named, const fs::path& file) {
    std::error_code error;
    for (const auto& each : named)
        if (fs::equivalent(each.path, file, error))
            return each.name;
    return std::nullopt;
}

} // namespace

std::optional<AddOnKind> addOnKindOf(const fs::path& file) {
    // The strictest first: many a file has one matrix, and could be an embedding.
    for (const auto kind : {AddOnKind::Lora, AddOnKind::ControlNet, AddOnKind::Vae, AddOnKind::Embedding})
        if (!readAddOnCard({file.stem().string(), file, kind}).problem)
            return kind;
    return std::nullopt;
}

Result<std::string> linkedInto(const fs::path& own, const fs::path& file, std::optional<AddOnKind> kind,
                               const std::vector<fs::path>& roots) {
    std::error_code error;
    const auto real = fs::canonical(file, error);
    if (error)
        return failure(ErrorCode::FileMissing, file.string());
    const auto named = namedIn(roots, kind);
    if (auto name = nameIn(named, real))
        return *name;
    // The name is that of the path that was given: a cache's files are called by their hashes.
    const auto [target, name] = linkOf(fs::absolute(file), kind);
    const auto clash = std::ranges::find(named, fs::is_directory(target, error) ? name : name.stem(),
                                         [](const Named& each) { return fs::path(each.name); });
    if (clash != named.end())
        return failure(ErrorCode::FileExists, clash->name, clash->path.string());
    const auto at = own / placeOf(kind) / name;
    if (auto linked = link(fs::canonical(target, error), at); !linked)
        return failure(linked);
    if (auto found = nameIn(namedIn(roots, kind), real))
        return *found;
    fs::remove(at, error); // of no use where nobody looks for it
    return failure(ErrorCode::UnsupportedFormat, file.string(), "an ending that is not looked for");
}

} // namespace latentbrush::catalogue
