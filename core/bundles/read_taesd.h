#pragma once

#include "bundles/loaded_model.h"

#include <filesystem>

namespace latentbrush::bundles {

/// Reads TAESD's decoder for a model, placed as the model is: the original's file (taesd_decoder.pth,
/// numbered from 1, the first being the clamp) or diffusers' ("decoder.layers.0"); safetensors or pickle.
/// AddOnMisfit, subject the path, where it is none or decodes other latents; the errors of
/// weights::WeightFile. Exceptions of LibTorch fly through.
Result<torch::jit::Module> readTaesdDecoder(const std::filesystem::path& path, const LoadedModel& model);

} // namespace latentbrush::bundles
