#pragma once

#include "autoencoder_training.h"
#include "denoiser_training.h"
#include "options.h"
#include "starter_configs.h"
#include "vocabulary.h"

#include <array>
#include <filesystem>

namespace latentbrush::trainer {

/// The whole starter model in memory, fp32 on the CPU.
struct Starter {
    Autoencoder autoencoder;
    Denoiser denoiser;
    Vocabulary vocabulary;
    double scale = 0; ///< 0: not measured yet
    std::array<std::array<double, 5>, 3> previewRgb{};
};

/// Fresh weights, and the vocabulary learned from the picture book's words.
Starter freshStarter(StarterConfigs configs, std::uint64_t seed);

/// A bundle that writeStarter wrote. Throws std::runtime_error naming what is missing or has another shape.
Starter readStarter(const std::filesystem::path& folder, StarterConfigs configs);

/// Writes `model.json`, `weights-0000i-of-0000N.safetensors` (fp16, at most 15 MB each; names begin with
/// "unet.", "vae." or "text_encoder.") and `tokenizer/`: what resources/starter holds and what the build
/// makes TorchScript components from.
void writeStarter(const std::filesystem::path& folder, const Starter& starter, StarterConfigs configs,
                  const Options& options);

} // namespace latentbrush::trainer
