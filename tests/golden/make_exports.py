#!/usr/bin/env python3
"""Writes exports/: a tiny SD 1.x of diffusers traced by torch.jit.trace, what diffusers paints with it untraced, and a
hostile export.

    python make_exports.py

Made with diffusers 0.42.1, transformers 5.23.0 and torch 2.11.0.
  unet.pt               UNet2DConditionModel, return_dict=False, traced with (sample [2,4,8,8], timestep [] int64, states)
  text_encoder.pt       CLIPTextModel, return_dict=False, traced with ids [1,77]: (hidden states, pooled)
  vae_decoder.pt        AutoencoderKL traced by its method `decode`, return_dict=False: a tuple of one
  vae_encoder.pt        a module whose forward gives the moments of AutoencoderKL.encode
  tokenizer/            a small vocabulary in CLIP's form
  runs.json             prompt, negative prompt, steps, guidance
  runs.safetensors      per SIZE (WIDTHxHEIGHT): `SIZE.latents`, the noise of unit variance; `SIZE.final`, where DDIM ended;
                        `SIZE.image`, decoded, in [0,1]; `picture` in [-1,1] and its `mean`, by the encoder
  hostile/unet.pt       a module of two kilobytes that writes the file hostile-export-ran into the working folder when
                        it is loaded (__setstate__) and again when it is run
There is no config beside them: everything else is SD 1.x's.
"""
import json
import zipfile
from functools import partial
from pathlib import Path
from typing import Tuple

import torch
from diffusers import AutoencoderKL, DDIMScheduler, StableDiffusionPipeline, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel

from make_networks import randomise
from make_tiny_pipeline import BETAS, NEGATIVE, PROMPT, write_tokenizer

FOLDER = Path(__file__).parent / "exports"
STEPS, GUIDANCE = 20, 7.5


def build_pipeline(tokenizer):
    unet = UNet2DConditionModel(
        sample_size=8, in_channels=4, out_channels=4, block_out_channels=[8, 8], layers_per_block=1,
        down_block_types=["CrossAttnDownBlock2D", "DownBlock2D"], up_block_types=["UpBlock2D", "CrossAttnUpBlock2D"],
        cross_attention_dim=16, attention_head_dim=2, norm_num_groups=4)
    vae = AutoencoderKL(
        in_channels=3, out_channels=3, latent_channels=4, block_out_channels=[4, 4, 8, 8], layers_per_block=1, norm_num_groups=2,
        down_block_types=["DownEncoderBlock2D"] * 4, up_block_types=["UpDecoderBlock2D"] * 4, scaling_factor=0.18215, sample_size=64)
    text = CLIPTextModel(CLIPTextConfig(
        vocab_size=len(tokenizer), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=77, hidden_act="quick_gelu", projection_dim=16,
        bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id))
    randomise(unet, 21), randomise(vae, 22), randomise(text, 23)
    # As in make_tiny_pipeline.py: tamed, so that few pixels clip.
    with torch.no_grad():
        for layer, factor in [(unet.conv_out, 0.6), (vae.decoder.conv_out, 0.3)]:
            for parameter in layer.parameters():
                parameter.mul_(factor)
    pipe = StableDiffusionPipeline(
        vae=vae, text_encoder=text, tokenizer=tokenizer, unet=unet, safety_checker=None, feature_extractor=None,
        scheduler=DDIMScheduler(**BETAS, steps_offset=1, clip_sample=False, set_alpha_to_one=False), requires_safety_checker=False)
    pipe.set_progress_bar_config(disable=True)
    for part in (unet, vae, text):
        part.eval()
    return pipe


