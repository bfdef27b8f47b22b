#!/usr/bin/env python3
"""Writes sampler_pictures/: what diffusers and k-diffusion paint with tiny_sd in 20 steps, a run for each further sampler.

    python make_sampler_pictures.py          (after make_tiny_pipeline.py)

Made with diffusers 0.42.1, transformers 5.23.0, k-diffusion 0.1.1.post1 and torch 2.11.0. DPM++ 2S a, SDE and 3M SDE, and Euler a on curves of σ, are
k-diffusion's around diffusers' UNet; all others are diffusers' pipeline. Stochastic samplers are handed the noise of their steps instead of drawing it.
  runs.json             each run's sampler, schedule, eta and scheduler settings; prompts, steps and guidance are those of tiny_sd/runs.json
  runs.safetensors      `latents`: the initial noise of unit variance; `noise` [40,1,4,16,16]: that of the steps (DPM++ SDE: 2i and 2i + 1);
                        `RUN.latents`: where the sampler ended; `RUN.image`: decoded, in [0,1], fp16
"""
import json
import math
from pathlib import Path

import torch
from diffusers import (DDIMScheduler, DDPMScheduler, DPMSolverMultistepScheduler, EulerAncestralDiscreteScheduler, HeunDiscreteScheduler,
                       KDPM2AncestralDiscreteScheduler, KDPM2DiscreteScheduler, LCMScheduler, LMSDiscreteScheduler, PNDMScheduler,
                       StableDiffusionPipeline, UniPCMultistepScheduler)
from diffusers.schedulers import (scheduling_ddim, scheduling_ddpm, scheduling_dpmsolver_multistep, scheduling_euler_ancestral_discrete,
                                  scheduling_k_dpm_2_ancestral_discrete, scheduling_lcm)
from safetensors.torch import save_file

from make_k_diffusion import external, sampling
from make_tiny_pipeline import BETAS, FOLDER as TINY, GUIDANCE, NEGATIVE, PROMPT, SETTINGS, STEPS

FOLDER = Path(__file__).parent / "sampler_pictures"
DRAWING = [scheduling_ddim, scheduling_ddpm, scheduling_dpmsolver_multistep, scheduling_euler_ancestral_discrete,
           scheduling_k_dpm_2_ancestral_discrete, scheduling_lcm]

# k-diffusion looks at Karras' timesteps as they come, between the whole ones; rounding them is diffusers' way alone.
LEFT_OUT = set()


def schedulers(prediction):
    """Name → sampler in requests, scheduler, eta."""
    common = BETAS | dict(prediction_type=prediction)
    spaced = common | dict(timestep_spacing="linspace")
    karras = spaced | dict(use_karras_sigmas=True)
    offset = common | dict(steps_offset=1)
    sde = dict(algorithm_type="sde-dpmsolver++")
    return {
        "plms": ("plms", PNDMScheduler(**offset, skip_prk_steps=True, set_alpha_to_one=False), 0),
        "heun": ("heun", HeunDiscreteScheduler(**spaced), 0),
        "heun_karras": ("heun", HeunDiscreteScheduler(**karras), 0),
        "dpm2": ("dpm2", KDPM2DiscreteScheduler(**spaced), 0),
        "dpm2_karras": ("dpm2", KDPM2DiscreteScheduler(**karras), 0),
        "lms": ("lms", LMSDiscreteScheduler(**spaced), 0),
        "lms_karras": ("lms", LMSDiscreteScheduler(**karras), 0),
        "unipc": ("unipc", UniPCMultistepScheduler(**spaced), 0),
        "unipc_karras": ("unipc", UniPCMultistepScheduler(**karras), 0),
        "euler_a": ("euler_a", EulerAncestralDiscreteScheduler(**spaced), 0),
        "ddpm": ("ddpm", DDPMScheduler(**offset, clip_sample=False), 0),
        "ddim_eta": ("ddim", DDIMScheduler(**offset, clip_sample=False, set_alpha_to_one=False), 1),
        "dpm2_a": ("dpm2_a", KDPM2AncestralDiscreteScheduler(**spaced), 0),
        "dpm2_a_karras": ("dpm2_a", KDPM2AncestralDiscreteScheduler(**karras), 0),
        "dpmpp_2m_sde": ("dpmpp_2m_sde", DPMSolverMultistepScheduler(**spaced, **sde), 0),
        "dpmpp_2m_sde_karras": ("dpmpp_2m_sde", DPMSolverMultistepScheduler(**karras, **sde), 0),
        "lcm": ("lcm", LCMScheduler(**common, original_inference_steps=50, set_alpha_to_one=False), 0),
    }


def hand_over(noise):
    """The schedulers' next draws are these."""
    draws = iter(noise)
    for module in DRAWING:
        module.randn_tensor = lambda *_, **__: next(draws)


