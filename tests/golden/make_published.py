#!/usr/bin/env python3
"""Writes networks/published.json: the configs of published models and the tables of their parameters.

    python make_published.py

Made with diffusers 0.42.1, transformers 5.23.0 and torch 2.11.0. Each model has its config.json as it is published, in the
form of its time and without what does not shape it ("published"), the same as today's libraries write it ("written"), and
what the model built from it holds: how many parameters in how many tensors, and the SHA-256 of the table, one line
"NAME EDGE EDGE …" for each tensor, in the order of the names' bytes. Models are built on the meta device, without memory.
"""
import hashlib
import json
from pathlib import Path

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, ControlNetModel, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

FILE = Path(__file__).parent / "networks" / "published.json"


def levels(attention, up=False):
    way = "Up" if up else "Down"
    return [f"CrossAttn{way}Block2D" if each else f"{way}Block2D" for each in (reversed(attention) if up else attention)]


def unet(attention, **settings):
    return {"_class_name": "UNet2DConditionModel", "act_fn": "silu", "center_input_sample": False, "downsample_padding": 1,
            "flip_sin_to_cos": True, "freq_shift": 0, "in_channels": 4, "layers_per_block": 2, "mid_block_scale_factor": 1,
            "norm_eps": 1e-05, "norm_num_groups": 32, "out_channels": 4, "down_block_types": levels(attention),
            "up_block_types": levels(attention, up=True)} | settings


def controlnet(attention, **settings):
    return {"_class_name": "ControlNetModel", "act_fn": "silu", "class_embed_type": None,
            "conditioning_embedding_out_channels": [16, 32, 96, 256], "controlnet_conditioning_channel_order": "rgb",
            "down_block_types": levels(attention), "downsample_padding": 1, "flip_sin_to_cos": True, "freq_shift": 0,
            "in_channels": 4, "layers_per_block": 2, "mid_block_scale_factor": 1, "norm_eps": 1e-05, "norm_num_groups": 32,
            "num_class_embeds": None, "only_cross_attention": False, "projection_class_embeddings_input_dim": None,
            "resnet_time_scale_shift": "default", "upcast_attention": False} | settings


def vae(**settings):
    count = len(settings["block_out_channels"])
    return {"_class_name": "AutoencoderKL", "act_fn": "silu", "down_block_types": ["DownEncoderBlock2D"] * count,
            "up_block_types": ["UpDecoderBlock2D"] * count, "in_channels": 3, "latent_channels": 4, "layers_per_block": 2,
            "norm_num_groups": 32, "out_channels": 3} | settings


def text(kind, **settings):
    return {"architectures": [kind], "attention_dropout": 0.0, "bos_token_id": 0, "dropout": 0.0, "eos_token_id": 2,
            "initializer_factor": 1.0, "initializer_range": 0.02, "layer_norm_eps": 1e-05, "max_position_embeddings": 77,
            "model_type": "clip_text_model", "pad_token_id": 1, "torch_dtype": "float32", "vocab_size": 49408} | settings


SD = [True, True, True, False]
SDXL = [False, True, True]
SD1_WIDTHS = {"block_out_channels": [320, 640, 1280, 1280], "attention_head_dim": 8, "cross_attention_dim": 768}
SD2_WIDTHS = SD1_WIDTHS | {"attention_head_dim": [5, 10, 20, 20], "cross_attention_dim": 1024, "use_linear_projection": True}
SD2_KEYS = {"dual_cross_attention": False, "num_class_embeds": None, "only_cross_attention": False}
NEWER_KEYS = {
    "addition_embed_type": None, "addition_embed_type_num_heads": 64, "addition_time_embed_dim": None,
    "class_embed_type": None, "class_embeddings_concat": False, "conv_in_kernel": 3, "conv_out_kernel": 3,
    "cross_attention_norm": None, "dual_cross_attention": False, "encoder_hid_dim": None, "encoder_hid_dim_type": None,
    "mid_block_only_cross_attention": None, "mid_block_type": "UNetMidBlock2DCrossAttn", "num_attention_heads": None,
    "num_class_embeds": None, "only_cross_attention": False, "projection_class_embeddings_input_dim": None,
    "resnet_out_scale_factor": 1.0, "resnet_skip_time_act": False, "resnet_time_scale_shift": "default",
    "time_cond_proj_dim": None, "time_embedding_act_fn": None, "time_embedding_dim": None,
    "time_embedding_type": "positional", "timestep_post_act": None, "upcast_attention": None}
SDXL_WIDTHS = {"block_out_channels": [320, 640, 1280], "attention_head_dim": [5, 10, 20], "cross_attention_dim": 2048,
               "transformer_layers_per_block": [1, 2, 10], "use_linear_projection": True, "addition_embed_type": "text_time",
               "addition_time_embed_dim": 256, "projection_class_embeddings_input_dim": 2816}

