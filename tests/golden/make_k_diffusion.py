#!/usr/bin/env python3
"""Steps k-diffusion's stochastic samplers with the toy network of make_samplers.py and writes where they ended.

    python make_k_diffusion.py > k_diffusion.json

Made with k-diffusion 0.1.1.post1 and torch 2.11.0. The Brownian tree is replaced by given increments: DPM++ SDE's draws 2i and 2i + 1 are
independent, the whole step's noise contains its first half's.
"""
import importlib.util
import json
import math
import sys
import types
from pathlib import Path

import torch

# The package's __init__ imports what training needs; its samplers need none of that.
package = Path(next(iter(importlib.util.find_spec("k_diffusion").submodule_search_locations)))
sys.modules["k_diffusion"] = types.ModuleType("k_diffusion")
sys.modules["k_diffusion"].__path__ = [str(package)]
from k_diffusion import external, sampling  # noqa: E402

from make_samplers import SHAPE, network, noise  # noqa: E402


def main():
    betas = torch.linspace(0.00085**0.5, 0.012**0.5, 1000, dtype=torch.float64) ** 2
    alphas_cumprod = torch.cumprod(1 - betas, 0).float()
    model = external.DiscreteEpsDDPMDenoiser(lambda x, t: torch.cat([network(x[i:i + 1], t[i]) for i in range(len(x))]), alphas_cumprod, quantize=False)
    runs = []
    for steps in (5, 14, 20):
        grids = {"karras": sampling.get_sigmas_karras(steps, float(model.sigma_min), float(model.sigma_max)),
                 "exponential": sampling.get_sigmas_exponential(steps, float(model.sigma_min), float(model.sigma_max)),
                 "kdiffusion": model.get_sigmas(steps)}
        for schedule, sigmas in grids.items():
            start = noise(0) * sigmas[0]
            where = {float(sigma): i for i, sigma in enumerate(sigmas)}

            def nested(sigma, sigma_next):
                i = where[min(where, key=lambda s: abs(s - float(sigma)))]
                end = float(sigmas[i + 1])
                if abs(float(sigma_next) - end) > 1e-6 * max(end, 1e-3):
                    return noise(1 + 2 * i)
                middle = math.sqrt(float(sigmas[i]) * end)
                share = (float(sigmas[i]) - middle) / (float(sigmas[i]) - end)
                return math.sqrt(share) * noise(1 + 2 * i) + math.sqrt(1 - share) * noise(2 + 2 * i)

            def single(sigma, sigma_next):
                return noise(1 + where[min(where, key=lambda s: abs(s - float(sigma)))])

            for name, function, sampler in [("dpmpp_sde", sampling.sample_dpmpp_sde, nested), ("dpmpp_3m_sde", sampling.sample_dpmpp_3m_sde, single)]:
                end = function(model, start, sigmas, noise_sampler=sampler, disable=True)
                runs.append({"sampler": name, "schedule": schedule, "steps": steps, "sigmas": [float(s) for s in sigmas],
                             "end": [float(v) for v in end.flatten()]})
    json.dump({"shape": SHAPE, "runs": runs}, sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    with torch.no_grad():
        main()
