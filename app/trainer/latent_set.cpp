#include "latent_set.h"

#include "hole.h"
#include "scene_batch.h"
#include "scene_labels.h"

namespace latentbrush::trainer {

namespace {

at::Tensor meanOf(torch::jit::Module& encoder, const at::Tensor& pictures) {
    return encoder.forward({pictures}).toTensor().chunk(2, 1)[0].contiguous();
}

std::array<std::array<double, 5>, 3> fitPreview(const at::Tensor& latents, const at::Tensor& pictures,
                                                int factor) {
    const auto pixels =
        at::avg_pool2d(pictures, factor, factor).add(1).div(2).permute({0, 2, 3, 1}).reshape({-1, 3});
    auto known = latents.permute({0, 2, 3, 1}).reshape({-1, latents.size(1)});
    known = at::cat({known, at::ones({known.size(0), 1})}, 1);
    const auto solution = std::get<0>(at::linalg_lstsq(known.to(at::kDouble), pixels.to(at::kDouble)));
    std::array<std::array<double, 5>, 3> rows{};
    for (int colour = 0; colour < 3; ++colour)
        for (int column = 0; column < 5; ++column)
            rows[colour][column] = solution[column][colour].item<double>();
    return rows;
}

} // namespace

LatentSet encodeScenes(Autoencoder& autoencoder, const Options& options, double fixedScale,
                       TrainingLog& log) {
    torch::NoGradGuard noGradients;
    constexpr int kBatch = 50;
    log.begin("encoding", 0);
    LatentSet set;
    picturebook::Dice dice(options.seed +
                           2000); // its own, so that bench/starter_score can draw the same scenes
    picturebook::Dice holeDice(options.seed + 4000);
    std::vector<at::Tensor> latents;
    std::vector<at::Tensor> holes;
    std::vector<at::Tensor> seen;
    std::vector<at::Tensor> labels;
    at::Tensor firstPictures;
    for (int done = 0; done < options.scenes; done += kBatch) {
        auto batch = drawScenes(dice, picturebook::Split::Training, kBatch);
        std::vector<at::Tensor> masks;
        for (const auto& drawing : batch.drawings)
            masks.push_back(randomHole(holeDice, drawing));
        const auto mask = at::stack(masks);
        latents.push_back(meanOf(autoencoder.encoder, batch.pictures));
        seen.push_back(meanOf(autoencoder.encoder, batch.pictures * (1 - mask)));
        const auto factor = static_cast<int>(batch.pictures.size(3) / latents.back().size(3));
        holes.push_back(maskOnLatents(mask, factor));
        for (std::size_t i = 0; i < batch.scenes.size(); ++i)
            labels.push_back(cellLabels(batch.scenes[i], batch.drawings[i], factor));
        set.scenes.insert(set.scenes.end(), batch.scenes.begin(), batch.scenes.end());
        if (!firstPictures.defined())
            firstPictures = batch.pictures;
    }
    set.latents = at::cat(latents);
    set.holes = at::cat(holes);
    set.seen = at::cat(seen);
    set.labels = at::stack(labels);
    set.scale = fixedScale > 0 ? fixedScale : 1 / set.latents.std().item<double>();
    set.latents.mul_(set.scale);
    set.seen.mul_(set.scale);
    const auto factor = static_cast<int>(firstPictures.size(3) / set.latents.size(3));
    set.previewRgb = fitPreview(set.latents.slice(0, 0, kBatch), firstPictures, factor);
    log.write(static_cast<long>(set.scenes.size()), "scale", set.scale);
    return set;
}

} // namespace latentbrush::trainer
