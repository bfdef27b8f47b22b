#!/usr/bin/env python3
"""Writes loras/: LoRAs of every kind for a tiny text encoder and UNet, and what PEFT and diffusers make of them.

    python make_loras.py

Made with diffusers 0.42.1, transformers 5.23.0, peft 0.21.2 and torch 2.11.0.
  kinds.safetensors    per kind `KIND.base`, the factors `KIND.FACTOR`, `KIND.alpha` and PEFT's `KIND.delta` (ΔW; for DoRA `KIND.merged`)
  kohya.safetensors    a LoRA for tiny_sd in kohya's names: attention, feed forward, convolutions, time_emb_proj, resampler, text encoder
  peft.safetensors     the same weights in PEFT's names
  old.safetensors      its attention part in the names of diffusers' old attention processors
  merged.safetensors   some of tiny_sd's weights after diffusers fused kohya.safetensors with the scale 0.7
"""
from pathlib import Path

import peft
import torch
from diffusers import StableDiffusionPipeline
from safetensors.torch import save_file

FOLDER = Path(__file__).parent / "loras"
TINY = Path(__file__).parent / "tiny_sd"
UNET = ["down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q", "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k",
        "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_out.0", "up_blocks.1.attentions.0.transformer_blocks.0.ff.net.0.proj",
        "down_blocks.0.attentions.0.proj_in", "down_blocks.0.resnets.0.conv1", "down_blocks.0.resnets.0.time_emb_proj",
        "down_blocks.0.downsamplers.0.conv", "up_blocks.0.upsamplers.0.conv", "mid_block.resnets.0.conv2"]
TEXT = ["encoder.layers.0.self_attn.q_proj", "encoder.layers.1.mlp.fc1"]


def random(*shape):
    return torch.randn(*shape, generator=GENERATOR) * 0.2


def factors_for(weight, rank):
    down = random(rank, *weight.shape[1:])
    up = random(weight.shape[0], rank, *[1] * (weight.dim() - 2))
    return down, up


def kinds():
    """ΔW of PEFT's own layers, over a linear layer and a 3×3 convolution."""
    configs = {
        "lora": peft.LoraConfig(r=4, lora_alpha=2, target_modules=["linear", "conv"]),
        "dora": peft.LoraConfig(r=4, lora_alpha=2, use_dora=True, target_modules=["linear", "conv"]),
        "loha": peft.LoHaConfig(r=3, alpha=2, target_modules=["linear", "conv"], use_effective_conv2d=True),
        "loha_flat": peft.LoHaConfig(r=3, alpha=2, target_modules=["linear", "conv"]),
        "lokr": peft.LoKrConfig(r=1, alpha=3, target_modules=["linear", "conv"], use_effective_conv2d=True, decompose_both=True),
        "lokr_whole": peft.LoKrConfig(r=64, alpha=64, target_modules=["linear", "conv"]),
    }
    out = {}
    for kind, config in configs.items():
        base = torch.nn.ModuleDict({"linear": torch.nn.Linear(24, 16), "conv": torch.nn.Conv2d(16, 24, 3)})
        model = peft.get_peft_model(base, config)
        for layer_name in ["linear", "conv"]:
            layer = getattr(model.base_model.model[layer_name], "base_layer", None) and model.base_model.model[layer_name]
            for name, parameter in layer.named_parameters():
                if "base_layer" not in name and "magnitude" not in name:
                    parameter.data = random(*parameter.shape)
            for name, parameter in layer.named_parameters():
                if "magnitude" in name:
                    parameter.data = parameter.data * (1 + random(*parameter.shape))
            key = f"{kind}.{layer_name}"
            out[f"{key}.base"] = layer.base_layer.weight.data.clone()
            for name, parameter in layer.named_parameters():
                if "base_layer" in name:
                    continue
                factor = (name.replace(".default", "").replace("lora_A.weight", "down").replace("lora_B.weight", "up")
                          .replace("lora_magnitude_vector.weight", "dora_scale").replace("lora_magnitude_vector", "dora_scale"))
                out[f"{key}.factor.{factor}"] = parameter.data.clone()
            out[f"{key}.alpha"] = torch.tensor(float(getattr(config, "lora_alpha", None) or config.alpha))
            if kind == "dora":
                layer.merge()
                out[f"{key}.merged"] = layer.base_layer.weight.data.clone()
            else:
                out[f"{key}.delta"] = layer.get_delta_weight("default").data.clone()
    save_file({name: tensor.detach().contiguous() for name, tensor in out.items()}, FOLDER / "kinds.safetensors")
    for name in sorted(out):
        print(name, tuple(out[name].shape))


def whole_file():
    pipe = StableDiffusionPipeline.from_pretrained(TINY, safety_checker=None)
    kohya, in_peft, old = {}, {}, {}
    for prefix, part, mark, names in [("unet", pipe.unet, "lora_unet_", UNET), ("text_encoder", pipe.text_encoder, "lora_te_text_model_", TEXT)]:
        for name in names:
            module = part.get_submodule(name) if prefix == "unet" else (getattr(part, "text_model", part)).get_submodule(name)
            down, up = factors_for(module.weight, 4)
            key = mark + name.replace(".", "_")
            kohya[f"{key}.lora_down.weight"], kohya[f"{key}.lora_up.weight"] = down, up
            kohya[f"{key}.alpha"] = torch.tensor(4.0)
            path = f"{prefix}.{name}" if prefix == "unet" else f"{prefix}.text_model.{name}"
            in_peft[f"{path}.lora_A.weight"], in_peft[f"{path}.lora_B.weight"] = down, up
            if ".attn" in name:
                stem = name.replace(".to_out.0", ".to_out")
                at = stem.rindex(".")
                old[f"{stem[:at]}.processor{stem[at:]}_lora.down.weight"] = down
                old[f"{stem[:at]}.processor{stem[at:]}_lora.up.weight"] = up
    save = lambda tensors, name: save_file({key: value.contiguous() for key, value in tensors.items()}, FOLDER / name)
    save(kohya, "kohya.safetensors"), save(in_peft, "peft.safetensors"), save(old, "old.safetensors")
    pipe.load_lora_weights(FOLDER, weight_name="peft.safetensors")
    pipe.fuse_lora(lora_scale=0.7)
    pipe.unload_lora_weights()
    merged = {f"unet.{name}.weight": pipe.unet.get_submodule(name).weight.detach() for name in UNET}
    text = getattr(pipe.text_encoder, "text_model", pipe.text_encoder)
    merged |= {f"text_encoder.{name}.weight": text.get_submodule(name).weight.detach() for name in TEXT}
    save(merged, "merged.safetensors")


if __name__ == "__main__":
    GENERATOR = torch.Generator().manual_seed(5)
    FOLDER.mkdir(exist_ok=True)
    kinds()
    whole_file()
