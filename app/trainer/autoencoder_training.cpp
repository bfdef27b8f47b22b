#include "autoencoder_training.h"

#include "master_weights.h"
#include "sample_sheet.h"
#include "scene_batch.h"

#include <cmath>

namespace latentbrush::trainer {

namespace {

constexpr double kObjectWeight = 3; // added to 1 where an object stands: they are small and matter most
constexpr double kEdgeWeight = 1.0; // of the differences' absolute error
constexpr double kDivergenceWeight = 2e-4;
constexpr int kValidationScenes = 32;

at::Tensor run(torch::jit::Module& module, const at::Tensor& input) {
    return module.forward({input}).toTensor();
}

at::Tensor differences(const at::Tensor& picture, int dimension) {
    return at::diff(picture, 1, dimension);
}

/// Mean absolute errors of values and of edges, the first weighted by `weight` [B,1,H,W].
at::Tensor pictureLoss(const at::Tensor& made, const at::Tensor& wanted, const at::Tensor& weight) {
    auto loss = ((made - wanted).abs() * weight).sum() / (weight.sum() * 3);
    for (const int dimension : {2, 3})
        loss =
            loss + kEdgeWeight * (differences(made, dimension) - differences(wanted, dimension)).abs().mean();
    return loss;
}

struct Posterior {
    at::Tensor mean;
    at::Tensor logVariance;
};

Posterior posteriorOf(const at::Tensor& moments) {
    const auto halves = moments.chunk(2, 1);
    return {halves[0], halves[1].clamp(-30, 20)};
}

at::Tensor divergence(const Posterior& posterior) {
    return 0.5 * (posterior.mean.square() + posterior.logVariance.exp() - 1 - posterior.logVariance).mean();
}

} // namespace

double reconstructionPsnr(Autoencoder& autoencoder, const at::Tensor& pictures, at::Tensor* rebuilt) {
    torch::NoGradGuard noGradients;
    const auto type = (*autoencoder.encoder.parameters().begin()).scalar_type();
    const auto device = (*autoencoder.encoder.parameters().begin()).device();
    const auto mean = posteriorOf(run(autoencoder.encoder, pictures.to(device, type))).mean;
    const auto made = run(autoencoder.decoder, mean.contiguous()).to(at::kCPU, at::kFloat).clamp(-1, 1);
    if (rebuilt)
        *rebuilt = made;
    const double error = (made - pictures).square().mean().item<double>() / 4; // the range is 2
    return -10 * std::log10(error);
}

void trainAutoencoder(Autoencoder& autoencoder, const Options& options, TrainingLog& log) {
    const at::Device device(options.device);
    MasterWeights::Settings settings;
    settings.averageDecay = 0.998;
    settings.weightDecay = 0;
    const auto type = workingTypeFor(device);
    MasterWeights masters({autoencoder.encoder, autoencoder.decoder}, device, type, settings);

    picturebook::Dice unseen(options.seed + 1000);
    const auto validation = drawScenes(unseen, picturebook::Split::HeldOut, kValidationScenes).pictures;
    picturebook::Dice dice(options.seed);
    at::Tensor rebuilt;
    const auto validate = [&](long step) {
        masters.showAverage();
        log.write(step, "psnr", reconstructionPsnr(autoencoder, validation, &rebuilt));
        writeSheet(options.out / "autoencoder.ppm", at::stack({validation, rebuilt}, 1).flatten(0, 1), 8);
        masters.showMasters();
    };

    log.begin("autoencoder", options.vaeMinutes);
    long step = 0;
    for (; log.progress() < 1; ++step) {
        const auto batch = drawScenes(dice, picturebook::Split::Training, options.vaeBatch);
        const auto pictures = batch.pictures.to(device);
        const auto weight = 1 + kObjectWeight * batch.objects.to(device);
        auto posterior = posteriorOf(run(autoencoder.encoder, pictures.to(type)).to(at::kFloat));
        const auto latents =
            posterior.mean + (0.5 * posterior.logVariance).exp() * at::randn_like(posterior.mean);
        const auto made = run(autoencoder.decoder, latents.to(type)).to(at::kFloat);
        const auto loss = pictureLoss(made, pictures, weight) + kDivergenceWeight * divergence(posterior);
        loss.backward();
        masters.step(cosineRate(options.vaeRate, log.progress()));
        if (step % 50 == 0)
            log.write(step, "loss", loss.item<double>());
        if (log.isDue(180))
            validate(step);
    }
    masters.finish();
    log.write(step, "psnr", reconstructionPsnr(autoencoder, validation));
}

} // namespace latentbrush::trainer
