#include "pipeline/model_shelf.h"

#include "catalogue/find_models.h"
#include "catalogue/model_tree.h"

#include <algorithm>
#include <iterator>

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
    const auto time = fs::last_write_time(model, error); // a single file
    return error ? fs::file_time_type() : time;
}

} // namespace

bool ShelvedModel::isForeign() const {
    return files.form == bundles::ModelForm::Exports ||
           (files.form == bundles::ModelForm::Components && !mayRunTorchScript);
}

int ShelvedModel::sizeMultiple() const {
    // An export of unknown shape: as deep as UNets are.
    constexpr std::size_t kUsualLevels = 4;
    const auto levels = manifest().unet ? manifest().unet->blockOutChannels.size() : kUsualLevels;
    return manifest().latents.downscale << (levels - 1);
}

std::function<std::vector<fs::path>()> foldersOf(const EngineOptions& options) {
    return [fixed = options.modelFolders, more = options.moreModelFolders] {
        auto folders = fixed;
        if (more)
            std::ranges::copy(more(), std::back_inserter(folders));
        return folders;
    };
}

ModelShelf::ModelShelf(const EngineOptions& options)
    : m_starter(options.starterFolder), m_consents(options.consentsFile), m_modelFolders(foldersOf(options)) {
}

Result<fs::path> ModelShelf::folderOf(const std::string& model) const {
    std::error_code error;
    if (model == kStarter && !m_starter.empty())
        return m_starter;
    // A name is a name: no way out of the model folders.
    if (!model.empty() && fs::path(model).filename() == model && model != "." && model != "..")
        for (const auto& found : catalogue::findModels(catalogue::checkpointFolders(m_modelFolders())))
            if (found.name == model || found.path.filename() == model)
                return found.path;
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
    const bool isFile = fs::is_regular_file(real, error);
    shelved->name = isStarter(real) ? kStarter : (isFile ? real.stem() : real.filename()).string();
    shelved->files = std::move(*files);
    shelved->changed = changed;
    shelved->mayRunTorchScript = isStarter(real);
    shelved->consents = m_consents;
    const std::lock_guard lock(m_mutex);
    m_known[real] = shelved;
    return shelved;
}

std::vector<std::shared_ptr<const ShelvedModel>> ModelShelf::all() const {
    std::vector<std::shared_ptr<const ShelvedModel>> models;
    if (auto starter = find(kStarter))
        models.push_back(*starter);
    for (const auto& found : catalogue::findModels(catalogue::checkpointFolders(m_modelFolders())))
        if (auto model = find(found.path.string()); model && !isStarter((*model)->files.folder))
            models.push_back(*model);
    return models;
}

} // namespace latentbrush::pipeline
