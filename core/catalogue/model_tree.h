#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace latentbrush::catalogue {

/// What goes with a model.
enum class AddOnKind {
    Lora,
    Embedding,
    Vae,
    ControlNet,
    PreviewVae ///< TAESD: a tiny decoder that shows the forming picture
};

struct AddOnFile {
    std::string name; ///< the file's stem, or its folder's name where diffusers wrote it: what requests and
                      ///< prompts call it
    std::filesystem::path path;
    AddOnKind kind = AddOnKind::Lora;
    bool operator==(const AddOnFile&) const = default;
};

/// The folders under a person's model folders that may hold models: each folder itself, and in the trees of
/// AUTOMATIC1111's program and of ComfyUI, whose root or `models` folder was given, the one for checkpoints
/// with all that people sort them into below it (a model that is a folder is not looked into). Nothing is
/// copied or moved. Folders that are not there are left out.
std::vector<std::filesystem::path> checkpointFolders(const std::vector<std::filesystem::path>& roots);

/// The LoRAs, embeddings, VAEs and ControlNets in the folders that those trees have for them, at any depth,
/// told by place and ending alone; by name within a kind, and of two with one name the first root's. Folders
/// that cannot be read have none.
std::vector<AddOnFile> findAddOns(const std::vector<std::filesystem::path>& roots);

/// Every folder whose content decides what the two functions above find, for those who watch: the roots,
/// their `models`, and all that is below the places for add-ons. Those that exist, without links; a root
/// that does not is stood for by the folder it would be in.
std::vector<std::filesystem::path> watchedFolders(const std::vector<std::filesystem::path>& roots);

} // namespace latentbrush::catalogue
