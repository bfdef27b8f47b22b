#!/usr/bin/env python3
"""Writes families/: small random models of further families, and what diffusers paints with them.

    python make_families.py          (after make_tiny_pipeline.py)

Made with diffusers 0.42.1, transformers 5.23.0 and torch 2.11.0. Weights are kept in fp16 and computed with in fp32.
  control/, control_second/  ControlNets for tiny_sd, as diffusers writes them; control_ldm.safetensors is the first under CompVis's names,
                             control_pickle.pth the same in a pickle
  tiny_unet.bin              tiny_sd's UNet in a pickle
  sdxl/, sdxl_refiner/       diffusers folders of both
  lcm/unet/                  a UNet that knows the guidance scale, to be put in the place of tiny_sd's
  x4/                        a diffusers folder of an upscaler
  runs.safetensors           `latents`: the initial noise; `hint`: a picture [H,W,3] of bytes; `small`: one to be enlarged; `noise`: LCM's of each
                             step; `RUN.latents`: where diffusers ended
"""
import json
from pathlib import Path

import torch
from diffusers import (AutoencoderKL, ControlNetModel, DDIMScheduler, DDPMScheduler, EulerDiscreteScheduler, LatentConsistencyModelPipeline,
                       LCMScheduler, MultiControlNetModel, StableDiffusionControlNetPipeline, StableDiffusionPipeline, StableDiffusionUpscalePipeline,
                       StableDiffusionXLImg2ImgPipeline, StableDiffusionXLPipeline, UNet2DConditionModel)
from PIL import Image
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

from make_checkpoints import unet_name
from make_from_pictures import picture
from make_networks import randomise
from make_tiny_pipeline import BETAS, FOLDER as TINY, NEGATIVE, PROMPT

HERE = Path(__file__).parent / "families"
EDGE, STEPS, GUIDANCE = 64, 20, 3


def pil(pixels):
    return Image.fromarray(pixels.numpy())


def kept(module, seed, tame=()):
    """Random numbers that fp16 holds exactly."""
    randomise(module, seed)
    with torch.no_grad():
        for layer, factor in tame:
            for parameter in layer.parameters():
                parameter.mul_(factor)
        for parameter in module.parameters():
            parameter.copy_(parameter.half().float())
    return module


def save(module, folder):
    module.half().save_pretrained(folder, safe_serialization=True)
    module.float()


def unet_of(**settings):
    unet = UNet2DConditionModel(**dict(
        sample_size=16, in_channels=4, out_channels=4, block_out_channels=[16, 32], layers_per_block=1,
        down_block_types=["CrossAttnDownBlock2D", "DownBlock2D"], up_block_types=["UpBlock2D", "CrossAttnUpBlock2D"],
        cross_attention_dim=32, attention_head_dim=4, norm_num_groups=8) | settings)
    return unet


def vae_of():
    return AutoencoderKL(
        in_channels=3, out_channels=3, latent_channels=4, block_out_channels=[8, 16, 16], layers_per_block=1, norm_num_groups=4,
        down_block_types=["DownEncoderBlock2D"] * 3, up_block_types=["UpDecoderBlock2D"] * 3, scaling_factor=0.18215, sample_size=64)


def text_of(tokenizer, projected=False, activation="quick_gelu"):
    config = CLIPTextConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=3, num_attention_heads=4, intermediate_size=64, max_position_embeddings=77,
        hidden_act=activation, projection_dim=32, bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id)
    return (CLIPTextModelWithProjection if projected else CLIPTextModel)(config)


def ldm_control_name(name, config):
    hint = [("conv_in", 0)] + [(f"blocks.{i}", 2 * (i + 1)) for i in range(2 * (len(config.conditioning_embedding_out_channels) - 1))]
    hint.append(("conv_out", 2 * len(hint)))
    for ours, number in hint:
        if name.startswith(f"controlnet_cond_embedding.{ours}."):
            return name.replace(f"controlnet_cond_embedding.{ours}", f"input_hint_block.{number}")
    if name.startswith("controlnet_down_blocks."):
        number, rest = name.removeprefix("controlnet_down_blocks.").split(".")
        return f"zero_convs.{number}.0.{rest}"
    if name.startswith("controlnet_mid_block."):
        return name.replace("controlnet_mid_block", "middle_block_out.0")
    return unet_name(name, config)


