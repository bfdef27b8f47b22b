#include "denoiser_training.h"

#include "master_weights.h"
#include "picturebook/captions.h"
#include "probes.h"
#include "sample_sheet.h"
#include "sampling/ddim.h"
#include "sampling/ddim_grid.h"
#include "sampling/guidance.h"
#include "sampling/noise_schedule.h"
#include "sampling/predictions.h"
#include "scene_labels.h"

#include <algorithm>
#include <array>

namespace latentbrush::trainer {

namespace {

using picturebook::Dice;
using picturebook::Language;

constexpr int kDropOneIn = 10;
// Of a cell with an object, where so little noise is left that it is certain that there is one; others
// weigh 1. Above, the weight would falsify the odds: of cells that may hold an object the network would learn
// that four times as many do, and draw two where one was asked for.
constexpr double kObjectWeight = 4;
constexpr double kCertainLevel = 0.8; // ᾱ: σ below 0.5
constexpr double kTextShare = 0.02;   // of the probes' losses in the whole
constexpr double kCellShare = 0.05;

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
    at::Tensor labels;  ///< [B,h,w]
    at::Tensor facts;   ///< [B,kFacts]
    at::Tensor said;    ///< [B]: 0 where the caption was dropped
};

Batch drawBatch(Dice& dice, const LatentSet& set, const Vocabulary& vocabulary, int count) {
    std::vector<std::int64_t> indices;
    std::vector<std::string> captions;
    std::vector<at::Tensor> facts;
    auto inpaints = at::zeros({count, 1, 1, 1});
    auto said = at::zeros({count});
    for (int i = 0; i < count; ++i) {
        indices.push_back(dice.between(0, static_cast<int>(set.scenes.size()) - 1));
        const auto language = dice.chance(1, 2) ? Language::English : Language::Japanese;
        const auto& scene = set.scenes[static_cast<std::size_t>(indices.back())];
        const auto caption = picturebook::caption(scene, language, dice);
        captions.push_back(dice.chance(1, kDropOneIn) ? std::string() : caption);
        facts.push_back(factsOf(scene));
        said[i].fill_(captions.back().empty() ? 0.0f : 1.0f);
        inpaints[i].fill_(dice.chance(1, 2) ? 1.0f : 0.0f);
    }
    const auto rows = at::tensor(indices, at::kLong);
    const auto mask = at::where(inpaints.to(at::kBool), set.holes.index_select(0, rows), at::ones({1}));
    const auto seen = set.seen.index_select(0, rows) * inpaints;
    const auto labels = set.labels.index_select(0, rows);
    return {.latents = set.latents.index_select(0, rows),
            .extra = at::cat({mask, seen}, 1),
            .ids = idsOf(captions, vocabulary),
            .labels = labels,
            .facts = at::stack(facts),
            .said = said};
}

/// [B,h,w] for labels [B,h,w] and the levels ᾱ [B] of the noise on them.
at::Tensor cellWeights(const at::Tensor& labels, const at::Tensor& levels) {
    const auto certain = levels.gt(kCertainLevel).view({-1, 1, 1});
    return at::where(labels.ge(kFirstObjectLabel).logical_and(certain), kObjectWeight, 1.0).to(at::kFloat);
}

/// One timestep from each of `count` equal shares of the schedule: every batch has all noise levels, which
/// makes its gradient steadier than independent draws do. The last quarter of the way to the picture, which
/// only sharpens what is decided, gets half as many as the rest.
at::Tensor spreadTimesteps(int timesteps, int count) {
    constexpr double kFine = 0.25; // of the schedule, with half the density
    constexpr double kShare = kFine / (2 - kFine);
    const auto place = (at::arange(count) + at::rand({count})) / count;
    const auto part = at::where(place.lt(kShare), place * (kFine / kShare),
                                (place - kShare) * ((1 - kFine) / (1 - kShare)) + kFine);
    return (part * timesteps).to(at::kLong).clamp_max(timesteps - 1);
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

/// Running means of the last hundred steps or so.
struct Losses {
    double picture = 0;
    double text = 0;
    double cells = 0;

    void follow(const Losses& now, long step) {
        const double share = 1 / std::min(step + 1.0, 100.0);
        picture += share * (now.picture - picture);
        text += share * (now.text - text);
        cells += share * (now.cells - cells);
    }
    void write(TrainingLog& log, long step) const {
        log.write(step, "loss", picture);
        log.write(step, "text loss", text);
        log.write(step, "cell loss", cells);
    }
};

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
                   TrainingLog& log, const std::function<void()>& keep) {
    const at::Device device(options.device);
    const auto type = workingTypeFor(device);
    Probes probes(configs.unet, configs.text, options.seed + 5000);
    MasterWeights masters({denoiser.unet, denoiser.textEncoder, probes.module()}, device, type,
                          {.orthogonal = true});
    const sampling::NoiseSchedule schedule(configs.scheduler);
    const auto alphaBars = schedule.alphaBarTensor();
    const auto sheetIds = idsOf({kSheetPrompts.begin(), kSheetPrompts.end()}, vocabulary);
    const auto emptyIds = idsOf({""}, vocabulary);
    Dice dice(options.seed + 3000);

    log.begin("denoiser", options.denoiserMinutes);
    Losses recent;
    const auto keepAverage = [&] {
        masters.showAverage();
        const auto sheet =
            samplePictures(denoiser, autoencoder, set, configs, sheetIds.to(device), emptyIds.to(device));
        writeSheet(options.out / "samples.ppm", sheet, 4);
        keep();
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
        const auto weights = cellWeights(batch.labels, levels).to(device);
        const auto context = denoiser.textEncoder.forward({batch.ids.to(device)}).toTensor();
        const auto input = at::cat({noisy, batch.extra}, 1).to(device, type);
        const auto pass = passThrough(denoiser.unet, input, times.to(device, at::kFloat), context);
        const auto errors = at::mse_loss(pass.output.to(at::kFloat), target, at::Reduction::None).mean(1);
        const auto picture = (errors * weights).sum() / weights.sum();
        const auto text = probes.textLoss(context, batch.facts.to(device), batch.said.to(device));
        const auto cells = probes.cellLoss(pass.features, batch.labels.to(device), weights);
        (picture + kTextShare * text + kCellShare * cells).backward();
        masters.step(cosineRate(options.denoiserRate, log.progress()));
        recent.follow({picture.item<double>(), text.item<double>(), cells.item<double>()}, step);
        if (step % 100 == 0)
            recent.write(log, step);
        if (log.isDue(600))
            keepAverage();
    }
    keepAverage();
    masters.finish();
    recent.write(log, step);
}

} // namespace latentbrush::trainer
