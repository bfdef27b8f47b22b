#pragma once

#include "bundles/known_hashes.h"
#include "bundles/loaded_model.h"
#include "bundles/read_control_net.h"
#include "pipeline/add_on_shelf.h"
#include "pipeline/hash_behind.h"
#include "pipeline/model_shelf.h"
#include "request/generation_request.h"
#include "tensors/device.h"

#include <optional>

namespace latentbrush::pipeline {

/// A model that is in memory, with what a request laid over it or put beside it: LoRAs, another VAE,
/// ControlNets. One thread.
class ModelInUse {
public:
    using Shelved = std::shared_ptr<const ShelvedModel>;

    ModelInUse(const bundles::KnownHashes& hashes, AddOnShelf& addOns) : m_hashes(hashes), m_addOns(addOns) {}

    bool holds(const Shelved& model, const tensors::Place& place) const;
    /// Puts another in its place. Errors of loadModel.
    Result<> load(const Shelved& model, const tensors::Place& place, const StopToken& stop);
    void unload();

    /// The request's VAE and LoRAs, those of its list and those that its prompt names, and no others; and
    /// what its answers are taken for. AddOnNotFound, subject the name; InvalidRequest for a tag that is not
    /// understood; FileMissing where an export lacks the encoder that is needed, UnsupportedCombination for
    /// what its UNet cannot; errors of readVae and AppliedLoras. Exceptions of LibTorch fly through.
    Result<> layOver(const GenerationRequest& request);

    /// The request's ControlNets in its order, read where they were not yet; others are let go.
    /// AddOnNotFound, subject the name; errors of readControlNet; UnsupportedCombination, subject "controls",
    /// for an exported UNet that takes none. Exceptions of LibTorch fly through.
    Result<std::vector<bundles::LoadedControlNet>> controlNets(const GenerationRequest& request);

    /// The bytes of those that are not in memory yet, as their files have them.
    std::uint64_t bytesOfNewControlNets(const GenerationRequest& request) const;

    /// TAESD's decoder for this family, where the model folders have one that can be read.
    std::optional<torch::jit::Module> previewDecoder();

    bundles::LoadedModel& model() { return *m_model; }
    const ShelvedModel& shelved() const { return *m_shelved; }
    bool isEmpty() const { return !m_model; }

    /// SHA-256 by name of what lies over it now.
    const std::map<std::string, std::string>& addOnHashes() const { return m_addOnHashes; }
    /// Of its LoRAs, as other programs know them (KnownHashes::ofPayload).
    const std::map<std::string, std::string>& loraHashes() const { return m_loraHashes; }
    /// Names how the text encoders stand: a new word whenever they changed.
    std::string encodersState() const;
    /// Waits for the model's hash, where it is still being made.
    void completeHash() { m_hash.fill(*m_model); }

private:
    struct Autoencoder {
        std::optional<catalogue::VaeConfig> config;
        torch::jit::Module encoder;
        torch::jit::Module decoder;
    };
    Result<> checkAble(const GenerationRequest& request) const;
    void readAs(PredictionChoice prediction);
    Result<> useVae(const std::string& name);
    Result<> useLoras(const std::vector<LoraUse>& uses);
    Result<> remember(catalogue::AddOnKind kind, const std::string& name);

    const bundles::KnownHashes& m_hashes;
    AddOnShelf& m_addOns;
    HashBehind m_hash;
    Shelved m_shelved;      ///< what m_model was loaded from
    tensors::Place m_asked; ///< an export computes in its own format, whatever was asked for
    std::optional<bundles::LoadedModel> m_model;
    std::optional<Autoencoder> m_ownVae; ///< while another is in its place
    std::string m_vae;
    std::map<std::filesystem::path, bundles::LoadedControlNet> m_controlNets;
    /// None: looked for and not there.
    std::optional<std::optional<torch::jit::Module>> m_previewDecoder;
    bundles::AppliedLoras m_loras;
    std::vector<LoraUse> m_uses;
    std::map<std::string, std::string> m_addOnHashes;
    std::map<std::string, std::string> m_loraHashes;
};

/// The LoRAs of the request's list and of its prompt's <lora:…> tags. InvalidRequest, subject "prompt", for a
/// tag that names nothing we have, such as <hypernet:…>.
Result<std::vector<LoraUse>> lorasOf(const GenerationRequest& request);

} // namespace latentbrush::pipeline
