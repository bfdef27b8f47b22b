#pragma once

#include "catalogue/configs.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace latentbrush::catalogue {

/// Two spellings of one network's modules, LDM's (as single files have it) and diffusers'. A name is known
/// when it is a module of the list or lies below one ("input_blocks.1.0.in_layers.2" and ".weight" behind
/// it), so that the names of modules, of tensors and of a LoRA's targets are all turned. No module of the
/// list lies below another: both directions are unambiguous.
class NameMap {
public:
    using Pairs = std::vector<std::pair<std::string, std::string>>; ///< LDM's, diffusers'

    explicit NameMap(Pairs modules);

    /// None for a name that the network does not have.
    std::optional<std::string> toDiffusers(std::string_view ldm) const;
    std::optional<std::string> toLdm(std::string_view diffusers) const;

    const Pairs& modules() const { return m_modules; }

private:
    Pairs m_modules;
    std::map<std::string, std::string, std::less<>> m_diffusers;
    std::map<std::string, std::string, std::less<>> m_ldm;
};

/// formats.md 2.3, for any number of levels and blocks; names as they stand behind "model.diffusion_model.".
NameMap ldmUNetNames(const UNetConfig& config);

/// formats.md 2.4: names as they stand behind "first_stage_model."; the decoder's levels run the other way.
NameMap ldmVaeNames(const VaeConfig& config);

/// How one of Hugging Face's tensors lies in OpenCLIP's (formats.md 2.5).
enum class OpenClipPart {
    Whole,
    Queries, ///< the first third of the rows
    Keys,
    Values,
    Transposed
};
struct OpenClipTensor {
    std::string openClip;
    std::string huggingFace; ///< without "text_model."
    OpenClipPart part = OpenClipPart::Whole;
};

/// Every tensor of a text encoder, as they stand behind "cond_stage_model.model." or
/// "conditioner.embedders.N.model.": its first `layers` layers, and text_projection where it has a
/// projection.
std::vector<OpenClipTensor> openClipTensors(const TextEncoderConfig& config);

} // namespace latentbrush::catalogue
