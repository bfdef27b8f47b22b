#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace latentbrush::catalogue {

/// The shape of a UNet, in diffusers' terms (formats.md 1.1, 2.2). Nothing of one model is assumed; the
/// defaults are SD 1.x.
struct UNetConfig {
    int inChannels = 4; ///< 9 for inpainting: latents 4, mask 1, masked image's latents 4
    int outChannels = 4;
    std::vector<int> blockOutChannels{320, 640, 1280, 1280};
    std::vector<bool> attention{true, true, true, false}; ///< per down level; the up path mirrors it
    bool midAttention = true;
    int layersPerBlock = 2;                        ///< residual blocks a down level; the up path has one more
    std::vector<int> transformerDepth{1, 1, 1, 1}; ///< per level; the middle uses the last
    std::vector<int> heads{8, 8, 8, 8}; ///< number of heads per level (diffusers' attention_head_dim)
    int contextWidth = 768;             ///< cross_attention_dim
    bool linearProjection = false;      ///< proj_in/out as linear instead of 1×1 convolution
    int normGroups = 32;
    double normEpsilon = 1e-5;
    int sampleSize = 64; ///< native latent edge

    /// Levels whose self attention looks at the context too (x4 upscaler); empty: none.
    std::vector<bool> onlyCrossAttention{};
    /// Width of the vector that goes in beside the timestep (SDXL: 2816, its refiner: 2560); 0: none.
    int vectorWidth = 0;
    /// Rows of the table whose row, picked by a number, is added to the time embedding (x4 upscaler: 1000
    /// noise levels); 0: none.
    int classCount = 0;
    /// Width of the guidance scale's embedding in a distilled UNet (full LCM: 256); 0: none.
    int guidanceWidth = 0;
    bool operator==(const UNetConfig&) const = default;
};

/// AutoencoderKL. Downscale factor = 2^(levels − 1).
struct VaeConfig {
    int imageChannels = 3;
    int latentChannels = 4;
    std::vector<int> blockOutChannels{128, 256, 512, 512};
    int layersPerBlock = 2; ///< residual blocks an encoder level; the decoder has one more
    int normGroups = 32;
    bool midAttention = true;
    bool quantConv = true;
    bool postQuantConv = true;
    double scalingFactor = 0.18215; ///< latents = (moments' mean or sample − shift) × scale
    double shiftFactor = 0;
    bool forceUpcast = false; ///< decode in fp32 whatever the precision
    int downscale() const { return 1 << (blockOutChannels.size() - 1); }
    bool operator==(const VaeConfig&) const = default;
};

enum class Activation { QuickGelu, Gelu };

/// CLIP text model: token and position embeddings, pre-norm layers under a causal mask, final norm.
struct TextEncoderConfig {
    int vocabularySize = 49408;
    int positions = 77;
    int width = 768;
    int layers = 12;
    int heads = 12;
    int feedForward = 3072;
    Activation activation = Activation::QuickGelu;
    double normEpsilon = 1e-5;
    int skippedLayers = 0;      ///< layers from the end that the hidden states leave out (SDXL: 1)
    bool normHidden = true;     ///< the final norm goes over the hidden states (SDXL: not)
    int projection = 0;         ///< width of the pooled vector (SDXL's second encoder: 1280); 0: none is made
    std::int64_t endId = 49407; ///< the pooled vector is taken where this stands first
    bool operator==(const TextEncoderConfig&) const = default;
};

/// A ControlNet: a UNet's way down and middle with a picture as further input (formats.md 5.2).
struct ControlNetConfig {
    UNetConfig unet{}; ///< outChannels and sampleSize mean nothing here
    int hintChannels = 3;
    /// Of the net that brings the hint down to the latents' size, halving it from each width to the next.
    std::vector<int> hintWidths{16, 32, 96, 256};
    bool hintIsBgr = false;  ///< blue is its first channel
    bool pooledOver = false; ///< what it gives is the same all over the picture (shuffle)
    bool operator==(const ControlNetConfig&) const = default;
};

/// TAESD, the tiny autoencoder for previews (formats.md 1.3). Downscale factor = 2^(levels − 1).
struct TaesdConfig {
    int imageChannels = 3;
    int latentChannels = 4;
    int width = 64;
    int levels = 4;
    int blocks = 3; ///< residual blocks a level; the one at the picture's size has a single one
    bool operator==(const TaesdConfig&) const = default;
};

enum class PredictionType { Epsilon, V, Sample };
enum class BetaSchedule { Linear, ScaledLinear, SquaredCosine };
enum class Spacing { Leading, Linspace, Trailing };

/// What a diffusers scheduler file says, with its class defaults filled in (formats.md 6.4).
struct SchedulerConfig {
    std::string className = "PNDMScheduler";
    int trainTimesteps = 1000;
    double betaStart = 0.00085;
    double betaEnd = 0.012;
    BetaSchedule betaSchedule = BetaSchedule::ScaledLinear;
    PredictionType prediction = PredictionType::Epsilon;
    Spacing spacing = Spacing::Leading;
    int stepsOffset = 1;
    bool setAlphaToOne = false;
    bool zeroTerminalSnr = false;
    bool useKarrasSigmas = false;
    bool operator==(const SchedulerConfig&) const = default;
};

/// How text becomes ids.
struct TokenizerConfig {
    int length = 77;
    std::int64_t beginId = 49406;
    std::int64_t endId = 49407;
    std::int64_t padId = 49407;
    bool operator==(const TokenizerConfig&) const = default;
};

} // namespace latentbrush::catalogue
