"""Steps diffusers' schedulers with a toy network and writes where they stepped and where they ended.

    python make_samplers.py > samplers.json

Made with diffusers 0.42.1. The network, the initial noise and the steps' noise are closed forms, which
tests/core/sampling/golden_test.cpp evaluates as well; nothing random is stored.
"""

import importlib
import itertools
import json
import math
import sys

import torch

SHAPE = [1, 4, 2, 2]
COUNT = 16
STABLE_DIFFUSION = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
PREDICTIONS = ["epsilon", "v_prediction", "sample"]
STEPS = [1, 2, 5, 14, 15, 20]
SPACINGS = ["leading", "linspace", "trailing"]

CURVES = {"karras": "use_karras_sigmas", "exponential": "use_exponential_sigmas", "beta": "use_beta_sigmas"}
# Over one or two giant steps the samplers that look twice magnify fp32's rounding: no yardstick there.
FEW_STEPS = [5, 14, 15]

# Name in requests → module, class, what its constructor is told beside the noise schedule, the curves of σ it has.
SAMPLERS = {
    "ddpm": ("ddpm", "DDPMScheduler", {"clip_sample": False}, []),
    "ddim": ("ddim", "DDIMScheduler", {"clip_sample": False}, []),
    "plms": ("pndm", "PNDMScheduler", {"skip_prk_steps": True}, []),
    "euler": ("euler_discrete", "EulerDiscreteScheduler", {}, CURVES),
    "euler_a": ("euler_ancestral_discrete", "EulerAncestralDiscreteScheduler", {}, []),
    "heun": ("heun_discrete", "HeunDiscreteScheduler", {}, CURVES),
    "dpm2": ("k_dpm_2_discrete", "KDPM2DiscreteScheduler", {}, CURVES),
    "dpm2_a": ("k_dpm_2_ancestral_discrete", "KDPM2AncestralDiscreteScheduler", {}, CURVES),
    "lms": ("lms_discrete", "LMSDiscreteScheduler", {}, CURVES),
    "dpmpp_2m": ("dpmsolver_multistep", "DPMSolverMultistepScheduler", {}, CURVES),
    "dpmpp_2m_sde": (
        "dpmsolver_multistep",
        "DPMSolverMultistepScheduler",
        {"algorithm_type": "sde-dpmsolver++"},
        CURVES,
    ),
    "unipc": ("unipc_multistep", "UniPCMultistepScheduler", {}, CURVES),
    "lcm": ("lcm", "LCMScheduler", {}, []),
}
# The classes that refuse to run a network that predicts the sample.
NO_SAMPLE_PREDICTION = {"euler_a", "plms", "dpm2", "dpm2_a"}
# Those that know no zero terminal SNR.
NO_ZERO_SNR = {"plms", "heun", "dpm2", "dpm2_a", "lms"}
WITH_FINAL_ALPHA = {"ddim", "plms", "lcm"}
# Those that look twice a step, and then list the timesteps and σ of both.
TWO_LOOKS = {"plms", "heun", "dpm2", "dpm2_a"}


def noise(draw):
    """Draw 0 is the initial noise, draw i + 1 that of step i: about unit variance."""
    values = [math.sqrt(2) * math.sin(12.9898 * (COUNT * draw + k) + 4.1414 * (k % 7)) for k in range(COUNT)]
    return torch.tensor(values, dtype=torch.float64).float().view(SHAPE)


def network(latents, timestep):
    return torch.tanh(0.7 * latents) * math.cos(float(timestep) / 500) + 0.05 * latents


def make_scheduler(sampler, prediction, spacing, curve, betas, extra):
    module, name, own, _ = SAMPLERS[sampler]
    module = importlib.import_module(f"diffusers.schedulers.scheduling_{module}")
    options = {**betas, **own, "prediction_type": prediction, "timestep_spacing": spacing, **extra}
    if curve:
        options[CURVES[curve]] = True
    if sampler not in WITH_FINAL_ALPHA:
        options.pop("set_alpha_to_one", None)
    return getattr(module, name)(**options), module