def k_diffusion_runs(pipe, prediction, start, noise):
    """Name → sampler, grid, latents."""
    alphas = DDIMScheduler(**BETAS).alphas_cumprod
    prompt, negative = pipe.encode_prompt(PROMPT, "cpu", 1, True, NEGATIVE)
    both = torch.cat([negative, prompt])

    def guided(x, t):
        without, with_prompt = pipe.unet(torch.cat([x, x]), t.expand(2), encoder_hidden_states=both).sample.chunk(2)
        return without + GUIDANCE * (with_prompt - without)

    wrapper = external.DiscreteEpsDDPMDenoiser if prediction == "epsilon" else external.DiscreteVDDPMDenoiser
    model = wrapper(guided, alphas, quantize=False)
    grids = {"karras": sampling.get_sigmas_karras(STEPS, float(model.sigma_min), float(model.sigma_max)), "kdiffusion": model.get_sigmas(STEPS)}
    runs = {}
    for grid, sigmas in grids.items():
        def step_from(sigma):
            return min(range(STEPS), key=lambda i: abs(float(sigmas[i]) - float(sigma)))

        def single(sigma, _):
            return noise[step_from(sigma)]

        def nested(sigma, sigma_next):
            """The whole step's increment contains its first half's."""
            i = step_from(sigma)
            begin, end = float(sigmas[i]), float(sigmas[i + 1])
            if abs(float(sigma_next) - end) > 1e-6 * max(end, 1e-3):
                return noise[2 * i]
            share = (begin - math.sqrt(begin * end)) / (begin - end)
            return math.sqrt(share) * noise[2 * i] + math.sqrt(1 - share) * noise[2 * i + 1]

        for name, function, sampler in [("euler_a", sampling.sample_euler_ancestral, single), ("dpmpp_2s_a", sampling.sample_dpmpp_2s_ancestral, single),
                                        ("dpmpp_sde", sampling.sample_dpmpp_sde, nested), ("dpmpp_3m_sde", sampling.sample_dpmpp_3m_sde, single)]:
            if (name, grid) in LEFT_OUT:
                continue
            with torch.no_grad():
                runs[f"{name}_{grid}"] = (name, grid, function(model, start * sigmas[0], sigmas, noise_sampler=sampler, disable=True))
    return runs


def main():
    torch.set_num_threads(1)
    pipe = StableDiffusionPipeline.from_pretrained(TINY, safety_checker=None, requires_safety_checker=False)
    pipe.set_progress_bar_config(disable=True)
    generator = torch.Generator().manual_seed(7)
    start = torch.randn(1, 4, 16, 16, generator=generator)
    noise = torch.randn(2 * STEPS, 1, 4, 16, 16, generator=generator)
    tensors, runs = {"latents": start, "noise": noise}, {}

    def add(run, facts, latents):
        with torch.no_grad():
            image = pipe.vae.decode(latents / pipe.vae.config.scaling_factor).sample
        tensors[f"{run}.latents"], tensors[f"{run}.image"] = latents, (image / 2 + 0.5).clamp(0, 1).half()
        runs[run] = facts
        print(run, f"latents {latents.std():.3f} {latents.abs().max():.2f}", f"image {tensors[f'{run}.image'].float().std():.3f}")

    for prediction in ["epsilon", "v_prediction"]:
        for name, (sampler, scheduler, eta) in schedulers(prediction).items():
            pipe.scheduler = scheduler
            hand_over(noise)
            latents = pipe(PROMPT, negative_prompt=NEGATIVE, num_inference_steps=STEPS, guidance_scale=GUIDANCE, eta=eta, latents=start.clone(),
                           height=64, width=64, output_type="latent").images
            settings = {key: scheduler.config[key] for key in SETTINGS if key in scheduler.config} | {"_class_name": type(scheduler).__name__}
            add(f"{name}.{prediction}", {"sampler": sampler, "schedule": "auto", "eta": eta, "scheduler": settings}, latents)
        settings = BETAS | {"prediction_type": prediction, "timestep_spacing": "linspace", "_class_name": "EulerDiscreteScheduler"}
        for name, (sampler, grid, latents) in k_diffusion_runs(pipe, prediction, start, noise).items():
            add(f"{name}.{prediction}", {"sampler": sampler, "schedule": grid, "eta": 0, "scheduler": settings}, latents)
    FOLDER.mkdir(exist_ok=True)
    save_file({key: value.contiguous() for key, value in tensors.items()}, FOLDER / "runs.safetensors")
    (FOLDER / "runs.safetensors").chmod(0o644)
    (FOLDER / "runs.json").write_text(json.dumps(runs, indent=1) + "\n")


if __name__ == "__main__":
    main()
