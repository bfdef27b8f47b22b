#pragma once

#include "options.h"
#include "training_log.h"

#include <torch/script.h>

namespace latentbrush::trainer {

/// The two halves of the autoencoder while they learn. fp32 between stages.
struct Autoencoder {
    torch::jit::Module encoder;
    torch::jit::Module decoder;
};

/// Trains on freshly drawn scenes until the time is up and leaves the averaged weights in the modules, in
/// fp32. The loss is the mean absolute error, weighted more on objects, plus that of horizontal and vertical
/// differences (edges), plus a small Kullback–Leibler term that keeps the latents near a unit Gaussian. Logs
/// the loss and the PSNR on 32 unseen scenes.
void trainAutoencoder(Autoencoder& autoencoder, const Options& options, TrainingLog& log);

/// PSNR in dB of decode(mean of encode) over `pictures` [B,3,H,W] in [−1,1]; the reconstruction is left in
/// `rebuilt` if given.
double reconstructionPsnr(Autoencoder& autoencoder, const at::Tensor& pictures,
                          at::Tensor* rebuilt = nullptr);

} // namespace latentbrush::trainer
