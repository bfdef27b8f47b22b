#include "samples.h"

#include <fstream>

namespace latentbrush::catalogue {

using nlohmann::json;

void put(const TemporaryFolder& folder, const std::string& file, const std::string& text) {
    const auto path = folder / file;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

json wholeManifest() {
    const std::string hash(64, 'a');
    auto manifest = json::parse(R"({
        "format_version": 1, "name": "Starter", "family": "starter", "licence": "MIT",
        "description": {"en": "A small world", "ja": "小さな世界"},
        "scheduler": {"_class_name": "DDIMScheduler", "beta_start": 0.00085, "beta_end": 0.012,
                      "beta_schedule": "scaled_linear", "prediction_type": "v_prediction",
                      "timestep_spacing": "trailing"},
        "latents": {"channels": 4, "downscale": 8, "scale": 0.9, "shift": 0.1},
        "native_size": {"width": 128, "height": 96},
        "text_encoder_layer": 1, "concat": "mask_masked_image", "empty_masked_latents": "zeros",
        "cross_attention": "text", "precision": "fp16",
        "tokenizer": {"length": 77, "begin_id": 700, "end_id": 701, "pad_id": 0},
        "unet": {"in_channels": 9, "block_out_channels": [32, 64],
                 "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
                 "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"],
                 "attention_head_dim": [2, 4], "cross_attention_dim": 128, "norm_num_groups": 16},
        "vae": {"block_out_channels": [16, 32, 64, 128], "norm_num_groups": 8, "scaling_factor": 0.9,
                "shift_factor": 0.1},
        "text_encoder": {"vocab_size": 702, "hidden_size": 128, "num_attention_heads": 4, "num_hidden_layers": 4},
        "preview_rgb": [[1, 2, 3, 4, 5], [0, 0, 0, 0, 0.5], [-1, 0, 1, 0, 0]],
        "defaults": {"sampler": "dpmpp_2m", "schedule": "karras", "steps": 20, "guidance": 4.5},
        "sample_prompts": {"en": ["a red house", "a boat"], "ja": ["赤い家"]}})");
    manifest["weights"] = {{{"file", "weights-00001-of-00001.safetensors"}, {"sha256", hash}}};
    for (const std::string part : {"text_encoder", "unet", "vae_encoder", "vae_decoder"})
        manifest["components"][part] = {{"file", part + ".pt"}, {"sha256", hash}};
    return manifest;
}

json sd15UNet() {
    return json::parse(
        R"({"_class_name": "UNet2DConditionModel", "_diffusers_version": "0.6.0", "act_fn": "silu",
        "attention_head_dim": 8, "block_out_channels": [320, 640, 1280, 1280], "center_input_sample": false,
        "cross_attention_dim": 768,
        "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
        "downsample_padding": 1, "flip_sin_to_cos": true, "freq_shift": 0, "in_channels": 4,
        "layers_per_block": 2, "mid_block_scale_factor": 1, "norm_eps": 1e-05, "norm_num_groups": 32,
        "out_channels": 4, "sample_size": 64,
        "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"]})");
}

json sd15Vae() {
    return json::parse(R"({"_class_name": "AutoencoderKL", "act_fn": "silu",
        "block_out_channels": [128, 256, 512, 512], "in_channels": 3, "latent_channels": 4, "layers_per_block": 2,
        "norm_num_groups": 32, "out_channels": 3, "sample_size": 512})");
}

json sd15TextEncoder() {
    return json::parse(R"({"architectures": ["CLIPTextModel"], "bos_token_id": 0, "eos_token_id": 2,
        "hidden_act": "quick_gelu", "hidden_size": 768, "intermediate_size": 3072, "layer_norm_eps": 1e-05,
        "max_position_embeddings": 77, "model_type": "clip_text_model", "num_attention_heads": 12,
        "num_hidden_layers": 12, "vocab_size": 49408})");
}

json sd15Scheduler() {
    return json::parse(
        R"({"_class_name": "PNDMScheduler", "beta_end": 0.012, "beta_schedule": "scaled_linear",
        "beta_start": 0.00085, "num_train_timesteps": 1000, "set_alpha_to_one": false, "skip_prk_steps": true,
        "steps_offset": 1, "trained_betas": null, "clip_sample": false})");
}

void writeDiffusersFolder(const TemporaryFolder& folder) {
    const auto index = json::parse(R"({"_class_name": "StableDiffusionPipeline",
        "scheduler": ["diffusers", "PNDMScheduler"], "text_encoder": ["transformers", "CLIPTextModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"], "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"], "safety_checker": [null, null]})");
    put(folder, "model_index.json", index.dump());
    put(folder, "unet/config.json", sd15UNet().dump());
    put(folder, "vae/config.json", sd15Vae().dump());
    put(folder, "text_encoder/config.json", sd15TextEncoder().dump());
    put(folder, "scheduler/scheduler_config.json", sd15Scheduler().dump());
    for (const auto* file :
         {"unet/diffusion_pytorch_model.safetensors", "vae/diffusion_pytorch_model.safetensors",
          "text_encoder/model.safetensors", "tokenizer/vocab.json", "tokenizer/merges.txt"})
        put(folder, file);
}

} // namespace latentbrush::catalogue
