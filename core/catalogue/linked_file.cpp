#include "catalogue/linked_file.h"

#include "catalogue/add_on_card.h"
#include "catalogue/find_models.h"

#include <array>

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

Result<> link(const fs::path& file, const fs::path& at) {
    std::error_code error;
    fs::create_directories(at.parent_path(), error);
    fs::remove(at, error); // one that leads nowhere: what is there has a name
    fs::create_symlink(file, at, error);
    if (error)
        return failure(ErrorCode::WriteFailed, at.string(), error.message());
    return {};
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
    for (const auto& each : named)
        if (fs::equivalent(each.path, real, error))
            return each.name;
    const auto name = kind || !fs::is_directory(real, error) ? real.stem() : real.filename();
    for (const auto& each : named)
        if (each.name == name)
            return failure(ErrorCode::FileExists, name.string(), each.path.string());
    if (auto linked = link(real, own / placeOf(kind) / real.filename()); !linked)
        return failure(linked);
    return name.string();
}

} // namespace latentbrush::catalogue
