#pragma once

#include "bundles/loaded_model.h"

#include <filesystem>

namespace latentbrush::bundles {

/// A ControlNet in memory, placed as the model that it was read for.
struct LoadedControlNet {
    catalogue::ControlNetConfig config;
    torch::jit::Module network;
};

/// Reads a ControlNet for a model: a file in CompVis's layout or diffusers' (safetensors or pickle), or a
/// file of diffusers' beside its config.json, which then counts. AddOnMisfit, subject the path, where the
/// file holds no ControlNet or one for another family; UnsupportedModel for one of another build; the errors
/// of weights::WeightFile. Exceptions of LibTorch fly through.
Result<LoadedControlNet> readControlNet(const std::filesystem::path& path, const LoadedModel& model);

} // namespace latentbrush::bundles
