#!/usr/bin/env python3
"""Writes networks/: small random networks of diffusers and transformers, what went in and what came out.

    python make_networks.py

Made with diffusers 0.42.1, transformers 5.23.0 and torch 2.11.0. Each case is NAME.json (the model's config as
diffusers writes it) and NAME.safetensors: the weights under their own names (below `unet.` and `controlnet.` where two
models work together), inputs as `input.NAME`, results as `output.NAME`. Weights are stored in fp16, so that the files stay
small; the model runs in fp32 on exactly those values.
"""
import json
from pathlib import Path

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, ControlNetModel, UNet2DConditionModel
from diffusers.models.attention_processor import PAGIdentitySelfAttnProcessor2_0
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

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


def vector(model, rows, generator):
    """What SDXL is told beside the timestep: as diffusers wants it, and as one vector."""
    numbers = 6
    sinusoids = model.config.addition_time_embed_dim
    pooled_width = model.config.projection_class_embeddings_input_dim - numbers * sinusoids
    pooled = torch.randn(rows, pooled_width, generator=generator)
    ids = torch.randint(1024, (rows, numbers), generator=generator).float()
    y = torch.cat([pooled, model.add_time_proj(ids.flatten()).reshape(rows, -1)], dim=-1)
    return {"added_cond_kwargs": {"text_embeds": pooled, "time_ids": ids}}, y


def conditions(model, rows, generator):
    """Further inputs of a UNet: diffusers' arguments, and ours by name."""
    arguments, inputs = {}, {}
    if model.config.addition_embed_type:
        more, inputs["input.y"] = vector(model, rows, generator)
        arguments |= more
    if model.config.num_class_embeds:
        inputs["input.y"] = torch.randint(model.config.num_class_embeds, (rows,), generator=generator)
        arguments["class_labels"] = inputs["input.y"]
    if model.config.get("time_cond_proj_dim"):
        inputs["input.guidance"] = torch.randn(rows, model.config.time_cond_proj_dim, generator=generator)
        arguments["timestep_cond"] = inputs["input.guidance"]
    return arguments, inputs


