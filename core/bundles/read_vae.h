#pragma once

#include "bundles/loaded_model.h"

#include <filesystem>

namespace latentbrush::bundles {

/// An autoencoder from a file of its own.
struct Vae {
    catalogue::VaeConfig config;
    torch::jit::Module encoder;
    torch::jit::Module decoder;
};

/// Reads a VAE for a model: LDM's names, with or without "first_stage_model.", or diffusers'; safetensors or
/// pickle. Placed as the model is. Scale, shift and the groups of norms are those of the model's own: files
/// do not say them. AddOnMisfit, subject the path, where the file holds no autoencoder or one for other
/// latents; the errors of weights::WeightFile. Exceptions of LibTorch fly through.
Result<Vae> readVae(const std::filesystem::path& path, const LoadedModel& model);

} // namespace latentbrush::bundles
