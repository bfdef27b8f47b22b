#!/usr/bin/env python3
"""Writes checkpoints.json and checkpoints.safetensors: single files in the layout of CompVis and Stability, and what diffusers paints with them.

    python make_checkpoints.py

Made with diffusers 0.42.1, transformers 5.23.0 and torch 2.11.0. The files have the true structure of their families with few channels, but real
vocabularies and context widths, which makes them too large to be kept: checkpoints.json has each file's names and shapes, in order, with a factor
where there is one, and a rule fills them (`values` below; tests/core/pipeline/checkpoint_golden_test.cpp has the same), so that any machine can make
them again.
The names are made here by a map of this script's own; diffusers' converters for single files read them back into diffusers' networks, so that two
implementations agree on them.
  checkpoints.safetensors   `latents` and `FAMILY.latents`: the initial noise and where 20 steps ended; `picture` [H,W,3] and `mask` [H,W] of
                            the inpainting models' and the refiner's runs, as bytes; `small`: what x4_upscaler enlarges
"""
import json
import math
from pathlib import Path

import torch
from diffusers import (AutoencoderKL, DDIMScheduler, DDPMScheduler, EulerDiscreteScheduler, StableDiffusionInpaintPipeline, StableDiffusionPipeline,
                       StableDiffusionUpscalePipeline, StableDiffusionXLImg2ImgPipeline, StableDiffusionXLInpaintPipeline, StableDiffusionXLPipeline,
                       UNet2DConditionModel)
from diffusers.loaders.single_file_utils import convert_ldm_unet_checkpoint, convert_ldm_vae_checkpoint, convert_open_clip_checkpoint
from PIL import Image
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

from make_from_pictures import picture, with_mode

HERE = Path(__file__).parent
MERGES = HERE.parent.parent / "build/release/share/latentbrush/clip/merges.txt"
PROMPT, NEGATIVE, STEPS, GUIDANCE = "a red house on a snowy field, at night", "blurry", 20, 7.5
BETAS = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", num_train_timesteps=1000)
LARGE = 1 << 18

RESNET = {"norm1": "in_layers.0", "conv1": "in_layers.2", "time_emb_proj": "emb_layers.1", "norm2": "out_layers.0", "conv2": "out_layers.3",
          "conv_shortcut": "skip_connection"}
