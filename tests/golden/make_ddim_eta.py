#!/usr/bin/env python3
"""Steps diffusers' DDIM with fresh noise through the toy network of make_samplers.py.

    python make_ddim_eta.py > ddim_eta.json

Made with diffusers 0.42.1.
"""
import json
import sys

import torch
from diffusers import DDIMScheduler

from make_samplers import SHAPE, STABLE_DIFFUSION, network, noise


def main():
    runs = []
    for eta in (0.3, 1.0):
        for prediction in ("epsilon", "v_prediction"):
            for spacing in ("leading", "trailing"):
                scheduler = DDIMScheduler(**STABLE_DIFFUSION, clip_sample=False, prediction_type=prediction, timestep_spacing=spacing, steps_offset=1,
                                          set_alpha_to_one=False)
                scheduler.set_timesteps(20)
                latents = noise(0)
                for i, t in enumerate(scheduler.timesteps):
                    latents = scheduler.step(network(latents, t), t, latents, eta=eta, variance_noise=noise(i + 1)).prev_sample
                runs.append({"eta": eta, "prediction": prediction, "spacing": spacing, "steps": 20, "end": [float(v) for v in latents.flatten()]})
    json.dump({"shape": SHAPE, "runs": runs}, sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
