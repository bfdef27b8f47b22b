#pragma once

#include "catalogue/checkpoint.h"

namespace latentbrush::catalogue {

// What a family has in common and no file says (formats.md 1.2, 6.4).

/// What a UNet's answer is.
struct Prediction {
    PredictionType type = PredictionType::Epsilon;
    bool zeroTerminalSnr = false;
    bool operator==(const Prediction&) const = default;
};

/// By the width of the text that cross-attention reads; of SD 2 and the upscaler, which share theirs, SD 2.
std::optional<Family> familyOfContext(int width);

/// SD 1 and the upscaler have 8 heads on each level; the others' are 64 wide.
void setHeads(Family family, UNetConfig& unet);

/// From the whole encoder in the file to what the family takes of it: SD 2 drops OpenCLIP's last layer and
/// its projection, SDXL takes the last but one without the final norm.
TextEncoderConfig fittedTo(Family family, TextEncoderConfig whole);
/// Scale of the latents, and fp32 where half precision overflows.
VaeConfig fittedTo(Family family, VaeConfig vae);

/// CLIP's markers are the vocabulary's last two. OpenCLIP pads with 0, CLIP with the end.
TokenizerConfig tokenizerOf(const TextEncoderConfig& text, bool openClip);

/// None for a number of input channels that the family does not have.
std::optional<Concat> concatOf(Family family, const UNetConfig& unet, int latentChannels);
VectorConditioning vectorOf(Family family);

SchedulerConfig schedulerOf(Family family, const Prediction& prediction);
/// By which the upscaler's low-resolution picture gets its noise.
SchedulerConfig lowResolutionNoise();
/// Native edge in latents; of SD 2, the v-predicting models are the large ones.
int sampleSizeOf(Family family, PredictionType prediction, Concat concat);

} // namespace latentbrush::catalogue
