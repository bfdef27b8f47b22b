#include "pipeline/model_shelf.h"

#include "catalogue/find_models.h"

namespace latentbrush::pipeline {

namespace {

namespace fs = std::filesystem;
constexpr const char* kStarter = "starter";

// What changes when the model's description does.
fs::file_time_type changeOf(const fs::path& model) {
    std::error_code error;
    for (const auto* name : {"model.json", "model_index.json"})
        if (const auto time = fs::last_write_time(model / name, error); !error)
            return time;
    return {};
}

} // namespace

int ShelvedModel::sizeMultiple() const {
    // An export of unknown shape: as deep as UNets are.
    constexpr std::size_t kUsualLevels = 4;
    const auto levels = manifest().unet ? manifest().unet->blockOutChannels.size() : kUsualLevels;
    return manifest().latents.downscale << (levels - 1);
}

ModelShelf::ModelShelf(const EngineOptions& options)
    : m_starter(options.starterFolder), m_modelFolders(options.modelFolders) {}

Result<fs::path> ModelShelf::folderOf(const std::string& model) const {
    std::error_code error;
    if (model == kStarter && !m_starter.empty())
        return m_starter;
    // A name is a name: no way out of the model folders.
    if (!model.empty() && fs::path(model).filename() == model && model != "." && model != "..")
        for (const auto& folder : m_modelFolders)
            if (catalogue::modelKindOf(folder / model))
                return folder / model;
    if (!model.empty() && fs::exists(model, error))
        return fs::path(model);
    return failure(ErrorCode::ModelNotFound, model);
}

bool ModelShelf::isStarter(const fs::path& real) const {
    std::error_code error;
    return !m_starter.empty() && fs::equivalent(real, m_starter, error);
}

Result<std::shared_ptr<const ShelvedModel>> ModelShelf::find(const std::string& model) const {
    auto folder = folderOf(model);
    if (!folder)
        return failure(folder);
    std::error_code error;
    const auto real = fs::canonical(*folder, error);
    if (error)
        return failure(ErrorCode::ModelNotFound, model, error.message());
    const auto changed = changeOf(real);
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_known.find(real);
        if (known != m_known.end() && known->second->changed == changed)
            return known->second;
    }
    auto files = bundles::openModel(real);
    if (!files)
        return failure(files);
    auto shelved = std::make_shared<ShelvedModel>();
    shelved->name = isStarter(real) ? kStarter : real.filename().string();
    shelved->files = std::move(*files);
    shelved->changed = changed;
    shelved->mayRunTorchScript = isStarter(real);
    const std::lock_guard lock(m_mutex);
    m_known[real] = shelved;
    return shelved;
}

std::vector<std::shared_ptr<const ShelvedModel>> ModelShelf::all() const {
    std::vector<std::shared_ptr<const ShelvedModel>> models;
    if (auto starter = find(kStarter))
        models.push_back(*starter);
    for (const auto& found : catalogue::findModels(m_modelFolders))
        if (auto model = find(found.path.string()); model && !isStarter((*model)->files.folder))
            models.push_back(*model);
    return models;
}

} // namespace latentbrush::pipeline
