#pragma once

#include "base/result.h"
#include "catalogue/configs.h"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace latentbrush::catalogue {

/// Configs in the form of diffusers' and transformers' config.json, with the defaults of their classes
/// (formats.md 2.2, 6.4). `subject` is the file. Errors: FileMalformed naming the key; UnsupportedModel for
/// networks of another build (the subject says which key and value), so that nothing is run otherwise than it
/// was trained. Keys without meaning for us are passed over.
///
/// attention_head_dim is the NUMBER of heads (num_attention_heads goes first).
Result<UNetConfig> unetFromJson(const nlohmann::json& json, const std::string& subject);
/// An absent force_upcast is false: diffusers' class says true, but only its SDXL pipelines ask it.
Result<VaeConfig> vaeFromJson(const nlohmann::json& json, const std::string& subject);
Result<TextEncoderConfig> textEncoderFromJson(const nlohmann::json& json, const std::string& subject);
/// Defaults go by `_class_name`. Unknown classes and betas of another making are UnsupportedModel.
Result<SchedulerConfig> schedulerFromJson(const nlohmann::json& json, const std::string& subject);

nlohmann::json toJson(const UNetConfig& config);
nlohmann::json toJson(const VaeConfig& config);
nlohmann::json toJson(const TextEncoderConfig& config);
nlohmann::json toJson(const SchedulerConfig& config);

} // namespace latentbrush::catalogue