def control_runs(results, noise, hint):
    base = StableDiffusionPipeline.from_pretrained(TINY, safety_checker=None, requires_safety_checker=False)
    shared = {key: base.unet.config[key] for key in ["block_out_channels", "layers_per_block", "down_block_types", "cross_attention_dim",
                                                     "attention_head_dim", "norm_num_groups"]}
    nets = [kept(ControlNetModel(in_channels=4, conditioning_embedding_out_channels=[4, 6, 8], **shared), seed) for seed in (31, 32)]
    for net, name in zip(nets, ["control", "control_second"]):
        save(net, HERE / name)
    # Names of a UNet whose up path is looked at by unet_name alone.
    named = type("Config", (), dict(nets[0].config) | {"up_block_types": list(reversed(["Cross" if t.startswith("Cross") else "" for t in nets[0].config.down_block_types]))})
    save_file({"control_model." + ldm_control_name(key, named): value.half().contiguous() for key, value in nets[0].state_dict().items()},
              HERE / "control_ldm.safetensors")
    torch.save({"state_dict": {ldm_control_name(key, named): value.half() for key, value in nets[0].state_dict().items()}}, HERE / "control_pickle.pth")
    torch.save(base.unet.state_dict(), HERE / "tiny_unet.bin")
    for run, settings in {
        "control": dict(controlnet_conditioning_scale=0.8),
        "control_part": dict(controlnet_conditioning_scale=1.0, control_guidance_start=0.2, control_guidance_end=0.7),
        "control_guess": dict(controlnet_conditioning_scale=1.0, guess_mode=True),
        "control_two": dict(controlnet_conditioning_scale=[0.5, 0.7]),
    }.items():
        two = run == "control_two"
        pipe = StableDiffusionControlNetPipeline(
            vae=base.vae, text_encoder=base.text_encoder, tokenizer=base.tokenizer, unet=base.unet, controlnet=MultiControlNetModel(nets) if two else nets[0],
            scheduler=EulerDiscreteScheduler(**BETAS, timestep_spacing="linspace"), safety_checker=None, feature_extractor=None, requires_safety_checker=False)
        pipe.set_progress_bar_config(disable=True)
        image = pil(hint)
        results[run] = pipe(PROMPT, image=[image, image] if two else image, negative_prompt=NEGATIVE, num_inference_steps=STEPS, guidance_scale=GUIDANCE,
                            latents=noise.clone(), height=EDGE, width=EDGE, output_type="latent", **settings).images


def sdxl_runs(results, noise):
    tokenizer = CLIPTokenizer.from_pretrained(TINY / "tokenizer")
    vae = kept(vae_of(), 41, [])
    first, second = kept(text_of(tokenizer), 42), kept(text_of(tokenizer, True, "gelu"), 43)
    third = kept(text_of(tokenizer, True, "gelu"), 44)
    added = dict(addition_embed_type="text_time", addition_time_embed_dim=256, use_linear_projection=True, attention_head_dim=[2, 4])
    base = unet_of(cross_attention_dim=64, projection_class_embeddings_input_dim=32 + 6 * 256, **added)
    refiner = unet_of(cross_attention_dim=32, projection_class_embeddings_input_dim=32 + 5 * 256, **added)
    for unet, seed in [(base, 45), (refiner, 46)]:
        kept(unet, seed, [(unet.conv_out, 0.5)])
    euler = lambda: EulerDiscreteScheduler(**BETAS, timestep_spacing="leading", steps_offset=1)
    large = StableDiffusionXLPipeline(vae=vae, text_encoder=first, text_encoder_2=second, tokenizer=tokenizer, tokenizer_2=tokenizer, unet=base,
                                      scheduler=euler(), add_watermarker=False)
    fine = StableDiffusionXLImg2ImgPipeline(vae=vae, text_encoder=None, text_encoder_2=third, tokenizer=None, tokenizer_2=tokenizer, unet=refiner,
                                            scheduler=euler(), requires_aesthetics_score=True, force_zeros_for_empty_prompt=False, add_watermarker=False)
    for pipe, name in [(large, "sdxl"), (fine, "sdxl_refiner")]:
        pipe.set_progress_bar_config(disable=True)
        pipe.to(torch.float16).save_pretrained(HERE / name, safe_serialization=True)
        pipe.to(torch.float32)
    common = dict(prompt=PROMPT, negative_prompt=NEGATIVE, num_inference_steps=STEPS, guidance_scale=GUIDANCE, output_type="latent")
    results["sdxl"] = large(latents=noise.clone(), height=EDGE, width=EDGE, **common).images
    results["sdxl_empty_negative"] = large(latents=noise.clone(), height=EDGE, width=EDGE, **common | {"negative_prompt": None}).images
    handed = large(latents=noise.clone(), height=EDGE, width=EDGE, denoising_end=0.8, **common).images
    results["refined"] = fine(image=handed, denoising_start=0.8, **common).images


