#!/usr/bin/env python3
"""Writes lora_pictures/: LoRAs for an SDXL, an SD 2 and an SD 1 model in kohya's names, and what diffusers paints with them.

    python make_lora_pictures.py          (after make_tiny_pipeline.py, make_families.py and make_checkpoints.py)

Made with diffusers 0.42.1, transformers 5.23.0, peft 0.21.2 and torch 2.11.0.
  sdxl.safetensors   for families/sdxl: the UNet's modules in LDM's names (lora_unet_input_blocks_…), lora_te1_, lora_te2_
  sd2.safetensors    for the file sd2_base of checkpoints.json: diffusers' names, and lora_te_ for an encoder that the file keeps as OpenCLIP does
  lcm.safetensors    for tiny_sd, of the modules that LCM-LoRAs change, as large as they are
  norms.safetensors  for tiny_sd: whole differences (diff), of biases (diff_b, also beside a LoRA), of norms (w_norm, b_norm)
  runs.safetensors   `latents`: the initial noise of unit variance; `noise` [4,1,4,16,16]: LCM's of each step; `RUN.latents`: where the sampler ended
  runs.json          each run's steps, guidance, the LoRA's weight and scheduler settings
The first three are read by diffusers itself, and what it merges is held against W + weight·alpha/rank·up·down; the last, which it does not read, is added
here: W + weight·diff, and so for biases.
"""
import json
from pathlib import Path

import torch
from diffusers import DDIMScheduler, EulerDiscreteScheduler, LCMScheduler, StableDiffusionPipeline, StableDiffusionXLPipeline
from diffusers.schedulers import scheduling_lcm
from safetensors.torch import save_file

import make_checkpoints as single
from make_tiny_pipeline import BETAS, FOLDER as TINY, NEGATIVE, PROMPT, SETTINGS

FOLDER = Path(__file__).parent / "lora_pictures"
SDXL = Path(__file__).parent / "families" / "sdxl"
WEIGHT = 0.7
LCM = ["to_q", "to_k", "to_v", "to_out.0", "proj_in", "proj_out", "ff.net.0.proj", "ff.net.2", "conv1", "conv2", "conv_shortcut", "downsamplers.0.conv",
       "upsamplers.0.conv", "time_emb_proj"]


class Maker:
    """Collects a file's tensors and, in fp32, what they add."""

    def __init__(self, seed, rank, alpha):
        self.generator = torch.Generator().manual_seed(seed)
        self.rank, self.alpha = rank, alpha
        self.tensors, self.sums = {}, {}

    def random(self, *shape, size):
        """fp16, as such files are."""
        return (torch.randn(*shape, generator=self.generator) * size).half()

    def low_rank(self, written, module, size=0.3):
        """About `size` of a weight's own length."""
        shape = module.weight.shape
        inner = shape[1:].numel()
        # One alpha for all of a file: diffusers' reader loses those that differ.
        alpha = self.alpha
        one = (size * module.weight.detach().std() * (self.rank**0.5) / alpha).sqrt().item()
        down, up = self.random(self.rank, *shape[1:], size=one), self.random(shape[0], self.rank, *[1] * (len(shape) - 2), size=one)
        self.tensors |= {f"{written}.lora_down.weight": down, f"{written}.lora_up.weight": up, f"{written}.alpha": torch.tensor(alpha).half()}
        delta = up.float().view(shape[0], self.rank) @ down.float().view(self.rank, inner)
        self.add(module.weight, delta.view(shape) * (alpha / self.rank))

    def add(self, parameter, delta):
        before = self.sums.get(parameter, parameter.detach().clone())
        self.sums[parameter] = before + WEIGHT * delta

    def save(self, name):
        save_file({key: value.contiguous() for key, value in self.tensors.items()}, FOLDER / name)
        (FOLDER / name).chmod(0o644)

    def check(self):
        """Against what was merged."""
        worst = max(((parameter - wanted).abs().max() / wanted.abs().max()).item() for parameter, wanted in self.sums.items())
        assert worst < 1e-5, worst

    def apply(self):
        with torch.no_grad():
            for parameter, wanted in self.sums.items():
                parameter.copy_(wanted)


def weighted(module):
    """Paths of the layers that a LoRA can be of."""
    return [(name, layer) for name, layer in module.named_modules() if isinstance(layer, (torch.nn.Linear, torch.nn.Conv2d))]


def text_names(mark, encoder):
    for name, layer in weighted(encoder):
        if ".layers." in f".{name}":
            yield f"{mark}{name if name.startswith('text_model.') else 'text_model.' + name}".replace(".", "_"), layer


def fuse(pipe, maker, name, **components):
    maker.save(name)
    pipe.load_lora_weights(FOLDER, weight_name=name)
    pipe.fuse_lora(lora_scale=WEIGHT, **components)
    pipe.unload_lora_weights()
    maker.check()


def tiny():
    return StableDiffusionPipeline.from_pretrained(TINY, safety_checker=None, requires_safety_checker=False)