def conditioned_unet(name, seed, size=(8, 6), timesteps=(3.5, 801.0), **settings):
    """A UNet that is told more than a timestep and a context."""
    settings = dict(in_channels=4, out_channels=4, norm_num_groups=4, sample_size=16) | settings
    model = randomise(UNet2DConditionModel(**settings), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    sample = torch.randn(2, settings["in_channels"], *size, generator=generator)
    context = torch.randn(2, 7, settings["cross_attention_dim"], generator=generator)
    timestep = torch.tensor(timesteps)
    with torch.no_grad():
        arguments, inputs = conditions(model, 2, generator)
        output = model(sample, timestep, context, **arguments).sample
        inputs["output.perturbed"] = perturbed(model, sample, timestep, context, arguments)
    write(name, config_of(model), model.state_dict(), inputs | {
        "input.sample": sample, "input.timestep": timestep, "input.context": context, "output.sample": output})


def perturbed(model, sample, timestep, context, arguments):
    """Perturbed-attention guidance in the middle. diffusers' processor leaves the first half of a batch as it is."""
    twice = lambda value: {key: twice(each) for key, each in value.items()} if isinstance(value, dict) else torch.cat([value] * 2)
    for block in model.mid_block.attentions[0].transformer_blocks:
        block.attn1.set_processor(PAGIdentitySelfAttnProcessor2_0())
    both = model(twice(sample), twice(timestep), twice(context), **twice(arguments)).sample
    return both.chunk(2)[1]


def controlled_unet(name, seed, control, size=(10, 6), timesteps=(40.0, 701.5), **settings):
    """A ControlNet beside its UNet: the residuals, and what the UNet makes of them."""
    settings = dict(in_channels=4, norm_num_groups=4, layers_per_block=1) | settings
    unet = randomise(UNet2DConditionModel(**settings), seed)
    shared = {key: value for key, value in settings.items() if key != "up_block_types"}
    net = randomise(ControlNetModel(**shared, **control), seed + 1)
    generator = torch.Generator().manual_seed(seed + 2)
    factor = 2 ** (len(net.config.conditioning_embedding_out_channels) - 1)
    sample = torch.randn(2, 4, *size, generator=generator)
    hint = torch.rand(2, net.config.conditioning_channels, size[0] * factor, size[1] * factor, generator=generator)
    context = torch.randn(2, 7, settings["cross_attention_dim"], generator=generator)
    timestep = torch.tensor(timesteps)
    with torch.no_grad():
        arguments, inputs = conditions(unet, 2, generator)
        downs, middle = net(sample, timestep, context, hint, return_dict=False, **arguments)
        output = unet(sample, timestep, context, down_block_additional_residuals=downs,
                      mid_block_additional_residual=middle, **arguments).sample
    weights = {f"unet.{key}": value for key, value in unet.state_dict().items()}
    weights |= {f"controlnet.{key}": value for key, value in net.state_dict().items()}
    residuals = {f"output.residual.{i:02}": value for i, value in enumerate([*downs, middle])}
    write(name, {"unet": config_of(unet), "controlnet": config_of(net)}, weights, inputs | residuals | {
        "input.sample": sample, "input.timestep": timestep, "input.context": context, "input.hint": hint,
        "output.sample": output})


def taesd(name, seed, width):
    """diffusers takes and gives images in [-1, 1]; the network itself has [0, 1]."""
    widths = (width,) * 4
    model = randomise(AutoencoderTiny(encoder_block_out_channels=widths, decoder_block_out_channels=widths), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    image = torch.rand(2, 3, 16, 24, generator=generator)
    latents = 2 * torch.randn(2, 4, 3, 2, generator=generator)
    with torch.no_grad():
        encoded = model.encode(image * 2 - 1).latents
        decoded = (model.decode(latents).sample + 1) / 2
    write(name, config_of(model), model.state_dict(), {
        "input.image": image, "input.latents": latents, "output.latents": encoded, "output.image": decoded})


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


def projected_text(name, seed):
    """SDXL's second encoder in small, and what the pipelines take from it."""
    end = 90
    config = CLIPTextConfig(vocab_size=99, max_position_embeddings=20, hidden_size=32, num_hidden_layers=4,
                            num_attention_heads=4, intermediate_size=64, projection_dim=24, hidden_act="gelu",
                            eos_token_id=end)
    model = randomise(CLIPTextModelWithProjection(config), seed)
    generator = torch.Generator().manual_seed(seed + 1)
    ids = torch.randint(end, (2, 20), generator=generator)
    ids[0, 7] = ids[0, 12] = ids[1, 19] = end
    ids[0, 9] = 95  # above the end token, as added words are: not where the pooled vector is taken
    with torch.no_grad():
        output = model(ids, output_hidden_states=True)
        normed = model.text_model.final_layer_norm(output.hidden_states[-2])
    write(name, config.to_dict() | {"architectures": ["CLIPTextModelWithProjection"]}, model.state_dict(), {
        "input.ids": ids, "output.last": output.last_hidden_state, "output.penultimate": output.hidden_states[-2],
        "output.before_penultimate": output.hidden_states[-3], "output.normed_penultimate": normed,
        "output.pooled": output.text_embeds})


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
    conditioned_unet("unet_sdxl", 10, block_out_channels=[8, 16, 16], layers_per_block=1, cross_attention_dim=12,
                     use_linear_projection=True, attention_head_dim=[1, 2, 4], transformer_layers_per_block=[1, 1, 2],
                     down_block_types=["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
                     up_block_types=["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
                     addition_embed_type="text_time", addition_time_embed_dim=8, projection_class_embeddings_input_dim=60)
    # The levels look at the context alone, but for the last and the middle.
    conditioned_unet("unet_x4", 12, in_channels=7, block_out_channels=[8, 16, 16], layers_per_block=1, cross_attention_dim=12,
                     use_linear_projection=True, attention_head_dim=4, num_class_embeds=20,
                     only_cross_attention=[True, True, False],
                     down_block_types=["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
                     up_block_types=["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"])
    conditioned_unet("unet_lcm", 14, block_out_channels=[8, 16], layers_per_block=1, cross_attention_dim=12,
                     attention_head_dim=2, time_cond_proj_dim=10,
                     down_block_types=["CrossAttnDownBlock2D", "DownBlock2D"], up_block_types=["UpBlock2D", "CrossAttnUpBlock2D"])
    controlled_unet("control_sd1", 16, dict(conditioning_embedding_out_channels=[4, 6, 8, 10]), block_out_channels=[8, 12],
                    cross_attention_dim=12, attention_head_dim=2, size=(11, 6), layers_per_block=2,
                    down_block_types=["CrossAttnDownBlock2D", "DownBlock2D"], up_block_types=["UpBlock2D", "CrossAttnUpBlock2D"])
    controlled_unet("control_sdxl", 20, dict(conditioning_embedding_out_channels=[4, 6, 8],
                                             controlnet_conditioning_channel_order="bgr", global_pool_conditions=True),
                    block_out_channels=[8, 8, 16], cross_attention_dim=12, use_linear_projection=True,
                    attention_head_dim=[1, 2, 4], transformer_layers_per_block=[1, 1, 2], addition_embed_type="text_time",
                    addition_time_embed_dim=8, projection_class_embeddings_input_dim=60,
                    down_block_types=["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
                    up_block_types=["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"])
    taesd("taesd", 24, width=8)
    projected_text("text_projection", 26)
    text("text_quick_gelu", 8, hidden_act="quick_gelu")
    text("text_gelu", 9, hidden_act="gelu", layer_norm_eps=1e-3, num_attention_heads=2)


if __name__ == "__main__":
    main()
