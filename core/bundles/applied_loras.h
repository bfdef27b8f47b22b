#pragma once

#include "bundles/loaded_model.h"
#include "bundles/lora_file.h"
#include "bundles/lora_names.h"

#include <memory>

namespace latentbrush::bundles {

/// A LoRA with its weights.
struct LoraStrength {
    std::shared_ptr<const LoraFile> file;
    double text = 1; ///< of the text encoders
    double unet = 1;
    bool operator==(const LoraStrength&) const = default;
};

/// The LoRAs that are merged into a loaded model's parameters. Deltas of all are summed in fp32 onto copies
/// of the parameters as they were loaded, so that nothing accumulates and taking all off leaves every byte as
/// it was. Only touched parameters are copied. DoRA goes last, each on the sum of what stood before it.
class AppliedLoras {
public:
    /// What did not fit, for the log and the person.
    struct Leftover {
        std::string lora;
        std::size_t modules = 0; ///< of the file that the model does not have
    };

    /// Makes `wanted` what is merged; the same again does nothing. AddOnMisfit, subject the LoRA's name,
    /// for a file none of whose modules the model has; ShapeMismatch. Then nothing has changed. Exceptions of
    /// LibTorch fly through.
    Result<std::vector<Leftover>> set(LoadedModel& model, const std::vector<LoraStrength>& wanted);

    /// Forgets the copies: the model they belong to is gone.
    void forget();

private:
    struct Target {
        std::string part;
        std::string parameter;
        bool operator<(const Target& other) const {
            return std::tie(part, parameter) < std::tie(other.part, other.parameter);
        }
    };
    using Changed = std::map<Target, at::Tensor>;

    Result<> addTo(Changed& changed, const LoraStrength& lora, const LoraNames& names,
                   std::size_t& unmatched) const;
    Result<> merge(Changed& changed, const ModuleName& module, const std::string& written,
                   const LoraModule& factors, double strength) const;
    at::Tensor pristine(const Target& target) const;

    std::map<std::string, std::map<std::string, at::Tensor>> m_parameters; ///< of the model, by part
    Changed m_pristine; ///< on the CPU, of what is merged now
    std::vector<LoraStrength> m_applied;
};

} // namespace latentbrush::bundles