def sdxl():
    pipe = StableDiffusionXLPipeline.from_pretrained(SDXL, torch_dtype=torch.float32, add_watermarker=False)
    maker = Maker(71, rank=2, alpha=1.0)
    for name, layer in weighted(pipe.unet):
        ldm = single.unet_name(f"{name}.weight", pipe.unet.config).removesuffix(".weight")
        # diffusers takes what stands second in a block of the way up for attention, which SDXL has there and this UNet has not.
        if "upsamplers" not in name:
            maker.low_rank(f"lora_unet_{ldm}".replace(".", "_"), layer)
    for mark, encoder in [("lora_te1_", pipe.text_encoder), ("lora_te2_", pipe.text_encoder_2)]:
        for written, layer in text_names(mark, encoder):
            maker.low_rank(written, layer)
    fuse(pipe, maker, "sdxl.safetensors", components=["unet", "text_encoder", "text_encoder_2"])
    pipe.scheduler = EulerDiscreteScheduler(**BETAS, timestep_spacing="leading", steps_offset=1)
    return pipe


def sd2():
    unet, vae = single.unet_of([64, 128], None, [1, 2], 1024, linear=True), single.vae_of()
    text = single.clip_of(1024, 2, 16, "gelu")
    shapes = json.loads((single.HERE / "checkpoints.json").read_text())["files"]["sd2_base"]
    single.fill((unet, vae), single.values(shapes), [(text, "cond_stage_model.model.", True)])
    pipe = StableDiffusionPipeline(
        vae=vae, text_encoder=text, tokenizer=single.tokenizer()("!"), unet=unet, safety_checker=None, feature_extractor=None, requires_safety_checker=False,
        scheduler=DDIMScheduler(**BETAS, steps_offset=1, clip_sample=False, set_alpha_to_one=False))
    maker = Maker(72, rank=2, alpha=3.0)
    for name, layer in weighted(unet):
        if ".attentions." in name:
            maker.low_rank("lora_unet_" + name.replace(".", "_"), layer)
    for written, layer in text_names("lora_te_", text):
        maker.low_rank(written, layer)
    fuse(pipe, maker, "sd2.safetensors")
    return pipe


def lcm():
    pipe = tiny()
    maker = Maker(73, rank=8, alpha=8.0)
    for name, layer in weighted(pipe.unet):
        if any(name.endswith("." + end) for end in LCM):
            maker.low_rank("lora_unet_" + name.replace(".", "_"), layer)
    fuse(pipe, maker, "lcm.safetensors")
    pipe.scheduler = LCMScheduler(**BETAS, original_inference_steps=50, set_alpha_to_one=False)
    return pipe


def norms():
    pipe = tiny()
    maker = Maker(74, rank=2, alpha=1.0)

    def whole(written, layer, weight, bias):
        for parameter, mark in [(layer.weight, weight), (layer.bias, bias)]:
            if parameter is not None and mark:
                maker.tensors[f"{written}.{mark}"] = maker.random(*parameter.shape, size=0.2 * parameter.detach().std().item())
                maker.add(parameter, maker.tensors[f"{written}.{mark}"].float())

    text = getattr(pipe.text_encoder, "text_model", pipe.text_encoder)
    for mark, part in [("lora_unet_", pipe.unet), ("lora_te_text_model_", text)]:
        for name, layer in part.named_modules():
            written = mark + name.replace(".", "_")
            if isinstance(layer, (torch.nn.GroupNorm, torch.nn.LayerNorm)):
                whole(written, layer, "w_norm", "b_norm")
            elif name.endswith((".conv1", ".to_out.0", ".fc2")):
                maker.low_rank(written, layer, 0.1)
                whole(written, layer, None, "diff_b")
            elif name.endswith((".conv2", ".ff.net.2", ".out_proj")):
                whole(written, layer, "diff", "diff_b")
    maker.save("norms.safetensors")
    maker.apply()
    pipe.scheduler = EulerDiscreteScheduler(**BETAS, timestep_spacing="linspace")
    return pipe


def main():
    torch.set_num_threads(1)
    FOLDER.mkdir(exist_ok=True)
    generator = torch.Generator().manual_seed(7)
    start, noise = torch.randn(1, 4, 16, 16, generator=generator), torch.randn(4, 1, 4, 16, 16, generator=generator)
    results, runs = {"latents": start, "noise": noise}, {}

    def paint(run, pipe, steps, guidance, edge):
        pipe.set_progress_bar_config(disable=True)
        draws = iter(noise)
        scheduling_lcm.randn_tensor = lambda *_, **__: next(draws)
        latents = pipe(PROMPT, negative_prompt=NEGATIVE, num_inference_steps=steps, guidance_scale=guidance, latents=start.clone(), height=edge, width=edge,
                       output_type="latent").images
        results[f"{run}.latents"] = latents.contiguous()
        config = pipe.scheduler.config
        runs[run] = {"steps": steps, "guidance": guidance, "weight": WEIGHT,
                     "scheduler": {key: config[key] for key in SETTINGS if key in config} | {"_class_name": type(pipe.scheduler).__name__}}
        print(run, f"{latents.std():.3f} {latents.abs().max():.2f}", flush=True)

    paint("sdxl", sdxl(), 20, 3, 64)
    paint("sd2", sd2(), 20, single.GUIDANCE, 128)
    paint("norms", norms(), 20, 7.5, 64)
    few = lcm()
    paint("lcm", few, 4, 1, 64)
    paint("lcm_guided", few, 4, 1.5, 64)
    save_file(results, FOLDER / "runs.safetensors")
    (FOLDER / "runs.safetensors").chmod(0o644)
    (FOLDER / "runs.json").write_text(json.dumps(runs, indent=1) + "\n")


if __name__ == "__main__":
    main()
