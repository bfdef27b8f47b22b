#include "catalogue/lora_family.h"

#include "catalogue/family_facts.h"
#include "catalogue/foreign_models.h"

#include <algorithm>
#include <array>
#include <utility>

namespace latentbrush::catalogue {

namespace {

/// Factors whose second axis is the module's input.
constexpr std::array<std::string_view, 7> kInputs{"lora_down.weight",
                                                  "lora.down.weight",
                                                  "lora_linear_layer.down.weight",
                                                  "lora_A.weight",
                                                  "lora_A.default.weight",
                                                  ".hada_w1_b",
                                                  ".diff"};
/// Kronecker factors: the input is the product of both ones' second axes.
constexpr std::array<std::string_view, 2> kFirstFactors{".lokr_w1", ".lokr_w1_b"};
constexpr std::array<const char*, 2> kSecondFactors{".lokr_w2", ".lokr_w2_b"};

struct Foreign {
    std::string_view fragment; ///< of a tensor's name
    const char* family;
};
/// kohya's names have underscores where the model has points.
constexpr std::array kForeign{Foreign{"double_blocks", "Flux"}, Foreign{"single_transformer_blocks", "Flux"},
                              Foreign{"joint_blocks", "Stable Diffusion 3"},
                              Foreign{"attn.add_q_proj", "Stable Diffusion 3"},
                              Foreign{"attn_add_q_proj", "Stable Diffusion 3"}};

struct Architecture {
    std::string_view start; ///< of what a trainer wrote
    Family family;
};
constexpr std::array kArchitectures{Architecture{"sdxl", Family::Sdxl},
                                    Architecture{"sd_v1", Family::Sd1},
                                    Architecture{"sd_v2", Family::Sd2},
                                    Architecture{"stable-diffusion-xl", Family::Sdxl},
                                    Architecture{"stable-diffusion-v1", Family::Sd1},
                                    Architecture{"stable-diffusion-v2", Family::Sd2}};

bool has(std::string_view name, std::string_view fragment) {
    return name.find(fragment) != std::string_view::npos;
}

bool endsWithAny(std::string_view name, const auto& endings) {
    return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

/// How wide the input is of the module that the tensor is a factor of; 0: this factor does not tell.
int inputOf(const TensorTable& table, const std::string& name) {
    if (endsWithAny(name, kInputs))
        return edgeOf(table, name, 1);
    if (!endsWithAny(name, kFirstFactors))
        return 0;
    const auto module = name.substr(0, name.rfind('.'));
    for (const auto* second : kSecondFactors)
        if (const auto width = edgeOf(table, module + second, 1); width > 0)
            return static_cast<int>(
                std::min<std::int64_t>(std::int64_t(edgeOf(table, name, 1)) * width, 1 << 30));
    return 0;
}

/// The first width told by a module that has one of both fragments in its name and `within` too.
int widthOf(const TensorTable& table, std::string_view within,
            const std::array<std::string_view, 2>& either) {
    for (const auto& [name, fact] : table)
        if (has(name, within) && (has(name, either[0]) || has(name, either[1])))
            if (const auto width = inputOf(table, name); width > 0)
                return width;
    return 0;
}

std::string familyOfMetadata(const std::map<std::string, std::string>& metadata) {
    for (const auto* key : {"ss_base_model_version", "modelspec.architecture"})
        if (const auto found = metadata.find(key); found != metadata.end())
            for (const auto& architecture : kArchitectures)
                if (found->second.starts_with(architecture.start))
                    return idOf(architecture.family);
    return {};
}

bool isLora(const TensorTable& table) {
    return companionKindOf(table) == "LoRA" || std::ranges::any_of(table, [](const auto& tensor) {
               return endsWithAny(tensor.first, kInputs) || endsWithAny(tensor.first, kFirstFactors);
           });
}

} // namespace

Result<std::string> loraFamilyOf(const TensorTable& table, const std::map<std::string, std::string>& metadata,
                                 const std::string& subject) {
    if (!isLora(table))
        return failure(ErrorCode::UnsupportedFormat, subject, "no LoRA");
    const auto anyHas = [&](std::string_view fragment) {
        return std::ranges::any_of(table, [&](const auto& tensor) { return has(tensor.first, fragment); });
    };
    for (const auto& foreign : kForeign)
        if (anyHas(foreign.fragment))
            return failure(ErrorCode::UnsupportedModel, foreign.family, subject);
    if (const auto family = familyOfContext(widthOf(table, "attn2", {"to_k", "to_v"})))
        return std::string(idOf(*family));
    // Only SDXL has a second text encoder, and a first one that is numbered.
    if (anyHas("lora_te1_") || anyHas("lora_te2_") || anyHas("text_encoder_2."))
        return std::string(idOf(Family::Sdxl));
    if (auto family = familyOfMetadata(metadata); !family.empty())
        return family;
    const auto text = widthOf(table, "self_attn", {"k_proj", "to_k"});
    // The encoders of SDXL are named above: a wider one is of no family that is run.
    return text == 768 || text == 1024 ? std::string(idOf(*familyOfContext(text))) : std::string();
}

} // namespace latentbrush::catalogue
