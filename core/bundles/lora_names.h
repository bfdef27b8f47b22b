#pragma once

#include "catalogue/model_manifest.h"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace latentbrush::bundles {

/// A module of a loaded model: "unet", "text_encoder" or "text_encoder_2", and its path there, without
/// ".weight".
struct ModuleName {
    std::string part;
    std::string path;
    bool operator==(const ModuleName&) const = default;
    auto operator<=>(const ModuleName&) const = default;
};

/// Finds the module that a LoRA's file means. Names are looked up in one table of every spelling of every
/// module the model has, and never taken apart at underscores, which stand in module names too (formats.md
/// 4).
class LoraNames {
public:
    /// `parameters`: names of each part's parameters.
    LoraNames(const catalogue::ModelManifest& manifest,
              const std::map<std::string, std::set<std::string>>& parameters);

    /// As kohya ("lora_unet_…", "lora_te_…", "lora_te1_…", "lora_te2_…", diffusers' or LDM's path),
    /// PEFT or diffusers ("unet.…", "text_encoder.…", older "….processor.to_q") spell it.
    std::optional<ModuleName> find(const std::string& written) const;

    /// Of the names that a file has, those that are to be applied, each with its module. Where one module is
    /// spelled in two ways, as SDXL files do, the diffusers spelling counts and the other is left out.
    std::map<std::string, ModuleName> chosen(const std::set<std::string>& written) const;

private:
    bool isLdm(const std::string& written) const;
    void add(const std::string& spelling, const ModuleName& module);
    void addUNet(const std::set<std::string>& modules, const catalogue::ModelManifest& manifest);
    void addText(const std::string& part, const std::string& mark, const std::set<std::string>& modules);

    std::map<std::string, ModuleName> m_modules;
    std::set<std::string> m_ldm; ///< the spellings among them that are LDM's alone
};

} // namespace latentbrush::bundles