def paint(pipe, width, height):
    noise = torch.randn(1, 4, height // 8, width // 8, generator=torch.Generator().manual_seed(7))
    # The pipeline multiplies what it is given by init_noise_sigma, which is 1 for DDIM.
    final = pipe(PROMPT, negative_prompt=NEGATIVE, num_inference_steps=STEPS, guidance_scale=GUIDANCE, latents=noise.clone(),
                 height=height, width=width, output_type="latent").images
    image = pipe.vae.decode(final / pipe.vae.config.scaling_factor).sample
    print(width, height, f"latents {final.std():.3f} {final.abs().max():.2f}", f"image {image.std():.3f} {image.abs().max():.2f}")
    return {f"{width}x{height}.latents": noise, f"{width}x{height}.final": final,
            f"{width}x{height}.image": (image / 2 + 0.5).clamp(0, 1)}


class Moments(torch.nn.Module):
    def __init__(self, vae):
        super().__init__()
        self.encoder, self.quant_conv = vae.encoder, vae.quant_conv

    def forward(self, image):
        return self.quant_conv(self.encoder(image))


def save(module, file):
    """Without the sources' positions, which are half of such a small file."""
    module.save(file)
    with zipfile.ZipFile(file) as whole:
        entries = [(entry, whole.read(entry)) for entry in whole.infolist() if not entry.filename.endswith(".debug_pkl")]
    with zipfile.ZipFile(file, "w") as smaller:
        for entry, data in entries:
            entry.extra = b""
            smaller.writestr(entry, data)


def without_dict(module, method="forward"):
    setattr(module, method, partial(getattr(module, method), return_dict=False))


def trace(pipe):
    unet, vae, text = pipe.unet, pipe.vae, pipe.text_encoder
    ids = torch.zeros(1, 77, dtype=torch.long)
    states = text(ids).last_hidden_state.expand(2, -1, -1)
    save(torch.jit.trace(Moments(vae), torch.rand(1, 3, 64, 64)), FOLDER / "vae_encoder.pt")
    without_dict(unet), without_dict(text), without_dict(vae, "decode")
    save(torch.jit.trace(unet, (torch.randn(2, 4, 8, 8), torch.tensor(500), states)), FOLDER / "unet.pt")
    save(torch.jit.trace(text, ids), FOLDER / "text_encoder.pt")
    vae.encoder = torch.nn.Identity()
    save(torch.jit.trace_module(vae, {"decode": torch.randn(1, 4, 8, 8)}, check_trace=False), FOLDER / "vae_decoder.pt")


class Hostile(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.size = 3

    @torch.jit.export
    def __getstate__(self) -> Tuple[int, bool]:
        return self.size, self.training

    @torch.jit.export
    def __setstate__(self, state: Tuple[int, bool]):
        self.size = state[0]
        self.training = state[1]
        torch.save(torch.ones([1]), "hostile-export-ran")

    def forward(self, sample, timestep, states):
        torch.save(torch.ones([1]), "hostile-export-ran")
        return sample


@torch.no_grad()
def main():
    torch.set_num_threads(1)
    torch.manual_seed(5)
    tokenizer = write_tokenizer(FOLDER / "tokenizer")
    pipe = build_pipeline(tokenizer)
    tensors = paint(pipe, 64, 64) | paint(pipe, 128, 64)
    tensors["picture"] = torch.rand(1, 3, 64, 64) * 2 - 1
    tensors["mean"] = pipe.vae.encode(tensors["picture"]).latent_dist.mean
    save_file({key: value.contiguous() for key, value in tensors.items()}, FOLDER / "runs.safetensors")
    (FOLDER / "runs.json").write_text(json.dumps(
        {"prompt": PROMPT, "negative": NEGATIVE, "steps": STEPS, "guidance": GUIDANCE}, indent=1) + "\n")
    trace(pipe)
    (FOLDER / "hostile").mkdir(exist_ok=True)
    torch.jit.script(Hostile()).save(FOLDER / "hostile" / "unet.pt")
    for file in [*FOLDER.rglob("*.safetensors"), *FOLDER.rglob("*.pt")]:
        file.chmod(0o644)


if __name__ == "__main__":
    main()
