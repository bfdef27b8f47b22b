#include "bundles/lora_names.h"

#include "catalogue/ldm_names.h"

#include <algorithm>
#include <array>

namespace latentbrush::bundles {

namespace {

std::string flattened(std::string path) {
    std::ranges::replace(path, '.', '_');
    return path;
}

/// Paths of the modules that have parameters.
std::set<std::string> modulesOf(const std::set<std::string>& parameters) {
    std::set<std::string> modules;
    for (const auto& parameter : parameters)
        if (const auto dot = parameter.rfind('.'); dot != std::string::npos)
            modules.insert(parameter.substr(0, dot));
    return modules;
}

/// diffusers' attention processors and its older text encoder's LoRAs had names of their own for a layer.
std::string withoutProcessor(const std::string& written) {
    auto path = written;
    constexpr std::string_view kProcessor = ".processor";
    if (const auto at = path.find(".processor."); at != std::string::npos)
        path.erase(at, kProcessor.size());
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kText{
        {{".to_q", ".q_proj"}, {".to_k", ".k_proj"}, {".to_v", ".v_proj"}, {".to_out", ".out_proj"}}};
    if (path.find(".self_attn.") != std::string::npos)
        for (const auto& [from, to] : kText)
            if (path.ends_with(from))
                return path.replace(path.size() - from.size(), from.size(), to);
    return path.ends_with(".to_out") ? path.append(".0") : path;
}

} // namespace

LoraNames::LoraNames(const catalogue::ModelManifest& manifest,
                     const std::map<std::string, std::set<std::string>>& parameters) {
    for (const auto& [part, names] : parameters) {
        const auto modules = modulesOf(names);
        if (part == "unet")
            addUNet(modules, manifest);
        else if (part == "text_encoder_2")
            addText(part, "lora_te2_", modules);
        else
            addText(part, manifest.textEncoder2 ? "lora_te1_" : "lora_te_", modules);
    }
}

void LoraNames::add(const std::string& spelling, const ModuleName& module) {
    m_modules.emplace(spelling, module);
}

void LoraNames::addUNet(const std::set<std::string>& modules, const catalogue::ModelManifest& manifest) {
    for (const auto& path : modules) {
        add("unet." + path, {"unet", path});
        add("lora_unet_" + flattened(path), {"unet", path});
    }
    if (!manifest.unet)
        return;
    const auto names = catalogue::ldmUNetNames(*manifest.unet);
    for (const auto& path : modules)
        if (const auto ldm = names.toLdm(path)) {
            const auto spelling = "lora_unet_" + flattened(*ldm);
            if (!m_modules.contains(spelling))
                m_ldm.insert(spelling);
            add(spelling, {"unet", path});
        }
}

bool LoraNames::isLdm(const std::string& written) const {
    return m_ldm.contains(written);
}

std::map<std::string, ModuleName> LoraNames::chosen(const std::set<std::string>& written) const {
    std::map<ModuleName, std::string> spelledAs;
    for (const auto& name : written) {
        const auto module = find(name);
        if (!module)
            continue;
        const auto [known, isFirst] = spelledAs.emplace(*module, name);
        if (!isFirst && isLdm(known->second) && !isLdm(name))
            known->second = name;
    }
    std::map<std::string, ModuleName> modules;
    for (const auto& [module, name] : spelledAs)
        modules.emplace(name, module);
    return modules;
}

void LoraNames::addText(const std::string& part, const std::string& mark,
                        const std::set<std::string>& modules) {
    for (const auto& path : modules)
        for (const auto& spelled : {path, std::string("text_model.").append(path)}) {
            const ModuleName module{part, path};
            add(std::string(part).append(1, '.').append(spelled), module);
            add(std::string(mark).append(flattened(spelled)), module);
            // Files for one encoder's family serve the first encoder of another where the shapes fit.
            if (mark == "lora_te_")
                add(std::string("lora_te1_").append(flattened(spelled)), module);
        }
}

std::optional<ModuleName> LoraNames::find(const std::string& written) const {
    auto name = written;
    for (const std::string prefix : {"base_model.model.", "diffusion_model."})
        if (name.starts_with(prefix))
            name.erase(0, prefix.size());
    for (const auto& candidate : {name, withoutProcessor(name)})
        for (const auto& spelled : {candidate, std::string("unet.").append(candidate)})
            if (const auto found = m_modules.find(spelled); found != m_modules.end())
                return found->second;
    return std::nullopt;
}

} // namespace latentbrush::bundles
