#pragma once

#include "latent_set.h"
#include "options.h"
#include "starter_configs.h"
#include "training_log.h"
#include "vocabulary.h"

#include <functional>
#include <torch/script.h>

namespace latentbrush::trainer {

/// The UNet and its text encoder while they learn together. fp32 between stages.
struct Denoiser {
    torch::jit::Module unet;
    torch::jit::Module textEncoder;
};

/// Trains on the encoded scenes until the time is up and leaves the averaged weights in the modules, in fp32.
/// Each picture gets a caption in a language drawn at random (one in ten: none, for guidance), a timestep
/// drawn evenly, and by even chance a full mask with empty masked latents (zeros: text-to-image) or its hole
/// and what is seen around it (inpainting). Loss: squared error of what the network should predict, objects
/// counting more than what is behind them (which moves no cell's best answer, only how fast it is learned),
/// and the probes' losses. Logs them and, every ten minutes, draws a sheet of sampled pictures and calls
/// `keep` while the modules hold the averaged weights.
void trainDenoiser(Denoiser& denoiser, Autoencoder& autoencoder, const LatentSet& set,
                   const Vocabulary& vocabulary, const StarterConfigs& configs, const Options& options,
                   TrainingLog& log, const std::function<void()>& keep);

} // namespace latentbrush::trainer
