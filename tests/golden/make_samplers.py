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

# Name in requests → module, class, what its constructor is told beside the noise schedule, whether it has Karras.
SAMPLERS = {
    "ddim": ("ddim", "DDIMScheduler", {"clip_sample": False}, False),
    "euler": ("euler_discrete", "EulerDiscreteScheduler", {}, True),
    "euler_a": ("euler_ancestral_discrete", "EulerAncestralDiscreteScheduler", {}, False),
    "dpmpp_2m": ("dpmsolver_multistep", "DPMSolverMultistepScheduler", {}, True),
}
# The classes that refuse to run a network that predicts the sample.
NO_SAMPLE_PREDICTION = {"euler_a"}


def noise(draw):
    """Draw 0 is the initial noise, draw i + 1 that of step i: about unit variance."""
    values = [math.sqrt(2) * math.sin(12.9898 * (COUNT * draw + k) + 4.1414 * (k % 7)) for k in range(COUNT)]
    return torch.tensor(values, dtype=torch.float64).float().view(SHAPE)


def network(latents, timestep):
    return torch.tanh(0.7 * latents) * math.cos(float(timestep) / 500) + 0.05 * latents


def make_scheduler(sampler, prediction, spacing, karras, betas, extra):
    module, name, own, _ = SAMPLERS[sampler]
    module = importlib.import_module(f"diffusers.schedulers.scheduling_{module}")
    options = {**betas, **own, "prediction_type": prediction, "timestep_spacing": spacing, **extra}
    if karras:
        options["use_karras_sigmas"] = True
    if sampler != "ddim":
        options.pop("set_alpha_to_one", None)
    return getattr(module, name)(**options), module


def run(sampler, prediction, spacing, karras, steps, betas=STABLE_DIFFUSION, extra=None):
    extra = {"steps_offset": 1, "set_alpha_to_one": False, **(extra or {})}
    scheduler, module = make_scheduler(sampler, prediction, spacing, karras, betas, extra)
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
    return {
        "sampler": sampler,
        "prediction": prediction,
        "spacing": spacing,
        "karras": karras,
        "steps": steps,
        **betas,
        **extra,
        "timesteps": short(scheduler.timesteps),
        "sigmas": short(scheduler.sigmas) if hasattr(scheduler, "sigmas") else [],
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
    for sampler, (_, _, _, has_karras) in SAMPLERS.items():
        for spacing, prediction, steps in itertools.product(SPACINGS, predictions(sampler), STEPS):
            yield run(sampler, prediction, spacing, False, steps)
        if has_karras:
            for spacing, steps in itertools.product(SPACINGS, STEPS):
                yield run(sampler, "epsilon", spacing, True, steps)
        yield from variants(sampler)


def variants(sampler):
    linear = {"beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "linear"}
    cosine = {"beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "squaredcos_cap_v2"}
    ldm = {"beta_start": 0.0015, "beta_end": 0.0195, "beta_schedule": "scaled_linear"}
    for betas in (linear, cosine, ldm):
        for spacing in SPACINGS:
            yield run(sampler, "v_prediction", spacing, False, 14, betas)
        if SAMPLERS[sampler][3]:
            yield run(sampler, "v_prediction", "linspace", True, 14, betas)
    for spacing in SPACINGS:
        yield run(sampler, "v_prediction", spacing, False, 15, extra={"rescale_betas_zero_snr": True})
    yield run(sampler, "epsilon", "leading", False, 14, extra={"steps_offset": 0, "set_alpha_to_one": True})


if __name__ == "__main__":
    rows = [json.dumps(case, separators=(",", ":")) for case in cases()]
    sys.stdout.write("[\n" + ",\n".join(rows) + "\n]\n")
