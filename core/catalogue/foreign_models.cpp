#include "catalogue/foreign_models.h"

#include <algorithm>
#include <array>
#include <vector>

namespace latentbrush::catalogue {

namespace {

/// A file is of that name when every fragment stands in some tensor's name. The first row counts: those that
/// share a fragment with a later one have more of them.
struct Row {
    const char* name;
    std::array<const char*, 2> fragments; ///< the second may be absent
};

constexpr Row kFamilies[] = {
    {"HunyuanVideo", {"txt_in.individual_token_refiner."}},
    {"Chroma", {"distilled_guidance_layer."}},
    {"Flux", {"double_blocks.0.img_attn.", "single_blocks."}},
    {"AuraFlow", {"double_layers.0.attn.w1q."}},
    {"AuraFlow", {"joint_transformer_blocks.", "single_transformer_blocks."}},
    {"Flux", {"single_transformer_blocks.", "x_embedder."}},
    {"Stable Diffusion 3", {"joint_blocks.0."}},
    {"Stable Diffusion 3", {"attn.add_q_proj.", "context_embedder."}},
    {"Qwen-Image", {".img_mod.", "txt_norm."}},
    {"HiDream", {"double_stream_blocks."}},
    {"HunyuanDiT", {"mlp_t5.0."}},
    {"HunyuanDiT", {"text_embedder.linear_1.", "text_embedding_padding"}},
    {"Stable Cascade", {"clip_txt_mapper."}},
    {"Stable Cascade", {"effnet_mapper."}},
    {"Stable Cascade", {"clip_txt_pooled_mapper."}},
    {"PixArt", {"t_block.1."}},
    {"PixArt", {"adaln_single.", "pos_embed.proj."}},
    {"LTX-Video", {"adaln_single.", "patchify_proj."}},
    {"LTX-Video", {"time_embed.emb.timestep_embedder.", "scale_shift_table"}},
    {"LTX-Video", {"adaln_single.emb.timestep_embedder.", "proj_in."}},
    {"Sana", {"attention_y_norm."}},
    {"Wan", {"head.modulation"}},
    {"Wan", {"condition_embedder.time_proj.", "scale_shift_table"}},
    {"Mochi", {"t5_yproj."}},
    {"Mochi", {"time_embed.caption_proj.", "norm1_context."}},
    {"CogVideoX", {"patch_embed.text_proj."}},
    {"Cosmos", {"blocks.block0.blocks."}},
    {"Cosmos", {"x_embedder.proj.1.", "adaln_modulation"}},
    {"Lumina", {"noise_refiner.", "context_refiner."}},
    {"Lumina", {"cap_embedder.", "adaLN_modulation."}},
    {"Kandinsky", {"visual_transformer_blocks."}},
    {"Kandinsky", {"add_embedding.image_norm."}},
    {"Kandinsky", {"prd_embedding", "clip_mean"}},
    {"Kandinsky", {"clip_to_seq.", "ln_model_n."}},
    {"DeepFloyd IF", {"encoder_pooling.", "encoder_proj."}},
    {"DeepFloyd IF", {"add_embedding.pool.positional_embedding"}},
    {"Stable Audio", {"pretransform.model."}},
    {"Stable Video Diffusion", {".time_stack."}},
    {"Stable Video Diffusion", {"temporal_transformer_blocks."}},
    {"AnimateDiff", {"motion_modules."}},
    {"Stable unCLIP", {"noise_augmentor."}},
    {"Stable Diffusion depth-to-image", {"depth_model."}},
    {"fp8 weights with scales", {".scale_weight"}},
    {"Playground v2.5", {"edm_mean"}},
    {"CosXL", {"edm_vpred.sigma_max"}},
    {"LDM text-to-image", {"cond_stage_model.transformer.token_emb."}},
    {"latent diffusion with a VQ first stage", {"first_stage_model.quantize."}},
    {"latent diffusion without text", {"model.diffusion_model.input_blocks.", ".qkv."}},
};

constexpr Row kCompanions[] = {
    {"LoRA", {".lora_down."}},
    {"LoRA", {".lora_A."}},
    {"LoRA", {"lora.down.weight"}},
    {"LoRA", {"lora_linear_layer."}},
    {"LoRA", {".hada_w1"}},
    {"LoRA", {".lokr_w"}},
    {"LoRA", {".dora_scale"}},
    {"LoRA", {".oft_"}},
    {"ControlNet", {"control_model."}},
    {"ControlNet", {"zero_convs.0."}},
    {"ControlNet", {"controlnet_cond_embedding."}},
    {"T2I-Adapter", {"adapter.body."}},
    {"T2I-Adapter", {"body.0.block1."}},
    {"IP-Adapter", {"ip_adapter."}},
    {"IP-Adapter", {"image_proj."}},
    {"textual inversion embedding", {"emb_params"}},
    {"textual inversion embedding", {"string_to_param"}},
};

bool holds(const TensorTable& table, const char* fragment) {
    return !fragment || std::ranges::any_of(table, [&](const auto& tensor) {
        return tensor.first.find(fragment) != std::string::npos;
    });
}

template <std::size_t N>
std::optional<std::string> firstThatFits(const TensorTable& table, const Row (&rows)[N]) {
    for (const auto& row : rows)
        if (std::ranges::all_of(row.fragments, [&](const char* fragment) { return holds(table, fragment); }))
            return row.name;
    return std::nullopt;
}

bool hasUNet(const TensorTable& table) {
    return holds(table, "input_blocks.0.0.weight") || holds(table, "down_blocks.0.resnets.0.norm1.");
}

// A few rows of numbers for a word, under whatever name.
bool isEmbedding(const TensorTable& table) {
    constexpr std::size_t kMostTensors = 3;
    return !table.empty() && table.size() <= kMostTensors &&
           std::ranges::all_of(table, [](const auto& tensor) { return tensor.second.shape.size() <= 2; });
}

} // namespace

std::optional<std::string> foreignFamilyOf(const TensorTable& table) {
    return firstThatFits(table, kFamilies);
}

std::optional<std::string> companionKindOf(const TensorTable& table) {
    if (auto kind = firstThatFits(table, kCompanions))
        return kind;
    if (isEmbedding(table))
        return "textual inversion embedding";
    if (hasUNet(table))
        return holds(table, "down_blocks.0.resnets.0.norm1.")
                   ? std::optional<std::string>("UNet of a diffusers folder")
                   : std::nullopt;
    if (holds(table, "decoder.conv_in.") && holds(table, "encoder.conv_in."))
        return "VAE";
    if (holds(table, "decoder.layers.") || (table.contains("0.weight") && holds(table, ".conv.0.weight")))
        return "TAESD";
    if (holds(table, "embeddings.token_embedding.") || holds(table, "transformer.resblocks.0."))
        return "text encoder";
    return std::nullopt;
}

} // namespace latentbrush::catalogue
