#!/usr/bin/env python3
"""Writes tiny_sd/: a diffusers folder of SD 1.x form with random weights, and what diffusers paints with it.

    python make_tiny_pipeline.py

Made with diffusers 0.42.1, transformers 5.23.0 and torch 2.11.0. Beside the folder's own files:
  runs.json             prompt, negative prompt, token ids, steps, guidance and each run's scheduler settings
  runs.safetensors      `latents`: the initial noise of unit variance [1,4,16,16]; `RUN.latents`: where diffusers'
                        sampler ended; `RUN.image`: decoded, in [0,1], [1,3,64,64]
Runs are the samplers ddim, euler, dpmpp_2m and dpmpp_2m_karras, each for epsilon and v prediction.
"""
import json
from pathlib import Path

import torch
from diffusers import (AutoencoderKL, DDIMScheduler, DPMSolverMultistepScheduler, EulerDiscreteScheduler,
                       StableDiffusionPipeline, UNet2DConditionModel)
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from make_networks import randomise

FOLDER = Path(__file__).parent / "tiny_sd"
PROMPT = "a red house on a snowy field, at night"
NEGATIVE = "blurry"
STEPS, GUIDANCE = 20, 7.5
SETTINGS = ["prediction_type", "timestep_spacing", "steps_offset", "set_alpha_to_one", "use_karras_sigmas", "final_sigmas_type",
            "lower_order_final", "beta_start", "beta_end", "beta_schedule", "num_train_timesteps"]
BETAS = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", num_train_timesteps=1000)


def byte_letters():
    """The letters that stand for bytes in CLIP's vocabulary: printable ones for themselves, the rest from 256 up."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + i) for i in range(len(rest))]


def write_tokenizer(folder):
    """All bytes, all bytes at a word's end, and merges that spell some of the prompt's words."""
    merges = []
    for word in ["red", "house", "snowy", "field", "night", "blurry", "tree"]:
        letters = [*word[:-1], word[-1] + "</w>"]
        while len(letters) > 1:
            pair = (letters[0], letters[1])
            letters[:2] = ["".join(pair)]
            if pair not in merges:
                merges.append(pair)
    letters = byte_letters()
    words = letters + [letter + "</w>" for letter in letters] + ["".join(pair) for pair in merges]
    words += ["<|startoftext|>", "<|endoftext|>"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps({word: i for i, word in enumerate(words)}, ensure_ascii=False) + "\n")
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges))
    return CLIPTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=77)


def build_pipeline(tokenizer):
    unet = UNet2DConditionModel(
        sample_size=16, in_channels=4, out_channels=4, block_out_channels=[16, 32], layers_per_block=1,
        down_block_types=["CrossAttnDownBlock2D", "DownBlock2D"], up_block_types=["UpBlock2D", "CrossAttnUpBlock2D"],
        cross_attention_dim=32, attention_head_dim=4, norm_num_groups=8)
    vae = AutoencoderKL(
        in_channels=3, out_channels=3, latent_channels=4, block_out_channels=[8, 16, 16], layers_per_block=1, norm_num_groups=4,
        down_block_types=["DownEncoderBlock2D"] * 3, up_block_types=["UpDecoderBlock2D"] * 3, scaling_factor=0.18215, sample_size=64)
    text = CLIPTextModel(CLIPTextConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64,
        max_position_embeddings=77, hidden_act="quick_gelu", projection_dim=32,
        bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id))
    randomise(unet, 11), randomise(vae, 12), randomise(text, 13)
    # A random network answers out of proportion: tamed, guided predictions stay near unit variance and few pixels clip.
    with torch.no_grad():
        for layer, factor in [(unet.conv_out, 0.6), (vae.decoder.conv_out, 0.3)]:
            for parameter in layer.parameters():
                parameter.mul_(factor)
    return StableDiffusionPipeline(
        vae=vae, text_encoder=text, tokenizer=tokenizer, unet=unet, safety_checker=None, feature_extractor=None,
        scheduler=DDIMScheduler(**BETAS, steps_offset=1, clip_sample=False, set_alpha_to_one=False), requires_safety_checker=False)


def schedulers(prediction):
    common = BETAS | dict(prediction_type=prediction)
    return {
        "ddim": DDIMScheduler(**common, steps_offset=1, clip_sample=False, set_alpha_to_one=False),
        "euler": EulerDiscreteScheduler(**common, timestep_spacing="linspace"),
        "dpmpp_2m": DPMSolverMultistepScheduler(**common, timestep_spacing="linspace"),
        "dpmpp_2m_karras": DPMSolverMultistepScheduler(**common, timestep_spacing="linspace", use_karras_sigmas=True),
    }


def main():
    torch.set_num_threads(1)
    tokenizer = write_tokenizer(FOLDER / "tokenizer")
    pipe = build_pipeline(tokenizer)
    pipe.set_progress_bar_config(disable=True)
    pipe.save_pretrained(FOLDER, safe_serialization=True, variant=None)
    noise = torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(7))
    tensors, runs = {"latents": noise}, {}
    for prediction in ["epsilon", "v_prediction"]:
        for name, scheduler in schedulers(prediction).items():
            pipe.scheduler = scheduler
            # The pipeline multiplies what it is given by init_noise_sigma, so it starts from unit variance itself.
            latents = pipe(PROMPT, negative_prompt=NEGATIVE, num_inference_steps=STEPS, guidance_scale=GUIDANCE,
                           latents=noise.clone(), height=64, width=64, output_type="latent").images
            with torch.no_grad():
                image = pipe.vae.decode(latents / pipe.vae.config.scaling_factor).sample
            run = f"{name}.{prediction}"
            tensors[f"{run}.latents"], tensors[f"{run}.image"] = latents, (image / 2 + 0.5).clamp(0, 1)
            runs[run] = {key: scheduler.config[key] for key in SETTINGS if key in scheduler.config}
            runs[run]["_class_name"] = type(scheduler).__name__
            print(run, f"latents {latents.std():.3f} {latents.abs().max():.2f}", f"image {tensors[f'{run}.image'].std():.3f}")
    save_file({key: value.contiguous() for key, value in tensors.items()}, FOLDER / "runs.safetensors")
    ids = {text: tokenizer(text, padding="max_length", truncation=True).input_ids for text in [PROMPT, NEGATIVE]}
    (FOLDER / "runs.json").write_text(json.dumps(
        {"prompt": PROMPT, "negative": NEGATIVE, "steps": STEPS, "guidance": GUIDANCE, "ids": ids, "runs": runs}, indent=1) + "\n")
    for file in FOLDER.rglob("*.safetensors"):
        file.chmod(0o644)


if __name__ == "__main__":
    main()
