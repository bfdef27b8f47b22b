#include "denoiser_training.h"

#include "master_weights.h"
#include "picturebook/captions.h"
#include "sample_sheet.h"
#include "sampling/ddim.h"
#include "sampling/ddim_grid.h"
#include "sampling/guidance.h"
#include "sampling/noise_schedule.h"
#include "sampling/predictions.h"

#include <array>

namespace latentbrush::trainer {

namespace {

using picturebook::Dice;
using picturebook::Language;

constexpr int kDropOneIn = 10;

at::Tensor idsOf(const std::vector<std::string>& captions, const Vocabulary& vocabulary) {
    std::vector<at::Tensor> rows;
    for (const auto& caption : captions)
        rows.push_back(at::tensor(vocabulary.encode(caption), at::kLong));
    return at::stack(rows);
}

struct Batch {
    at::Tensor latents; ///< [B,4,h,w]
    at::Tensor extra;   ///< [B,5,h,w]: mask, masked latents
    at::Tensor ids;     ///< [B,77]
};

Batch drawBatch(Dice& dice, const LatentSet& set, const Vocabulary& vocabulary, int count) {
    std::vector<std::int64_t> indices;
    std::vector<std::string> captions;
    auto inpaints = at::zeros({count, 1, 1, 1});
    for (int i = 0; i < count; ++i) {
        indices.push_back(dice.between(0, static_cast<int>(set.scenes.size()) - 1));
        const auto language = dice.chance(1, 2) ? Language::English : Language::Japanese;
        const auto caption =
            picturebook::caption(set.scenes[static_cast<std::size_t>(indices.back())], language, dice);
        captions.push_back(dice.chance(1, kDropOneIn) ? std::string() : caption);
        inpaints[i].fill_(dice.chance(1, 2) ? 1.0f : 0.0f);
    }
    const auto rows = at::tensor(indices, at::kLong);
    const auto mask = at::where(inpaints.to(at::kBool), set.holes.index_select(0, rows), at::ones({1}));
    const auto seen = set.seen.index_select(0, rows) * inpaints;
    return {set.latents.index_select(0, rows), at::cat({mask, seen}, 1), idsOf(captions, vocabulary)};
}

/// One timestep from each of `count` equal parts of the schedule: every batch has all noise levels, which
/// makes its gradient steadier than independent draws do.
at::Tensor spreadTimesteps(int timesteps, int count) {
    const auto places = (at::arange(count) + at::rand({count})) * (static_cast<double>(timesteps) / count);
    return places.to(at::kLong).clamp_max(timesteps - 1);
}

/// Twenty steps of DDIM with guidance, for the eye: one picture a prompt.
at::Tensor samplePictures(Denoiser& denoiser, Autoencoder& autoencoder, const LatentSet& set,
                          const StarterConfigs& configs, const at::Tensor& ids, const at::Tensor& emptyIds) {
    torch::NoGradGuard noGradients;
    constexpr int kSteps = 20;
    constexpr double kGuidance = 5;
    const auto count = ids.size(0);
    const auto first = *denoiser.unet.parameters().begin();
    const auto type = first.scalar_type();
    const auto context =
        denoiser.textEncoder.forward({at::cat({emptyIds.expand({count, -1}), ids}).to(first.device())})
            .toTensor();
    auto shape = set.latents.sizes().vec();
    shape[0] = count;
    const auto unitNoise = at::randn(shape, at::detail::createCPUGenerator(7)).to(first.device());
    const auto extra = at::cat({at::ones({count, 1, shape[2], shape[3]}), at::zeros(shape)}, 1)
                           .repeat({2, 1, 1, 1})
                           .to(first.device());
    const auto denoise = sampling::withGuidance(kGuidance, [&](const at::Tensor& twice, double timestep) {
        const auto times = at::full({2 * count}, timestep, first.options().dtype(at::kFloat));
        return denoiser.unet.forward({at::cat({twice, extra}, 1).to(type), times, context}).toTensor();
    });
    const auto grid = sampling::ddimGrid(configs.scheduler, configs.scheduler.spacing, kSteps);
    const sampling::StepNoise noNoise;
    const sampling::StepDone noPreview;
    const auto latents =
        sampling::ddim({grid, configs.scheduler.prediction, denoise, noNoise, noPreview}, unitNoise);
    return autoencoder.decoder.forward({latents.to(at::kCPU) / set.scale}).toTensor();
}

const std::array kSheetPrompts{
    "a red house on a snowy field at night",
    "a blue car on a sandy beach at sunset",
    "a yellow boat on the sea by day",
    "a purple balloon over a grassy field by day",
    "夜の雪原に立つ赤い家",
    "夕焼けの砂浜に停まる青い車",
    "昼の海に浮かぶ黄色い船",
    "昼の草原に立つ白い松の木",
};

} // namespace

void trainDenoiser(Denoiser& denoiser, Autoencoder& autoencoder, const LatentSet& set,
                   const Vocabulary& vocabulary, const StarterConfigs& configs, const Options& options,
                   TrainingLog& log) {
    const at::Device device(options.device);
    const auto type = workingTypeFor(device);
    MasterWeights masters({denoiser.unet, denoiser.textEncoder}, device, type, {});
    const sampling::NoiseSchedule schedule(configs.scheduler);
    const auto alphaBars = schedule.alphaBarTensor();
    const auto sheetIds = idsOf({kSheetPrompts.begin(), kSheetPrompts.end()}, vocabulary);
    const auto emptyIds = idsOf({""}, vocabulary);
    Dice dice(options.seed + 3000);

    log.begin("denoiser", options.denoiserMinutes);
    double recent = 0;
    const auto drawSheet = [&] {
        masters.showAverage();
        const auto sheet =
            samplePictures(denoiser, autoencoder, set, configs, sheetIds.to(device), emptyIds.to(device));
        writeSheet(options.out / "samples.ppm", sheet, 4);
        masters.showMasters();
    };
    long step = 0;
    for (; log.progress() < 1; ++step) {
        const auto batch = drawBatch(dice, set, vocabulary, options.denoiserBatch);
        const auto times = spreadTimesteps(schedule.timesteps(), options.denoiserBatch);
        const auto levels = alphaBars.index_select(0, times);
        const auto noise = at::randn_like(batch.latents);
        const auto noisy = sampling::addNoise(batch.latents, noise, levels);
        const auto target =
            sampling::trainingTarget(configs.scheduler.prediction, batch.latents, noise, levels).to(device);
        const auto context = denoiser.textEncoder.forward({batch.ids.to(device)}).toTensor();
        const auto input = at::cat({noisy, batch.extra}, 1).to(device, type);
        const auto output = denoiser.unet.forward({input, times.to(device, at::kFloat), context}).toTensor();
        const auto loss = at::mse_loss(output.to(at::kFloat), target);
        loss.backward();
        masters.step(cosineRate(options.denoiserRate, log.progress()));
        recent = step == 0 ? loss.item<double>() : 0.99 * recent + 0.01 * loss.item<double>();
        if (step % 100 == 0)
            log.write(step, "loss", recent);
        if (log.isDue(300))
            drawSheet();
    }
    drawSheet();
    masters.finish();
    log.write(step, "loss", recent);
}

} // namespace latentbrush::trainer
