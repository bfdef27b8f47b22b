#include "bundles/lora_file.h"

#include "bundles/weight_views.h"
#include "weights/weight_file.h"

#include <array>
#include <nlohmann/json.hpp>

namespace latentbrush::bundles {

namespace {

struct Ending {
    std::string_view written;
    std::string_view factor;
};
/// What follows a module's name, and what it is. The longer one goes before the one it ends in.
constexpr std::array kEndings{Ending{".lora_linear_layer.down.weight", "down"},
                              Ending{".lora_linear_layer.up.weight", "up"},
                              Ending{".lora_A.default.weight", "down"},
                              Ending{".lora_B.default.weight", "up"},
                              Ending{".lora_magnitude_vector.default.weight", "dora_scale"},
                              Ending{".lora_magnitude_vector.weight", "dora_scale"},
                              Ending{".lora_magnitude_vector", "dora_scale"},
                              Ending{".lora_A.weight", "down"},
                              Ending{".lora_B.weight", "up"},
                              Ending{".lora_down.weight", "down"},
                              Ending{".lora_up.weight", "up"},
                              Ending{".lora_mid.weight", "mid"},
                              Ending{".lora.down.weight", "down"},
                              Ending{".lora.up.weight", "up"},
                              Ending{"_lora.down.weight", "down"},
                              Ending{"_lora.up.weight", "up"},
                              Ending{".dora_scale", "dora_scale"},
                              Ending{".hada_w1_a", "hada_w1_a"},
                              Ending{".hada_w1_b", "hada_w1_b"},
                              Ending{".hada_w2_a", "hada_w2_a"},
                              Ending{".hada_w2_b", "hada_w2_b"},
                              Ending{".hada_t1", "hada_t1"},
                              Ending{".hada_t2", "hada_t2"},
                              Ending{".lokr_w1_a", "lokr_w1_a"},
                              Ending{".lokr_w1_b", "lokr_w1_b"},
                              Ending{".lokr_w1", "lokr_w1"},
                              Ending{".lokr_w2_a", "lokr_w2_a"},
                              Ending{".lokr_w2_b", "lokr_w2_b"},
                              Ending{".lokr_w2", "lokr_w2"},
                              Ending{".lokr_t2", "lokr_t2"},
                              Ending{".diff_b", "diff_b"},
                              Ending{".diff", "diff"},
                              Ending{".w_norm", "diff"},
                              Ending{".b_norm", "diff_b"},
                              Ending{".alpha", "alpha"}};

/// PEFT keeps its alphas in a JSON beside the tensors: {"unet.lora_alpha": 8, "unet.r": 4,
/// "unet.alpha_pattern": {module: alpha}, …}, the part's name in front of each key.
class AdapterAlphas {
public:
    explicit AdapterAlphas(const std::map<std::string, std::string>& metadata) {
        if (const auto found = metadata.find("lora_adapter_metadata"); found != metadata.end())
            m_json = nlohmann::json::parse(found->second, nullptr, /*allow_exceptions=*/false);
    }

    std::optional<double> of(const std::string& module) const {
        if (!m_json.is_object())
            return std::nullopt;
        for (const auto& [key, value] : m_json.items())
            if (key.ends_with("alpha_pattern") && value.is_object() && startsWithPart(module, key))
                for (const auto& [pattern, alpha] : value.items())
                    if (module.ends_with(pattern) && alpha.is_number())
                        return alpha.get<double>();
        for (const auto& [key, value] : m_json.items())
            if (key.ends_with("lora_alpha") && value.is_number() && startsWithPart(module, key))
                return value.get<double>();
        return std::nullopt;
    }

private:
    static bool startsWithPart(const std::string& module, const std::string& key) {
        const auto dot = key.find('.');
        return dot == std::string::npos || module.starts_with(key.substr(0, dot + 1));
    }

    nlohmann::json m_json;
};

} // namespace

Result<LoraFile> loraFrom(const std::string& name, const tensors::StateDict& tensors,
                          const std::map<std::string, std::string>& metadata) {
    LoraFile file;
    file.name = name;
    for (const auto& [key, tensor] : tensors)
        for (const auto& ending : kEndings) {
            if (!key.ends_with(ending.written))
                continue;
            auto& module = file.modules[key.substr(0, key.size() - ending.written.size())];
            if (ending.factor != "alpha")
                module.factors.emplace(ending.factor, tensor);
            else if (tensor.numel() == 1)
                module.alpha = tensor.item<double>();
            break;
        }
    std::erase_if(file.modules, [](const auto& module) { return module.second.factors.empty(); });
    if (file.modules.empty())
        return failure(ErrorCode::UnsupportedFormat, name, "no LoRA");
    const AdapterAlphas alphas(metadata);
    for (auto& [module, factors] : file.modules)
        if (!factors.alpha)
            factors.alpha = alphas.of(module);
    return file;
}

Result<LoraFile> readLora(const std::filesystem::path& path) {
    const auto file = weights::WeightFile::open(path);
    if (!file)
        return failure(file);
    tensors::StateDict views;
    addViews(*file, views);
    auto lora = loraFrom(path.stem().string(), views, file->metadata());
    if (!lora)
        return failure(lora.error().code, path.string(), lora.error().detail);
    return lora;
}

} // namespace latentbrush::bundles
