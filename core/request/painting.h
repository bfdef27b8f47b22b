#pragma once

#include "base/result.h"
#include "request/json_reader.h"

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace latentbrush {

/// What stands under the mask when painting begins. It matters where the picture shines through: with a
/// strength below 1.
enum class MaskedContent {
    Original,
    Fill,        ///< the colours around, spread in by blurring
    Noise,       ///< latent noise
    Nothing,     ///< latents of zeros
    Telea,       ///< OpenCV's fast marching
    NavierStokes ///< OpenCV's fluid continuation
};

/// What the network sees of the picture.
enum class InpaintArea {
    Whole, ///< all of it, scaled to the request's size
    Masked ///< the mask's surroundings, scaled to the request's size, so that small things get many pixels
};

/// What grey in the mask means.
enum class GreyMask {
    Mix,    ///< painted where it is half white or more; at the edge the pixels are mixed
    Amount, ///< how much changes: the darker, the longer a place keeps to the picture while the rest is
            ///< painted (differential diffusion, formats.md 9)
    Soft    ///< mixed at each step as much as its noise allows ('soft inpainting' elsewhere, formats.md 9)
};

/// How a part of a picture is painted anew: a plain value. Defaults are those that people know from
/// AUTOMATIC1111's program (peers.md 3.6).
struct Painting {
    static constexpr int kPaddingLimit = 256;
    static constexpr double kBlurLimit = 64;

    MaskedContent content = MaskedContent::Original;
    InpaintArea area = InpaintArea::Whole;
    int padding = 32;       ///< pixels of the picture around the mask, 0 to 256; for InpaintArea::Masked
    double maskBlur = 4;    ///< the mask's edge: a Gaussian of this deviation in pixels, 0 to 64
    bool notMasked = false; ///< repaint what the mask leaves out instead
    GreyMask grey = GreyMask::Mix;
    bool matchColour = false; ///< the patch's colours are moved to those around it
    bool poisson = false;     ///< the patch's edge is smoothed into the picture

    bool operator==(const Painting&) const = default;
};

struct MaskedContentName {
    MaskedContent value;
    std::string_view id;    ///< requests and the command line
    std::string_view label; ///< as AUTOMATIC1111 writes it
};
inline constexpr std::array kMaskedContents{
    MaskedContentName{MaskedContent::Original, "original", "original"},
    MaskedContentName{MaskedContent::Fill, "fill", "fill"},
    MaskedContentName{MaskedContent::Noise, "noise", "latent noise"},
    MaskedContentName{MaskedContent::Nothing, "nothing", "latent nothing"},
    MaskedContentName{MaskedContent::Telea, "telea", "telea"},
    MaskedContentName{MaskedContent::NavierStokes, "ns", "navier-stokes"},
};

std::string_view idOf(MaskedContent content);
std::string_view labelOf(MaskedContent content);
std::optional<MaskedContent> maskedContentFromId(std::string_view id);
std::string_view idOf(InpaintArea area); ///< "whole", "masked"
std::optional<InpaintArea> inpaintAreaFromId(std::string_view id);
std::string_view idOf(GreyMask grey); ///< "mix", "amount", "soft"
std::optional<GreyMask> greyMaskFromId(std::string_view id);

/// Writes its keys into a task's object: masked_content, area, padding, mask_blur, not_masked, grey,
/// match_colour, poisson.
void writeInto(nlohmann::json& task, const Painting& painting);
/// Reads those that are there; the reader keeps the first error.
void readFrom(JsonReader& task, Painting& painting);

/// The ranges above: InvalidRequest with "task." and the key as subject.
Result<> validate(const Painting& painting);

} // namespace latentbrush