def run(sampler, prediction, spacing, curve, steps, betas=STABLE_DIFFUSION, extra=None):
    extra = {"steps_offset": 1, "set_alpha_to_one": False, **(extra or {})}
    scheduler, module = make_scheduler(sampler, prediction, spacing, curve, betas, extra)
    scheduler.set_timesteps(steps)
    if hasattr(scheduler, "set_begin_index"):
        # Without it a scheduler whose first timestep occurs twice skips a step.
        scheduler.set_begin_index(0)
    draws = itertools.count(1)
    module.randn_tensor = lambda *_, **__: noise(next(draws))
    scale = float(scheduler.init_noise_sigma)
    state = noise(0) * scheduler.init_noise_sigma
    largest = float(state.abs().max())
    for timestep in scheduler.timesteps:
        latents = scheduler.scale_model_input(state, timestep)
        state = scheduler.step(network(latents, timestep), timestep, state).prev_sample
        largest = max(largest, float(state.abs().max()))
    assert torch.isfinite(state).all()
    has_sigmas = hasattr(scheduler, "sigmas") and sampler not in TWO_LOOKS
    return {
        "sampler": sampler,
        "prediction": prediction,
        "spacing": spacing,
        "curve": curve,
        "steps": steps,
        **betas,
        **extra,
        "timesteps": short(scheduler.timesteps),
        "sigmas": short(scheduler.sigmas) if has_sigmas else [],
        "initial_scale": scale,
        "largest": largest,
        "final": short(state),
    }


def short(values):
    """Nine digits hold an fp32 number whole."""
    return [float(f"{value:.9g}") for value in values.flatten().tolist()]


def predictions(sampler):
    return [p for p in PREDICTIONS if p != "sample" or sampler not in NO_SAMPLE_PREDICTION]


def cases():
    for sampler, (_, _, _, curves) in SAMPLERS.items():
        first_four = sampler in ("ddim", "euler", "euler_a", "dpmpp_2m")
        spacings = SPACINGS if sampler != "lcm" else ["leading"]
        for spacing, prediction in itertools.product(spacings, predictions(sampler)):
            for steps in STEPS if first_four else FEW_STEPS:
                yield run(sampler, prediction, spacing, "", steps)
        for curve in curves:
            for spacing, steps in itertools.product(SPACINGS, STEPS if first_four and curve == "karras" else [15]):
                yield run(sampler, "epsilon", spacing, curve, steps)
        yield from variants(sampler, spacings)


def variants(sampler, spacings):
    linear = {"beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "linear"}
    cosine = {"beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "squaredcos_cap_v2"}
    ldm = {"beta_start": 0.0015, "beta_end": 0.0195, "beta_schedule": "scaled_linear"}
    # PNDMScheduler divides by √ᾱ, which is 5e-5 at the end of the cosine: its fp32 is no yardstick there.
    for betas in (linear, ldm) if sampler == "plms" else (linear, cosine, ldm):
        for spacing in spacings:
            yield run(sampler, "v_prediction", spacing, "", 14, betas)
        if SAMPLERS[sampler][3]:
            yield run(sampler, "v_prediction", "linspace", "karras", 14, betas)
    if sampler not in NO_ZERO_SNR:
        for spacing in spacings:
            yield run(sampler, "v_prediction", spacing, "", 15, extra={"rescale_betas_zero_snr": True})
    if sampler != "lcm":
        yield run(sampler, "epsilon", "leading", "", 14, extra={"steps_offset": 0, "set_alpha_to_one": True})


if __name__ == "__main__":
    rows = [json.dumps(case, separators=(",", ":")) for case in cases()]
    sys.stdout.write("[\n" + ",\n".join(rows) + "\n]\n")
