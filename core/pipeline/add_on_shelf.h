#pragma once

#include "bundles/applied_loras.h"
#include "catalogue/model_tree.h"
#include "prompt/embedding_index.h"
#include "weights/embedding_file.h"

#include <functional>
#include <mutex>

namespace latentbrush::pipeline {

/// The LoRAs, embeddings, VAEs and ControlNets of the model folders, found by name and read once. Any thread,
/// any time.
class AddOnShelf {
public:
    /// `folders` is asked at each look.
    explicit AddOnShelf(std::function<std::vector<std::filesystem::path>()> folders)
        : m_folders(std::move(folders)) {}

    /// What is there now.
    std::vector<catalogue::AddOnFile> all() const { return catalogue::findAddOns(m_folders()); }

    /// By its stem, or a path. AddOnNotFound with the name as subject.
    Result<std::filesystem::path> find(catalogue::AddOnKind kind, const std::string& name) const;

    /// Read, or as it was read before while the file is unchanged. Errors of find and readLora.
    Result<std::shared_ptr<const bundles::LoraFile>> lora(const std::string& name);

    using Embeddings = std::vector<std::shared_ptr<const weights::EmbeddingFile>>;
    /// All that can be read, by name. What cannot is left out: a prompt that names it reads it as words.
    Embeddings embeddings();

private:
    using Time = std::filesystem::file_time_type;

    std::function<std::vector<std::filesystem::path>()> m_folders;
    std::mutex m_mutex;
    std::map<std::filesystem::path, std::pair<Time, std::shared_ptr<const bundles::LoraFile>>> m_loras;
    /// Null: cannot be read.
    std::map<std::filesystem::path, std::pair<Time, std::shared_ptr<const weights::EmbeddingFile>>>
        m_embeddings;
};

/// The triggers for an encoder of that width: each embedding's own name and its file's stem.
std::vector<prompt::EmbeddingName> triggersOf(const AddOnShelf::Embeddings& embeddings, std::int64_t width);

/// The rows [n,width] of the one that the trigger calls, fp32; undefined where none has that width.
at::Tensor rowsOf(const AddOnShelf::Embeddings& embeddings, const std::string& trigger, std::int64_t width);

} // namespace latentbrush::pipeline
