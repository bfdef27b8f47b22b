#include "catalogue/family_facts.h"

#include <algorithm>

namespace latentbrush::catalogue {

namespace {

constexpr std::pair<Family, const char*> kIds[] = {{Family::Sd1, "sd1"},
                                                   {Family::Sd2, "sd2"},
                                                   {Family::Sdxl, "sdxl"},
                                                   {Family::SdxlRefiner, "sdxl_refiner"},
                                                   {Family::X4Upscaler, "x4_upscaler"}};

bool isSdxl(Family family) {
    return family == Family::Sdxl || family == Family::SdxlRefiner;
}

} // namespace

const char* idOf(Family family) {
    return std::ranges::find(kIds, family, &std::pair<Family, const char*>::first)->second;
}

std::optional<Family> familyFromId(std::string_view id) {
    for (const auto& [family, known] : kIds)
        if (id == known)
            return family;
    return std::nullopt;
}

std::optional<Family> familyOfContext(int width) {
    constexpr std::pair<int, Family> kWidths[] = {
        {768, Family::Sd1}, {1024, Family::Sd2}, {2048, Family::Sdxl}, {1280, Family::SdxlRefiner}};
    for (const auto& [known, family] : kWidths)
        if (known == width)
            return family;
    return std::nullopt;
}

void setHeads(Family family, UNetConfig& unet) {
    constexpr int kHeads = 8;
    constexpr int kHeadWidth = 64;
    const bool byNumber = family == Family::Sd1 || family == Family::X4Upscaler;
    for (std::size_t level = 0; level < unet.heads.size(); ++level)
        unet.heads[level] = byNumber ? kHeads : std::max(1, unet.blockOutChannels[level] / kHeadWidth);
}

TextEncoderConfig fittedTo(Family family, TextEncoderConfig whole) {
    if (isSdxl(family)) {
        whole.skippedLayers = 1;
        whole.normHidden = false;
    } else if (family != Family::Sd1) {
        whole.layers -= 1;
        whole.projection = 0;
    }
    return whole;
}

VaeConfig fittedTo(Family family, VaeConfig vae) {
    vae.scalingFactor = isSdxl(family) ? 0.13025 : family == Family::X4Upscaler ? 0.08333 : 0.18215;
    vae.forceUpcast = isSdxl(family) || family == Family::X4Upscaler;
    return vae;
}

TokenizerConfig tokenizerOf(const TextEncoderConfig& text, bool openClip) {
    const std::int64_t end = text.vocabularySize - 1;
    return {text.positions, end - 1, end, openClip ? 0 : end};
}

std::optional<Concat> concatOf(Family family, const UNetConfig& unet, int latentChannels) {
    constexpr int kImageChannels = 3;
    if (family == Family::X4Upscaler)
        return unet.inChannels == latentChannels + kImageChannels ? std::optional(Concat::LowResolution)
                                                                  : std::nullopt;
    if (unet.inChannels == latentChannels)
        return Concat::None;
    if (unet.inChannels == 2 * latentChannels + 1 && family != Family::SdxlRefiner)
        return Concat::MaskMaskedImage;
    return std::nullopt;
}

VectorConditioning vectorOf(Family family) {
    if (family == Family::Sdxl)
        return VectorConditioning::SizesAndCrop;
    return family == Family::SdxlRefiner ? VectorConditioning::AestheticScore : VectorConditioning::None;
}

SchedulerConfig schedulerOf(Family family, const Prediction& prediction) {
    SchedulerConfig scheduler;
    if (isSdxl(family)) {
        scheduler.className = "EulerDiscreteScheduler";
        scheduler.setAlphaToOne = true; // that class's default, without meaning for it
    } else if (family == Family::X4Upscaler) {
        scheduler = lowResolutionNoise();
        scheduler.className = "DDIMScheduler";
    } else if (prediction.type == PredictionType::V) {
        scheduler.className = "DDIMScheduler";
    }
    scheduler.prediction = prediction.type;
    scheduler.zeroTerminalSnr = prediction.zeroTerminalSnr;
    // The first step must be the one without any signal.
    if (prediction.zeroTerminalSnr)
        scheduler.spacing = Spacing::Trailing;
    return scheduler;
}

SchedulerConfig lowResolutionNoise() {
    SchedulerConfig scheduler;
    scheduler.className = "DDPMScheduler";
    scheduler.betaStart = 0.0001;
    scheduler.betaEnd = 0.02;
    return scheduler;
}

int sampleSizeOf(Family family, PredictionType prediction, Concat concat) {
    constexpr int kSmall = 64;
    constexpr int kMiddle = 96;
    constexpr int kLarge = 128;
    if (isSdxl(family) || family == Family::X4Upscaler)
        return kLarge;
    return family == Family::Sd2 && prediction == PredictionType::V && concat == Concat::None ? kMiddle
                                                                                              : kSmall;
}

} // namespace latentbrush::catalogue
