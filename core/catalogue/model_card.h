#pragma once

#include "base/error.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace latentbrush::catalogue {

enum class CardKind { Model, Lora, Embedding, Vae, ControlNet };

/// What lies in the model folders, one card a model or add-on, usable or not, as a list shows it. A plain
/// value.
struct ModelCard {
    CardKind kind = CardKind::Model;
    std::string name{}; ///< what requests and prompts call it
    std::filesystem::path path{};
    /// "starter", "sd1" … as ModelManifest has it; of an add-on the family that it was made for. Empty: its
    /// header does not tell.
    std::string family{};
    std::string precision{}; ///< of the stored weights: "fp32", "fp16", "bf16", "fp8"; empty: not told
    int downscale = 0;       ///< of a VAE, pixels a latent along each edge; 0: not told
    std::uint64_t bytes = 0;
    std::string hash{};              ///< SHA-256, 64 hex digits; empty: nobody has read the whole file yet
    std::filesystem::path preview{}; ///< a picture beside it; empty: there is none
    std::vector<std::string> triggers{}; ///< words that call it, as the JSON beside it says
    std::optional<Error> problem{};      ///< why it cannot be used: what is missing, or what it is instead
    bool operator==(const ModelCard&) const = default;
};

/// Why an add-on does not go with a model.
enum class Misfit {
    OtherFamily, ///< it was made for the card's family
    OtherLatents ///< a VAE whose latents are of another size
};

/// None where it fits, and where nobody can say: a family of others' making, a card without a family. Models
/// fit always. An embedding serves every model that has its text encoder: those of SDXL its refiner, those of
/// SD 2 the upscaler.
std::optional<Misfit> misfitOf(const ModelCard& card, const std::string& modelFamily);

} // namespace latentbrush::catalogue
