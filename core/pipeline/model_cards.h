#pragma once

#include "base/result.h"
#include "base/stop_token.h"
#include "catalogue/model_card.h"
#include "pipeline/engine.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace latentbrush::pipeline {

/// All that lies in an engine's model folders, the unusable too, from file headers alone. Remembers by path,
/// time and size what it has read, so that a second look costs little more than listing the folders. Any
/// thread, any time; never waits for an engine.
class ModelCards {
public:
    /// Of `options` the folders count, and where hashes are remembered.
    explicit ModelCards(const EngineOptions& options);
    ~ModelCards();

    /// The starter first, then models, LoRAs, embeddings, VAEs and ControlNets, by name within each. Of two
    /// with one name and kind the one that requests mean.
    std::vector<catalogue::ModelCard> all() const;

    /// The folders, and the files that cannot be read yet, whose change can change `all`: a file that is
    /// still being copied is told by its own changes alone.
    std::vector<std::filesystem::path> watched(const std::vector<catalogue::ModelCard>& cards) const;

    /// SHA-256 of a card's file, from what is remembered or by reading it. FileMissing (a folder has no hash
    /// of its own either), FileUnreadable, Cancelled.
    Result<std::string> hashOf(const std::filesystem::path& file, const StopToken& stop) const;

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace latentbrush::pipeline