VAE_INNER = {"conv_shortcut": "nin_shortcut", "group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}


def replace_parts(name, table):
    for ours, theirs in table.items():
        if f".{ours}." in f".{name}.":
            return f".{name}.".replace(f".{ours}.", f".{theirs}.")[1:-1]
    return name


def unet_name(name, config):
    levels, per = len(config.block_out_channels), config.layers_per_block
    fixed = {"conv_in": "input_blocks.0.0", "time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2",
             "add_embedding.linear_1": "label_emb.0.0", "add_embedding.linear_2": "label_emb.0.2", "class_embedding": "label_emb",
             "conv_norm_out": "out.0", "conv_out": "out.2",
             "mid_block.resnets.0": "middle_block.0", "mid_block.attentions.0": "middle_block.1", "mid_block.resnets.1": "middle_block.2"}
    for level in range(levels):
        first = 1 + level * (per + 1)
        attention = config.down_block_types[level].startswith("Cross")
        up_attention = config.up_block_types[level].startswith("Cross")
        for j in range(per + 1):
            fixed[f"down_blocks.{level}.resnets.{j}"] = f"input_blocks.{first + j}.0"
            fixed[f"down_blocks.{level}.attentions.{j}"] = f"input_blocks.{first + j}.1"
            fixed[f"up_blocks.{level}.resnets.{j}"] = f"output_blocks.{level * (per + 1) + j}.0"
            fixed[f"up_blocks.{level}.attentions.{j}"] = f"output_blocks.{level * (per + 1) + j}.1"
        fixed[f"down_blocks.{level}.downsamplers.0.conv"] = f"input_blocks.{first + per}.0.op"
        fixed[f"up_blocks.{level}.upsamplers.0.conv"] = f"output_blocks.{level * (per + 1) + per}.{2 if up_attention else 1}.conv"
    for ours, theirs in fixed.items():
        if name.startswith(ours + "."):
            rest = name[len(ours) + 1:]
            return f"{theirs}.{replace_parts(rest, RESNET) if 'resnets' in ours else rest}"
    raise KeyError(name)


def vae_name(name, config):
    levels = len(config.block_out_channels)
    for mid, ldm in [("mid_block.resnets.0", "mid.block_1"), ("mid_block.attentions.0", "mid.attn_1"), ("mid_block.resnets.1", "mid.block_2"),
                     ("conv_norm_out", "norm_out")]:
        name = name.replace(mid, ldm)
    for i in range(levels):
        name = name.replace(f"encoder.down_blocks.{i}.resnets", f"encoder.down.{i}.block").replace(
            f"encoder.down_blocks.{i}.downsamplers.0", f"encoder.down.{i}.downsample")
        name = name.replace(f"decoder.up_blocks.{i}.resnets", f"decoder.up.{levels - 1 - i}.block").replace(
            f"decoder.up_blocks.{i}.upsamplers.0", f"decoder.up.{levels - 1 - i}.upsample")
    return replace_parts(name, VAE_INNER)


def open_clip_names(width, layers, projection):
    """(name, shape) of OpenCLIP's text tower."""
    yield "token_embedding.weight", [49408, width]
    yield "positional_embedding", [77, width]
    for i in range(layers):
        block = f"transformer.resblocks.{i}"
        for norm in ["ln_1", "ln_2"]:
            yield f"{block}.{norm}.weight", [width]
            yield f"{block}.{norm}.bias", [width]
        for name, shape in [("attn.in_proj_weight", [3 * width, width]), ("attn.in_proj_bias", [3 * width]), ("attn.out_proj.weight", [width, width]),
                            ("attn.out_proj.bias", [width]), ("mlp.c_fc.weight", [4 * width, width]), ("mlp.c_fc.bias", [4 * width]),
                            ("mlp.c_proj.weight", [width, 4 * width]), ("mlp.c_proj.bias", [width])]:
            yield f"{block}.{name}", shape
    yield "ln_final.weight", [width]
    yield "ln_final.bias", [width]
    yield "text_projection", [width, projection]


def values(shapes):
    """Fills the tensors one after another from one generator; what is large repeats itself. fp16, as files are."""
    generator = torch.Generator().manual_seed(1)
    tensors = {}
    for name, shape, *factor in shapes:
        count = math.prod(shape)
        drawn = torch.randn(min(count, LARGE), generator=generator)
        drawn = drawn.repeat((count + LARGE - 1) // LARGE)[:count].view(shape)
        if len(shape) == 1:
            drawn = drawn * 0.1 + (1 if name.endswith(".weight") else 0)
        elif "embedding" in name:
            drawn = drawn * 0.05
        else:
            drawn = drawn * (0.7 / math.sqrt(count / shape[0]))
        # A random network answers out of proportion: tamed, guided predictions stay near unit variance.
        if name.startswith("model.diffusion_model.out.2"):
            drawn = drawn * 0.5
        tensors[name] = (drawn * factor[0] if factor else drawn).half()
    return tensors


def tokenizer():
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = [chr(b) for b in printable] + [chr(256 + i) for i in range(256 - len(printable))]
    merges = MERGES.read_text().splitlines()[1:48895]
    words = letters + [letter + "</w>" for letter in letters] + [merge.replace(" ", "") for merge in merges] + ["<|startoftext|>", "<|endoftext|>"]
    folder = Path("/tmp/clip_tokenizer")
    folder.mkdir(exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps({word: i for i, word in enumerate(words)}, ensure_ascii=False))
    (folder / "merges.txt").write_text("\n".join(["#version: 0.2", *merges]) + "\n")
    return lambda pad: CLIPTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=77, pad_token=pad)


def unet_of(channels, cross, heads, context, depth=1, linear=False, in_channels=4, attention=None, vector=0, **extra):
    attention = attention or [True] * (len(channels) - 1) + [False]
    if vector:
        extra |= dict(addition_embed_type="text_time", addition_time_embed_dim=256, projection_class_embeddings_input_dim=vector)
    return UNet2DConditionModel(
        sample_size=16, in_channels=in_channels, out_channels=4, block_out_channels=channels, layers_per_block=2,
        down_block_types=["CrossAttnDownBlock2D" if a else "DownBlock2D" for a in attention],
        up_block_types=["CrossAttnUpBlock2D" if a else "UpBlock2D" for a in reversed(attention)],
        cross_attention_dim=context, attention_head_dim=heads, transformer_layers_per_block=depth, use_linear_projection=linear, **extra)


def vae_of(levels=4, scale=0.18215):
    return AutoencoderKL(in_channels=3, out_channels=3, latent_channels=4, block_out_channels=[32] * levels, layers_per_block=1, scaling_factor=scale,
                         down_block_types=["DownEncoderBlock2D"] * levels, up_block_types=["UpDecoderBlock2D"] * levels, sample_size=128)


def clip_of(width, layers, heads, activation, projection=None):
    config = CLIPTextConfig(vocab_size=49408, hidden_size=width, num_hidden_layers=layers, num_attention_heads=heads, intermediate_size=4 * width,
                            max_position_embeddings=77, hidden_act=activation, projection_dim=projection or width, bos_token_id=49406, eos_token_id=49407)
    return (CLIPTextModelWithProjection if projection else CLIPTextModel)(config)


def ldm_shapes(unet, vae, extra):
    shapes = [("model.diffusion_model." + unet_name(name, unet.config), list(p.shape)) for name, p in unet.state_dict().items()]
    for name, p in vae.state_dict().items():
        ldm = vae_name(name, vae.config)
        square = ".mid.attn_1." in f".{ldm}" and len(p.shape) == 2
        shapes.append(("first_stage_model." + ldm, list(p.shape) + ([1, 1] if square else [])))
    return shapes + extra


def hf_names(prefix, model):
    return [(prefix + (name if name.startswith("text_model.") else "text_model." + name), list(p.shape)) for name, p in model.state_dict().items() if "position_ids" not in name]


def load(module, state):
    own = module.state_dict()
    fixed = {name: value for name, value in state.items() if name in own}
    if set(fixed) != set(own) - {name for name in own if "position_ids" in name}:
        fixed = {name.removeprefix("text_model."): value for name, value in state.items()}
    missing = module.load_state_dict({k: v.float().view(own[k].shape) for k, v in fixed.items() if k in own}, strict=False).missing_keys
    assert not [m for m in missing if "position_ids" not in m], missing


def fill(pipe_parts, tensors, encoders):
    unet, vae = pipe_parts
    load(unet, convert_ldm_unet_checkpoint({k: v.float() for k, v in tensors.items()}, dict(unet.config)))
    load(vae, convert_ldm_vae_checkpoint({k: v.float() for k, v in tensors.items()}, dict(vae.config)))
    for model, prefix, open_clip in encoders:
        if open_clip:
            load(model, convert_open_clip_checkpoint(model, {k: v.float() for k, v in tensors.items()}, prefix=prefix))
        else:
            load(model, {k[len(prefix):]: v for k, v in tensors.items() if k.startswith(prefix)})


def mask():
    """White on whole cells of the latents."""
    white = torch.zeros(128, 128, dtype=torch.uint8)
    white[32:96, 48:128] = 255
    return white


def calm_last_norm(shapes, last=5):
    """Training on epsilon left the last self-attention's norm nearer to 0 than training on v: all that tells SD 2's two kinds apart in a file."""
    name = f"model.diffusion_model.output_blocks.{last}.1.transformer_blocks.0.norm1.bias"
    assert [name, [64]] in [[n, s] for n, s in shapes], name
    return [(n, s, 0.5) if n == name else (n, s) for n, s in shapes]


def further(lists, results, make_tokenizer, noise):
    """SD 2's base and its inpainting model, SDXL's inpainting model, its refiner, the x4 upscaler."""
    ddim = DDIMScheduler(**BETAS, steps_offset=1, clip_sample=False, set_alpha_to_one=False)
    euler = EulerDiscreteScheduler(**BETAS, timestep_spacing="leading", steps_offset=1)
    unsafe = dict(safety_checker=None, feature_extractor=None, requires_safety_checker=False)
    image, white = Image.fromarray(picture(128, 128).numpy()), Image.fromarray(mask().numpy())
    small = picture(24, 16)
    results["small"] = small
    common = dict(negative_prompt=NEGATIVE, num_inference_steps=STEPS, guidance_scale=GUIDANCE, output_type="latent")
    painted = dict(image=image, mask_image=white, strength=1.0, latents=noise.clone(), height=128, width=128)

    def paint(family, pipe, **inputs):
        pipe.set_progress_bar_config(disable=True)
        latents = pipe(PROMPT, **common, **inputs).images
        results[f"{family}.latents"] = latents.contiguous()
        print(family, f"{latents.std():.3f} {latents.abs().max():.2f}", flush=True)

    def sd2(unet, vae, extra=()):
        """With the text encoder, whose last layer in the file is left out."""
        prefix, text = "cond_stage_model.model.", clip_of(1024, 2, 16, "gelu")
        return text, ldm_shapes(unet, vae, [(prefix + name, shape) for name, shape in open_clip_names(1024, 3, 1024)] + list(extra)), (text, prefix, True)

    unet, vae = unet_of([64, 128], None, [1, 2], 1024, linear=True), vae_of()
    text, shapes, encoder = sd2(unet, vae)
    lists["sd2_base"] = calm_last_norm(shapes)
    fill((unet, vae), values(lists["sd2_base"]), [encoder])
    paint("sd2_base", StableDiffusionPipeline(vae=vae, text_encoder=text, tokenizer=make_tokenizer("!"), unet=unet, scheduler=ddim, **unsafe),
          latents=noise.clone(), height=128, width=128)

    unet, vae = unet_of([64, 128], None, [1, 2], 1024, linear=True, in_channels=9), vae_of()
    text, lists["sd2_inpaint"], encoder = sd2(unet, vae)
    fill((unet, vae), values(lists["sd2_inpaint"]), [encoder])
    paint("sd2_inpaint", StableDiffusionInpaintPipeline(vae=with_mode(vae), text_encoder=text, tokenizer=make_tokenizer("!"), unet=unet, scheduler=ddim,
                                                        **unsafe), **painted)

    unet = unet_of([64, 128, 128, 128], None, 8, 1024, linear=True, in_channels=7, attention=[False, True, True, True], num_class_embeds=1000,
                   only_cross_attention=[True, True, True, False])
    vae = vae_of(3, 0.08333)
    text, lists["x4_upscaler"], encoder = sd2(unet, vae, [("low_scale_model.alphas_cumprod", [1000])])
    fill((unet, vae), values(lists["x4_upscaler"]), [encoder])
    wide = dict(beta_start=0.0001, beta_end=0.02, beta_schedule="scaled_linear", num_train_timesteps=1000)
    paint("x4_upscaler", StableDiffusionUpscalePipeline(
        vae=vae, text_encoder=text, tokenizer=make_tokenizer("!"), unet=unet, low_res_scheduler=DDPMScheduler(**wide), max_noise_level=350,
        scheduler=DDIMScheduler(**wide, prediction_type="v_prediction", steps_offset=1, clip_sample=False, set_alpha_to_one=False)),
        image=Image.fromarray(small.numpy()), noise_level=30, generator=torch.Generator().manual_seed(64))

    first_prefix, second_prefix = "conditioner.embedders.0.transformer.", "conditioner.embedders.1.model."
    unet = unet_of([64, 128, 256], None, [1, 2, 4], 2048, depth=[1, 2, 10], linear=True, attention=[False, True, True], vector=2816, in_channels=9)
    vae = vae_of(scale=0.13025)
    first, second = clip_of(768, 2, 12, "quick_gelu"), clip_of(1280, 2, 20, "gelu", projection=1280)
    lists["sdxl_inpaint"] = ldm_shapes(unet, vae, hf_names(first_prefix, first) +
                                       [(second_prefix + name, shape) for name, shape in open_clip_names(1280, 2, 1280)])
    fill((unet, vae), values(lists["sdxl_inpaint"]), [(first, first_prefix, False), (second, second_prefix, True)])
    paint("sdxl_inpaint", StableDiffusionXLInpaintPipeline(
        vae=with_mode(vae), text_encoder=first, text_encoder_2=second, tokenizer=make_tokenizer("<|endoftext|>"), tokenizer_2=make_tokenizer("!"),
        unet=unet, scheduler=euler, add_watermarker=False), **painted)

    prefix = "conditioner.embedders.0.model."
    unet = unet_of([64, 128, 256, 256], None, [1, 2, 4, 4], 1280, depth=4, linear=True, attention=[False, True, True, False], vector=2560)
    vae, text = vae_of(scale=0.13025), clip_of(1280, 2, 20, "gelu", projection=1280)
    lists["sdxl_refiner"] = ldm_shapes(unet, vae, [(prefix + name, shape) for name, shape in open_clip_names(1280, 2, 1280)])
    fill((unet, vae), values(lists["sdxl_refiner"]), [(text, prefix, True)])
    # Its noise is the same as the others': the generator's first draw.
    paint("sdxl_refiner", StableDiffusionXLImg2ImgPipeline(
        vae=with_mode(vae), text_encoder=None, text_encoder_2=text, tokenizer=None, tokenizer_2=make_tokenizer("!"), unet=unet, scheduler=euler,
        requires_aesthetics_score=True, force_zeros_for_empty_prompt=False, add_watermarker=False),
        image=image, strength=0.6, generator=torch.Generator().manual_seed(7))


def main():
    torch.set_num_threads(1)
    make_tokenizer = tokenizer()
    noise = torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(7))
    results, lists = {"latents": noise}, {}

    def paint(family, pipe):
        pipe.set_progress_bar_config(disable=True)
        latents = pipe(PROMPT, negative_prompt=NEGATIVE, num_inference_steps=STEPS, guidance_scale=GUIDANCE, latents=noise.clone(), height=128, width=128,
                       output_type="latent").images
        results[f"{family}.latents"] = latents.contiguous()
        print(family, f"{latents.std():.3f} {latents.abs().max():.2f}", flush=True)

    def sd(family, unet, vae, text, pad, scheduler, text_shapes, prefix, open_clip):
        shapes = ldm_shapes(unet, vae, text_shapes)
        lists[family] = shapes
        fill((unet, vae), values(shapes), [(text, prefix, open_clip)])
        paint(family, StableDiffusionPipeline(vae=vae, text_encoder=text, tokenizer=make_tokenizer(pad), unet=unet, scheduler=scheduler,
                                              safety_checker=None, feature_extractor=None, requires_safety_checker=False))

    ddim = lambda **more: DDIMScheduler(**BETAS, steps_offset=1, clip_sample=False, set_alpha_to_one=False, **more)
    text = clip_of(768, 2, 12, "quick_gelu")
    prefix = "cond_stage_model.transformer."
    sd("sd1", unet_of([32, 64], None, 8, 768), vae_of(), text, "<|endoftext|>", ddim(), hf_names(prefix, text), prefix, False)

    text = clip_of(768, 2, 12, "quick_gelu")
    nine, vae = unet_of([32, 64], None, 8, 768, in_channels=9), vae_of()
    lists["sd1_inpaint"] = ldm_shapes(nine, vae, hf_names(prefix, text))
    fill((nine, vae), values(lists["sd1_inpaint"]), [(text, prefix, False)])
    pipe = StableDiffusionInpaintPipeline(vae=with_mode(vae), text_encoder=text, tokenizer=make_tokenizer("<|endoftext|>"), unet=nine, scheduler=ddim(),
                                          safety_checker=None, feature_extractor=None, requires_safety_checker=False)
    pipe.set_progress_bar_config(disable=True)
    results |= {"picture": picture(128, 128), "mask": mask()}
    results["sd1_inpaint.latents"] = pipe(
        PROMPT, image=Image.fromarray(picture(128, 128).numpy()), mask_image=Image.fromarray(mask().numpy()), negative_prompt=NEGATIVE, num_inference_steps=STEPS,
        guidance_scale=GUIDANCE, strength=1.0, latents=noise.clone(), height=128, width=128, output_type="latent").images.contiguous()
    print("sd1_inpaint", f"{results['sd1_inpaint.latents'].std():.3f}", flush=True)

    prefix = "cond_stage_model.model."
    text = clip_of(1024, 2, 16, "gelu")  # the file's third layer is left out
    sd("sd2", unet_of([64, 128], None, [1, 2], 1024, linear=True), vae_of(), text, "!", ddim(prediction_type="v_prediction"),
       [(prefix + name, shape) for name, shape in open_clip_names(1024, 3, 1024)] + [("v_pred", [1])], prefix, True)

    unet = unet_of([64, 128, 256], None, [1, 2, 4], 2048, depth=[1, 2, 10], linear=True, attention=[False, True, True], vector=2816)
    vae = vae_of()
    vae.register_to_config(scaling_factor=0.13025)
    first, second = clip_of(768, 2, 12, "quick_gelu"), clip_of(1280, 2, 20, "gelu", projection=1280)
    shapes = ldm_shapes(unet, vae, hf_names("conditioner.embedders.0.transformer.", first) +
                        [("conditioner.embedders.1.model." + name, shape) for name, shape in open_clip_names(1280, 2, 1280)])
    lists["sdxl"] = shapes
    fill((unet, vae), values(shapes), [(first, "conditioner.embedders.0.transformer.", False), (second, "conditioner.embedders.1.model.", True)])
    paint("sdxl", StableDiffusionXLPipeline(vae=vae, text_encoder=first, text_encoder_2=second, tokenizer=make_tokenizer("<|endoftext|>"),
                                            tokenizer_2=make_tokenizer("!"), unet=unet, scheduler=EulerDiscreteScheduler(**BETAS, timestep_spacing="leading", steps_offset=1),
                                            add_watermarker=False))
    further(lists, results, make_tokenizer, noise)
    save_file(results, HERE / "checkpoints.safetensors")
    (HERE / "checkpoints.safetensors").chmod(0o644)
    (HERE / "checkpoints.json").write_text(json.dumps(
        {"prompt": PROMPT, "negative": NEGATIVE, "steps": STEPS, "guidance": GUIDANCE, "files": lists}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
