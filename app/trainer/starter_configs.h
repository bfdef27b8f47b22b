#pragma once

#include "catalogue/configs.h"

namespace latentbrush::trainer {

/// The shapes of the starter's networks: chosen so that two CPU cores learn the starter world in an afternoon
/// and the whole bundle stays below 32 MB in fp16. Widths are small where pictures are large: the first level
/// of an autoencoder is most of its cost.
struct StarterConfigs {
    catalogue::VaeConfig vae;
    catalogue::UNetConfig unet;
    catalogue::TextEncoderConfig text;
    catalogue::SchedulerConfig scheduler;
};

inline StarterConfigs starterConfigs() {
    StarterConfigs configs;
    configs.vae.blockOutChannels = {16, 32, 64, 128};
    configs.vae.layersPerBlock = 1;
    configs.vae.normGroups = 8;

    configs.unet.inChannels = 9;
    configs.unet.blockOutChannels = {96, 160, 160};
    configs.unet.attention = {false, true, true};
    configs.unet.layersPerBlock = 1;
    configs.unet.transformerDepth = {1, 1, 1};
    configs.unet.heads = {4, 4, 4};
    configs.unet.contextWidth = 128;
    configs.unet.normGroups = 16;
    configs.unet.sampleSize = 16;

    configs.text.width = 128;
    configs.text.layers = 4;
    configs.text.heads = 4;
    configs.text.feedForward = 512;

    // v-prediction is stable from the first step of training (at high noise ε says little about the picture).
    configs.scheduler.className = "DDIMScheduler";
    configs.scheduler.prediction = catalogue::PredictionType::V;
    configs.scheduler.spacing = catalogue::Spacing::Trailing;
    return configs;
}

} // namespace latentbrush::trainer
