#pragma once

#include "base/result.h"
#include "bundles/model_files.h"
#include "catalogue/consents.h"
#include "pipeline/engine.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

namespace latentbrush::pipeline {

/// A model on disk: where it lies and what it says it is. Nothing heavy was read.
struct ShelvedModel {
    std::string name;
    bundles::ModelFiles files;
    std::filesystem::file_time_type changed; ///< its description on disk
    bool mayRunTorchScript = false;          ///< it is code: without consent the starter's alone is run
    catalogue::Consents consents{};          ///< to what of it the person agreed

    const catalogue::ModelManifest& manifest() const { return files.manifest; }

    /// Whether it is TorchScript that this machine did not write.
    bool isForeign() const;

    /// Width and height must be multiples of this: the autoencoder's downscale times the UNet's.
    int sizeMultiple() const;
};

/// The folders of the options, with those that may change.
std::function<std::vector<std::filesystem::path>()> foldersOf(const EngineOptions& options);

/// Finds models by what requests call them and remembers what their files say. Any thread, any time.
class ModelShelf {
public:
    explicit ModelShelf(const EngineOptions& options);

    /// "starter", a path to a folder, or the name of a folder in one of the model folders. ModelNotFound, and
    /// the errors of reading a manifest or a diffusers folder.
    Result<std::shared_ptr<const ShelvedModel>> find(const std::string& model) const;

    /// What can be opened, the starter first, then by name.
    std::vector<std::shared_ptr<const ShelvedModel>> all() const;

    const catalogue::Consents& consents() const { return m_consents; }

private:
    Result<std::filesystem::path> folderOf(const std::string& model) const;
    bool isStarter(const std::filesystem::path& real) const;

    std::filesystem::path m_starter;
    catalogue::Consents m_consents;
    std::function<std::vector<std::filesystem::path>()> m_modelFolders;

    mutable std::mutex m_mutex;
    mutable std::map<std::filesystem::path, std::shared_ptr<const ShelvedModel>> m_known;
};

} // namespace latentbrush::pipeline
