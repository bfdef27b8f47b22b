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
/// attention_head_dim is the NUMBER of heads (num_attention_heads goes first). SDXL's vector
/// (addition_embed_type text_time), the upscaler's table (num_class_embeds) and a distilled UNet's guidance
/// (time_cond_proj_dim) are read. only_cross_attention counts on levels that have attention.
Result<UNetConfig> unetFromJson(const nlohmann::json& json, const std::string& subject);
/// A ControlNetModel; its unet has outChannels and sampleSize as UNetConfig has them.
Result<ControlNetConfig> controlNetFromJson(const nlohmann::json& json, const std::string& subject);
/// An absent force_upcast is false: diffusers' class says true, but only its SDXL pipelines ask it.
Result<VaeConfig> vaeFromJson(const nlohmann::json& json, const std::string& subject);
/// CLIPTextModel or, by `architectures`, CLIPTextModelWithProjection: only then does projection_dim count.
/// Our own keys skipped_layers, norm_hidden and end_id say what no file of others does.
Result<TextEncoderConfig> textEncoderFromJson(const nlohmann::json& json, const std::string& subject);
/// Defaults go by `_class_name`. Unknown classes and betas of another making are UnsupportedModel.
Result<SchedulerConfig> schedulerFromJson(const nlohmann::json& json, const std::string& subject);

nlohmann::json toJson(const UNetConfig& config);
nlohmann::json toJson(const VaeConfig& config);
nlohmann::json toJson(const TextEncoderConfig& config);
nlohmann::json toJson(const SchedulerConfig& config);

} // namespace latentbrush::catalogue