PUBLISHED = {
    "sd15_unet": unet(SD, sample_size=64, **SD1_WIDTHS),
    "sd15_inpainting_unet": unet(SD, sample_size=64, **SD1_WIDTHS) | {"in_channels": 9},
    "sd21_base_unet": unet(SD, sample_size=64, **SD2_WIDTHS, **SD2_KEYS),
    "sd21_unet": unet(SD, sample_size=96, upcast_attention=True, **SD2_WIDTHS, **SD2_KEYS),
    "sdxl_base_unet": unet(SDXL, sample_size=128, **NEWER_KEYS | SDXL_WIDTHS),
    "sdxl_refiner_unet": unet([False, True, True, False], sample_size=128, **NEWER_KEYS | SDXL_WIDTHS | {
        "block_out_channels": [384, 768, 1536, 1536], "attention_head_dim": [6, 12, 24, 24], "cross_attention_dim": 1280,
        "transformer_layers_per_block": 4, "projection_class_embeddings_input_dim": 2560}),
    "x4_upscaler_unet": unet([False, True, True, True], sample_size=128, block_out_channels=[256, 512, 512, 1024],
                             attention_head_dim=8, cross_attention_dim=1024, dual_cross_attention=False,
                             num_class_embeds=1000, only_cross_attention=[True, True, True, False],
                             use_linear_projection=True) | {"in_channels": 7},
    "lcm_unet": unet(SD, sample_size=96, **NEWER_KEYS | SD1_WIDTHS | {
        "time_cond_proj_dim": 256, "dropout": 0.0, "attention_type": "default", "transformer_layers_per_block": 1,
        "reverse_transformer_layers_per_block": None, "use_linear_projection": False}),
    "sd1_controlnet": controlnet(SD, use_linear_projection=False, **SD1_WIDTHS),
    "sd2_controlnet": controlnet(SD, **SD2_WIDTHS),
    "sdxl_controlnet": controlnet(SDXL, addition_embed_type_num_heads=64, conditioning_channels=3, encoder_hid_dim=None,
                                  encoder_hid_dim_type=None, global_pool_conditions=False, num_attention_heads=None)
                       | {"upcast_attention": None} | SDXL_WIDTHS,
    "sd15_vae": vae(block_out_channels=[128, 256, 512, 512], sample_size=512),
    "sdxl_vae": vae(block_out_channels=[128, 256, 512, 512], sample_size=1024, scaling_factor=0.13025, force_upcast=True),
    "x4_upscaler_vae": vae(block_out_channels=[128, 256, 512], sample_size=256, scaling_factor=0.08333),
    "taesd": {"_class_name": "AutoencoderTiny", "act_fn": "relu", "block_out_channels": [64, 64, 64, 64],
              "decoder_block_out_channels": [64, 64, 64, 64], "encoder_block_out_channels": [64, 64, 64, 64],
              "force_upcast": False, "in_channels": 3, "latent_channels": 4, "latent_magnitude": 3, "latent_shift": 0.5,
              "num_decoder_blocks": [3, 3, 3, 1], "num_encoder_blocks": [1, 3, 3, 3], "out_channels": 3,
              "scaling_factor": 1.0, "upsampling_scaling_factor": 2},
    "sd1_text": text("CLIPTextModel", hidden_act="quick_gelu", hidden_size=768, intermediate_size=3072,
                     num_attention_heads=12, num_hidden_layers=12, projection_dim=768),
    "sd2_text": text("CLIPTextModel", hidden_act="gelu", hidden_size=1024, intermediate_size=4096, num_attention_heads=16,
                     num_hidden_layers=23, projection_dim=512),
    "sdxl_text_2": text("CLIPTextModelWithProjection", hidden_act="gelu", hidden_size=1280, intermediate_size=5120,
                        num_attention_heads=20, num_hidden_layers=32, projection_dim=1280),
}
DIFFUSERS = {kind.__name__: kind for kind in (UNet2DConditionModel, ControlNetModel, AutoencoderKL, AutoencoderTiny)}
TRANSFORMERS = {kind.__name__: kind for kind in (CLIPTextModel, CLIPTextModelWithProjection)}


def built(config):
    """The model, and its config as it would be written now."""
    with torch.device("meta"):
        if "_class_name" in config:
            model = DIFFUSERS[config["_class_name"]].from_config(config)
            return model, json.loads(model.to_json_string())
        kind = config["architectures"][0]
        model = TRANSFORMERS[kind](CLIPTextConfig(**config))
        return model, model.config.to_dict() | {"architectures": [kind]}


def table(model):
    shapes = {name.removeprefix("text_model."): list(each.shape) for name, each in model.named_parameters()}
    lines = [" ".join([name, *map(str, shape)]) + "\n" for name, shape in shapes.items()]
    return "".join(sorted(lines, key=lambda line: line.split(" ")[0].encode()))


def entry(config):
    model, written = built(config)
    written = {key: value for key, value in written.items() if not key.startswith("_") or key == "_class_name"}
    parameters = list(model.parameters())
    return {"published": config, "written": written, "parameters": sum(each.numel() for each in parameters),
            "tensors": len(parameters), "sha256": hashlib.sha256(table(model).encode()).hexdigest()}


def main():
    entries = {name: entry(config) for name, config in PUBLISHED.items()}
    for name, each in entries.items():
        print(name, each["parameters"], each["tensors"])
    lines = [f"{json.dumps(name)}: {json.dumps(each, sort_keys=True)}" for name, each in entries.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    FILE.chmod(0o644)


if __name__ == "__main__":
    main()