def lcm_run(results, noise):
    base = StableDiffusionPipeline.from_pretrained(TINY, safety_checker=None, requires_safety_checker=False)
    unet = unet_of(time_cond_proj_dim=32)
    kept(unet, 51, [(unet.conv_out, 0.6)])
    save(unet, HERE / "lcm" / "unet")
    pipe = LatentConsistencyModelPipeline(vae=base.vae, text_encoder=base.text_encoder, tokenizer=base.tokenizer, unet=unet,
                                          scheduler=LCMScheduler(**BETAS, original_inference_steps=50), safety_checker=None, feature_extractor=None,
                                          requires_safety_checker=False)
    pipe.set_progress_bar_config(disable=True)
    results["lcm"] = pipe(PROMPT, num_inference_steps=4, original_inference_steps=50, guidance_scale=8.0, latents=noise.clone(),
                          generator=torch.Generator().manual_seed(52), height=EDGE, width=EDGE, output_type="latent").images
    generator = torch.Generator().manual_seed(52)
    results["noise"] = torch.stack([torch.randn(noise.shape, generator=generator) for _ in range(4)])


def free_u_run(results, noise):
    pipe = StableDiffusionPipeline.from_pretrained(TINY, safety_checker=None, requires_safety_checker=False)
    pipe.scheduler = EulerDiscreteScheduler(**BETAS, timestep_spacing="linspace")
    pipe.set_progress_bar_config(disable=True)
    pipe.enable_freeu(b1=1.5, b2=1.6, s1=0.9, s2=0.2)
    results["free_u"] = pipe(PROMPT, negative_prompt=NEGATIVE, num_inference_steps=STEPS, guidance_scale=GUIDANCE, latents=noise.clone(), height=EDGE,
                             width=EDGE, output_type="latent").images


def x4_run(results, small):
    tokenizer = CLIPTokenizer.from_pretrained(TINY / "tokenizer")
    vae, text = kept(vae_of(), 61), kept(text_of(tokenizer, activation="gelu"), 62)
    vae.register_to_config(scaling_factor=0.08333)
    unet = unet_of(in_channels=7, num_class_embeds=1000, use_linear_projection=True, only_cross_attention=[True, False],
                   down_block_types=["CrossAttnDownBlock2D", "CrossAttnDownBlock2D"], up_block_types=["CrossAttnUpBlock2D", "CrossAttnUpBlock2D"])
    kept(unet, 63, [(unet.conv_out, 0.5)])
    linear = dict(beta_start=0.0001, beta_end=0.02, beta_schedule="linear", num_train_timesteps=1000)
    pipe = StableDiffusionUpscalePipeline(
        vae=vae, text_encoder=text, tokenizer=tokenizer, unet=unet, low_res_scheduler=DDPMScheduler(**linear | dict(beta_schedule="scaled_linear")),
        scheduler=DDIMScheduler(**linear, prediction_type="v_prediction", steps_offset=1, clip_sample=False, set_alpha_to_one=False), max_noise_level=350)
    pipe.set_progress_bar_config(disable=True)
    pipe.to(torch.float16).save_pretrained(HERE / "x4", safe_serialization=True)
    pipe.to(torch.float32)
    results["x4"] = pipe(PROMPT, image=pil(small), negative_prompt=NEGATIVE, num_inference_steps=STEPS, guidance_scale=GUIDANCE, noise_level=30,
                         generator=torch.Generator().manual_seed(64), output_type="latent").images


def main():
    torch.set_num_threads(1)
    HERE.mkdir(exist_ok=True)
    noise = torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(7))
    hint, small = picture(EDGE, EDGE), picture(24, 16)
    results = {}
    control_runs(results, noise, hint)
    sdxl_runs(results, noise)
    lcm_run(results, noise)
    x4_run(results, small)
    free_u_run(results, noise)
    for run, value in results.items():
        print(run, tuple(value.shape), f"{value.std():.3f} {value.abs().max():.2f}")
    tensors = {(run if run == "noise" else f"{run}.latents"): value.contiguous() for run, value in results.items()}
    tensors |= {"latents": noise, "hint": hint.contiguous(), "small": small.contiguous()}
    save_file(tensors, HERE / "runs.safetensors")
    (HERE / "runs.json").write_text(json.dumps({"prompt": PROMPT, "negative": NEGATIVE, "steps": STEPS, "guidance": GUIDANCE}) + "\n")
    for file in HERE.rglob("*.safetensors"):
        file.chmod(0o644)


if __name__ == "__main__":
    main()
