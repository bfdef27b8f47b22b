#include "bundles/applied_loras.h"

#include "bundles/lora_delta.h"

#include <set>
#include <tuple>

namespace latentbrush::bundles {

namespace {

/// An export stands behind an adapter (foreign_adapter.h), and a trace keeps the names of what was traced.
std::string withoutAdapter(const std::string& name) {
    constexpr std::string_view kInner = "inner.";
    return name.starts_with(kInner) ? name.substr(kInner.size()) : name;
}

std::map<std::string, std::map<std::string, at::Tensor>> parametersOf(LoadedModel& model) {
    std::map<std::string, std::map<std::string, at::Tensor>> parameters;
    const auto add = [&](const std::string& part, const torch::jit::Module& module) {
        for (const auto& parameter : module.named_parameters())
            parameters[part].emplace(withoutAdapter(parameter.name), parameter.value);
    };
    add("unet", model.components.unet);
    add("text_encoder", model.components.textEncoder);
    if (model.components.textEncoder2)
        add("text_encoder_2", *model.components.textEncoder2);
    return parameters;
}

LoraNames namesOf(const LoadedModel& model,
                  const std::map<std::string, std::map<std::string, at::Tensor>>& parameters) {
    std::map<std::string, std::set<std::string>> names;
    for (const auto& [part, tensors] : parameters)
        for (const auto& [name, tensor] : tensors)
            names[part].insert(name);
    return LoraNames(model.manifest, names);
}

/// In place, so that the parameter keeps its dtype, device and memory format.
void write(const at::Tensor& parameter, const at::Tensor& value) {
    const c10::InferenceMode off(false);
    const at::NoGradGuard noGrad;
    parameter.copy_(value);
}

} // namespace

at::Tensor AppliedLoras::pristine(const Target& target) const {
    if (const auto kept = m_pristine.find(target); kept != m_pristine.end())
        return kept->second;
    return m_parameters.at(target.part).at(target.parameter);
}

Result<> AppliedLoras::merge(Changed& changed, const ModuleName& module, const std::string& written,
                             const LoraModule& factors, double strength) const {
    const auto& parameters = m_parameters.at(module.part);
    const auto valueOf = [&](const Target& target) -> at::Tensor& {
        auto& value = changed[target];
        if (!value.defined())
            value = pristine(target).to(at::kCPU, at::kFloat).contiguous();
        return value;
    };
    if (const auto weight = parameters.find(module.path + ".weight"); weight != parameters.end()) {
        const auto delta = loraDelta(written, factors, weight->second.sizes());
        if (!delta)
            return failure(delta);
        auto& value = valueOf({module.part, weight->first});
        auto sum = value + strength * *delta;
        if (const auto scale = factors.factors.find("dora_scale"); scale != factors.factors.end())
            sum = value + strength * (doraWeight(value + *delta, scale->second) - value);
        value = sum;
    }
    const auto bias = parameters.find(module.path + ".bias");
    const auto delta = loraBiasDelta(factors);
    if (delta.defined() && bias != parameters.end()) {
        if (delta.sizes() != bias->second.sizes())
            return failure(ErrorCode::ShapeMismatch, written, "its bias");
        auto& value = valueOf({module.part, bias->first});
        value = value + strength * delta;
    }
    return {};
}

Result<> AppliedLoras::addTo(Changed& changed, const LoraStrength& lora, const LoraNames& names,
                             std::size_t& unmatched) const {
    std::set<std::string> written;
    for (const auto& [name, factors] : lora.file->modules) {
        written.insert(name);
        unmatched += !names.find(name);
    }
    const auto modules = names.chosen(written);
    // DoRA after the plain ones, as it measures the whole weight.
    for (const bool dora : {false, true})
        for (const auto& [name, module] : modules) {
            const auto& factors = lora.file->modules.at(name);
            const double strength = module.part == "unet" ? lora.unet : lora.text;
            if (factors.factors.contains("dora_scale") != dora || strength == 0)
                continue;
            if (const auto merged = merge(changed, module, name, factors, strength); !merged) {
                // Families share names and differ in widths.
                const bool misfits = merged.error().code == ErrorCode::ShapeMismatch;
                return failure(misfits ? ErrorCode::AddOnMisfit : merged.error().code, lora.file->name,
                               merged.error().subject + ": " + merged.error().detail);
            }
        }
    return {};
}

Result<std::vector<AppliedLoras::Leftover>> AppliedLoras::set(LoadedModel& model,
                                                              const std::vector<LoraStrength>& wanted) {
    std::vector<Leftover> leftovers;
    if (wanted == m_applied)
        return leftovers;
    const at::NoGradGuard noGrad;
    m_parameters = parametersOf(model);
    const auto names = namesOf(model, m_parameters);
    Changed changed;
    for (const auto& lora : wanted) {
        std::size_t unmatched = 0;
        if (const auto added = addTo(changed, lora, names, unmatched); !added)
            return failure(added);
        if (unmatched == lora.file->modules.size())
            return failure(ErrorCode::AddOnMisfit, lora.file->name,
                           "a LoRA for another family than " + model.manifest.family);
        if (unmatched > 0)
            leftovers.push_back({lora.file->name, unmatched});
    }
    // What was touched before and is not now goes back first.
    Changed kept;
    for (const auto& [target, value] : m_pristine)
        if (!changed.contains(target))
            write(m_parameters.at(target.part).at(target.parameter), value);
    for (const auto& [target, value] : changed) {
        const auto& parameter = m_parameters.at(target.part).at(target.parameter);
        const auto before = m_pristine.find(target);
        kept.emplace(target,
                     before != m_pristine.end() ? before->second : parameter.detach().to(at::kCPU).clone());
        write(parameter, value);
    }
    m_pristine = std::move(kept);
    m_applied = wanted;
    return leftovers;
}

void AppliedLoras::forget() {
    m_parameters.clear();
    m_pristine.clear();
    m_applied.clear();
}

} // namespace latentbrush::bundles
