#!/usr/bin/env python3
"""Writes networks/: small random networks of diffusers and transformers, what went in and what came out.

    python make_networks.py

Made with diffusers 0.42.1, transformers 5.23.0 and torch 2.11.0. Each case is NAME.json (the model's config as
diffusers writes it) and NAME.safetensors: the weights under their own names, inputs as `input.NAME`, results as
`output.NAME`. Weights are stored in fp16, so that the files stay small; the model runs in fp32 on exactly those values.
"""
import json
from pathlib import Path

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel

FOLDER = Path(__file__).parent / "networks"


def randomise(model, seed):
    """Every parameter away from its neutral value, so that a swapped or forgotten one shows."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator)
            if parameter.dim() == 1:
                value = (1 if name.endswith("weight") else 0) + 0.2 * noise
            else:
                value = noise * (1.5 / parameter[0].numel() ** 0.5 if "embedding.weight" not in name else 0.5)
            parameter.copy_(value.half().float())
    return model.eval()


def write(name, config, weights, tensors):
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
    tensors = {key: value.contiguous() for key, value in tensors.items()}
    tensors |= {key: value.half().contiguous() for key, value in weights.items()}
    file = FOLDER / f"{name}.safetensors"
    save_file(tensors, file)
    file.chmod(0o644)


def config_of(model):
    return {key: value for key, value in model.config.items() if not key.startswith("_") or key == "_class_name"}


def unet(name, seed, size=(16, 8), timesteps=(17.5, 981.0), **settings):
    settings = dict(in_channels=4, out_channels=4, norm_num_groups=8, sample_size=16) | settings
    model = randomise(UNet2DConditionModel(**settings), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    sample = torch.randn(2, settings["in_channels"], *size, generator=generator)
    context = torch.randn(2, 7, settings["cross_attention_dim"], generator=generator)
    timestep = torch.tensor(timesteps)
    with torch.no_grad():
        output = model(sample, timestep, context).sample
    write(name, config_of(model), model.state_dict(), {
        "input.sample": sample, "input.timestep": timestep, "input.context": context, "output.sample": output})


def vae(name, seed, size=(32, 16), **settings):
    settings = dict(in_channels=3, out_channels=3, latent_channels=4) | settings
    levels = len(settings["block_out_channels"])
    settings |= dict(down_block_types=["DownEncoderBlock2D"] * levels, up_block_types=["UpDecoderBlock2D"] * levels)
    model = randomise(AutoencoderKL(**settings), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    image = torch.rand(2, 3, *size, generator=generator) * 2 - 1
    factor = 2 ** (levels - 1)
    latents = torch.randn(2, settings["latent_channels"], size[0] // factor, size[1] // factor, generator=generator)
    with torch.no_grad():
        moments = model.encode(image).latent_dist.parameters
        decoded = model.decode(latents).sample
    write(name, config_of(model), model.state_dict(), {
        "input.image": image, "input.latents": latents, "output.moments": moments, "output.image": decoded})


def text(name, seed, **settings):
    settings = dict(vocab_size=99, max_position_embeddings=20, hidden_size=32, num_hidden_layers=3,
                    num_attention_heads=4, intermediate_size=64, projection_dim=32) | settings
    config = CLIPTextConfig(**settings)
    model = randomise(CLIPTextModel(config), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    ids = torch.randint(settings["vocab_size"], (2, settings["max_position_embeddings"]), generator=generator)
    with torch.no_grad():
        hidden = model(ids).last_hidden_state
    write(name, config.to_dict(), model.state_dict(), {"input.ids": ids, "output.hidden": hidden})


def main():
    torch.set_num_threads(1)
    # SD 1.x in small: convolutions as projection, one number of heads, the deepest level without attention.
    unet("unet_sd1", 1, block_out_channels=[8, 16, 24, 24], layers_per_block=2, cross_attention_dim=24, attention_head_dim=4)
    # Nine channels in, as for inpainting; sizes that do not halve evenly.
    unet("unet_inpaint_odd_size", 2, in_channels=9, size=(11, 7), block_out_channels=[16, 32], layers_per_block=1,
         cross_attention_dim=24, attention_head_dim=2,
         down_block_types=["CrossAttnDownBlock2D", "DownBlock2D"], up_block_types=["UpBlock2D", "CrossAttnUpBlock2D"])
    # SDXL's and SD 2's ways: linear projection, heads and depths a level, the first level without attention.
    unet("unet_linear", 3, block_out_channels=[8, 16, 24], layers_per_block=2, cross_attention_dim=20, use_linear_projection=True,
         attention_head_dim=[2, 4, 6], transformer_layers_per_block=[1, 2, 3], norm_num_groups=4,
         down_block_types=["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
         up_block_types=["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"])
    # The middle without attention; six channels in and three out; another epsilon.
    unet("unet_plain_middle", 4, in_channels=6, out_channels=3, block_out_channels=[16, 24], layers_per_block=1,
         cross_attention_dim=16, attention_head_dim=2, norm_eps=1e-3, mid_block_type="UNetMidBlock2D",
         down_block_types=["DownBlock2D", "CrossAttnDownBlock2D"], up_block_types=["CrossAttnUpBlock2D", "UpBlock2D"])
    vae("vae_f8", 5, block_out_channels=[8, 16, 24, 24], layers_per_block=2, norm_num_groups=8)
    vae("vae_f4_z3", 6, block_out_channels=[8, 16, 24], layers_per_block=1, norm_num_groups=4, latent_channels=3,
        use_quant_conv=False, use_post_quant_conv=False)
    vae("vae_f2_without_attention", 7, block_out_channels=[8, 16], layers_per_block=1, norm_num_groups=8,
        mid_block_add_attention=False)
    text("text_quick_gelu", 8, hidden_act="quick_gelu")
    text("text_gelu", 9, hidden_act="gelu", layer_norm_eps=1e-3, num_attention_heads=2)


if __name__ == "__main__":
    main()
