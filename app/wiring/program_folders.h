#pragma once

#include "pipeline/engine.h"

#include <filesystem>

namespace latentbrush::wiring {

/// Where this program's data lies: `share/latentbrush` beside the installed `bin`, or in the build tree when
/// the program runs from there. Found from the program's own path, so that an installed tree may be moved.
std::filesystem::path shareFolder();

/// The person's own models, `models` in the data folder.
std::filesystem::path modelsFolder();

/// The text file with the other folders where the person's models lie (catalogue/model_roots.h).
std::filesystem::path modelRootsFile();

/// Remembers to which TorchScript of others the person agreed (catalogue/consents.h).
std::filesystem::path consentsFile();

/// Every folder in which models may lie: the person's own, and those that the file names with the checkpoint
/// folders of their trees.
std::vector<std::filesystem::path> modelFolders();

/// The engine as both programs start it.
pipeline::EngineOptions engineOptions();

} // namespace latentbrush::wiring
