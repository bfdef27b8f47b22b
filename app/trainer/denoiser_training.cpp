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
constexpr double kObjectWeight = 4; // of a cell with an object; others weigh 1
constexpr double kTextShare = 0.02; // of the probes' losses in the whole
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
    at::Tensor weights; ///< [B,h,w]
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
            .weights = labels.ge(kFirstObjectLabel).to(at::kFloat).mul(kObjectWeight - 1).add(1),
            .facts = at::stack(facts),
            .said = said};
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
    MasterWeights masters({denoiser.unet, denoiser.textEncoder, probes.module()}, device, type, {});
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
        const auto weights = batch.weights.to(device);
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
