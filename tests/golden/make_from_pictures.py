#!/usr/bin/env python3
"""Writes from_pictures/: what diffusers makes of a picture, and of a part of it, with tiny_sd and a nine-channel UNet.

    python make_from_pictures.py          (after make_tiny_pipeline.py)

Made with diffusers 0.42.1, transformers 5.23.0 and torch 2.11.0.
  unet/                 a random UNet of nine channels in fp16, to be put in the place of tiny_sd's
  runs.json             each run's task (image_to_image, inpaint), strength, channels and scheduler settings
  runs.safetensors      `picture` and `mask` [H,W,3] and [H,W] as bytes; `latents`: the noise of unit variance; `RUN.latents`: where
                        diffusers ended; `RUN.image`: decoded, in [0,1]
The picture's latents are the mode of what the encoder says, not a sample of it.
"""
import json
from pathlib import Path

import torch
from diffusers import (DDIMScheduler, DPMSolverMultistepScheduler, EulerDiscreteScheduler, StableDiffusionImg2ImgPipeline,
                       StableDiffusionInpaintPipeline, StableDiffusionPipeline, UNet2DConditionModel)
from PIL import Image
from safetensors.torch import save_file

from make_networks import randomise
from make_tiny_pipeline import BETAS, FOLDER as TINY, NEGATIVE, PROMPT, SETTINGS, STEPS

FOLDER = Path(__file__).parent / "from_pictures"
EDGE = 64
GUIDANCE = 2  # a random network with more leaves what the decoder can show


def picture(width=EDGE, height=EDGE):
    y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    waves = [torch.sin(x / 9 + k) * torch.cos(y / 7 - k) for k in range(3)]
    return (torch.stack(waves, 2) * 90 + 128).to(torch.uint8)


def mask():
    """White on whole cells of the latents, which are four pixels wide."""
    white = torch.zeros(EDGE, EDGE, dtype=torch.uint8)
    white[16:48, 24:64] = 255
    return white


def with_mode(vae):
    """The encoder's mode where diffusers asks for a sample: one encoding serves every seed."""
    encode = vae.encode

    def encoded(*arguments, **named):
        result = encode(*arguments, **named)
        result.latent_dist.sample = lambda generator=None: result.latent_dist.mode()
        return result

    vae.encode = encoded
    return vae


def nine_channels():
    unet = UNet2DConditionModel(
        sample_size=16, in_channels=9, out_channels=4, block_out_channels=[16, 32], layers_per_block=1,
        down_block_types=["CrossAttnDownBlock2D", "DownBlock2D"], up_block_types=["UpBlock2D", "CrossAttnUpBlock2D"],
        cross_attention_dim=32, attention_head_dim=4, norm_num_groups=8)
    randomise(unet, 21)
    with torch.no_grad():
        for parameter in unet.conv_out.parameters():
            parameter.copy_((parameter * 0.4).half().float())
    return unet


def kept_from_the_start(pipe):
    """At strength 1 diffusers starts from bare noise everywhere and brings in what is kept after the first step, so that the
    network's first look sees none of it. Here, as in AUTOMATIC1111's program, it is there at the first look too."""
    prepare = pipe.prepare_latents

    def prepared(*arguments, timestep=None, is_strength_max=True, **named):
        found = prepare(*arguments, timestep=timestep, is_strength_max=is_strength_max, **named)
        if not is_strength_max or not named.get("return_image_latents"):
            return found
        latents, noise, image = found
        noised = pipe.scheduler.add_noise(image, noise, timestep)
        return torch.where(mask()[::4, ::4] > 0, latents, noised), noise, image

    pipe.prepare_latents = prepared


def schedulers():
    common = BETAS | dict(prediction_type="epsilon")
    return {
        "ddim": DDIMScheduler(**common, steps_offset=1, clip_sample=False, set_alpha_to_one=False),
        "euler": EulerDiscreteScheduler(**common, timestep_spacing="linspace"),
        "dpmpp_2m_karras": DPMSolverMultistepScheduler(**common, timestep_spacing="linspace", use_karras_sigmas=True),
    }


def main():
    torch.set_num_threads(1)
    base = StableDiffusionPipeline.from_pretrained(TINY, safety_checker=None, requires_safety_checker=False)
    with_mode(base.vae)
    nine = nine_channels()
    (FOLDER / "unet").mkdir(parents=True, exist_ok=True)
    nine.half().save_pretrained(FOLDER / "unet", safe_serialization=True)
    nine.float()
    init, white = Image.fromarray(picture().numpy()), Image.fromarray(mask().numpy())
    noise = torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(5))
    tensors, runs = {"picture": picture(), "mask": mask(), "latents": noise}, {}
    parts = {key: value for key, value in base.components.items() if key != "unet"}
    for task, channels, strength in [("image_to_image", 4, 0.75), ("image_to_image", 4, 0.3), ("image_to_image", 9, 0.6),
                                     ("inpaint", 4, 1.0), ("inpaint", 4, 0.6), ("inpaint", 9, 1.0), ("inpaint", 9, 0.6)]:
        if (task, channels) == ("image_to_image", 9):
            continue  # diffusers has no such pipeline
        pipeline = StableDiffusionImg2ImgPipeline if task == "image_to_image" else StableDiffusionInpaintPipeline
        pipe = pipeline(**parts | {"unet": base.unet if channels == 4 else nine}, requires_safety_checker=False)
        pipe.set_progress_bar_config(disable=True)
        if task == "inpaint":
            kept_from_the_start(pipe)
        for name, scheduler in schedulers().items():
            pipe.scheduler = scheduler
            inputs = dict(image=init) if task == "image_to_image" else dict(image=init, mask_image=white, height=EDGE, width=EDGE)
            latents = pipe(PROMPT, negative_prompt=NEGATIVE, num_inference_steps=STEPS, guidance_scale=GUIDANCE, strength=strength,
                           generator=torch.Generator().manual_seed(5), output_type="latent", **inputs).images
            with torch.no_grad():
                image = base.vae.decode(latents / base.vae.config.scaling_factor).sample
            run = f"{task}.{channels}.{strength}.{name}"
            tensors[f"{run}.latents"], tensors[f"{run}.image"] = latents, (image / 2 + 0.5).clamp(0, 1)
            settings = {key: scheduler.config[key] for key in SETTINGS if key in scheduler.config}
            runs[run] = {"task": task, "channels": channels, "strength": strength, "sampler": name.removesuffix("_karras"),
                         "scheduler": settings | {"_class_name": type(scheduler).__name__}}
            print(run, f"latents {latents.std():.3f} {latents.abs().max():.2f}")
    save_file({key: value.contiguous() for key, value in tensors.items()}, FOLDER / "runs.safetensors")
    (FOLDER / "runs.json").write_text(json.dumps(runs, indent=1) + "\n")
    for file in FOLDER.rglob("*.safetensors"):
        file.chmod(0o644)


if __name__ == "__main__":
    main()
