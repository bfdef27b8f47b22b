#!/usr/bin/env python3
"""Writes pickles/: what torch.save writes, and in pickles/expected/ the same tensors as safetensors.

    python make_pickles.py

Made with torch 2.11.0, safetensors 0.8.0 and numpy 1.26.4. NAME.EXT has its truth in expected/NAME.safetensors: the
tensors that Python gets from it, for embeddings under the width of their vectors, with name and step as metadata.
Files without a truth must be refused, or have no tensors. hostile_*.pt would run a command in Python.
"""
import collections
import io
import os
import pickle
import sys
import types
import zipfile
from pathlib import Path

import numpy
import torch
from safetensors.torch import save_file

FOLDER = Path(__file__).parent / "pickles"
FLOATS = {"f16": torch.float16, "bf16": torch.bfloat16, "f32": torch.float32, "f64": torch.float64}
WHOLE = {"u8": torch.uint8, "i8": torch.int8, "i16": torch.int16, "i32": torch.int32, "i64": torch.int64}
# The types without a storage class of their own: torch keeps them as bytes and says the type beside them.
NEW = {"u16": torch.uint16, "u32": torch.uint32, "u64": torch.uint64, "f8_e4m3": torch.float8_e4m3fn,
       "f8_e5m2": torch.float8_e5m2}


def some(*shape, seed=1, dtype=torch.float32):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed)).to(dtype)


def write(name, value, truth=None, **how):
    torch.save(value, FOLDER / name, **how)
    if truth is not None:
        truth = {key: tensor.detach().contiguous().clone() for key, tensor in truth.items()}
        save_file(truth, FOLDER / "expected" / (name.split(".")[0] + ".safetensors"))


def both(name, value, truth):
    write(f"zip_{name}.pt", value, truth)
    write(f"legacy_{name}.pt", value, truth, _use_new_zipfile_serialization=False)


def all_types():
    tensors = {name: some(2, 3, dtype=dtype) for name, dtype in (FLOATS | {k: NEW[k] for k in NEW if "f8" in k}).items()}
    tensors |= {name: (some(2, 3).abs() * 50).to(dtype) for name, dtype in WHOLE.items()}
    tensors |= {name: torch.tensor([1, 2, 250], dtype=torch.uint8).to(NEW[name]) for name in ("u16", "u32", "u64")}
    tensors |= {"bool": torch.tensor([True, False, True]), "c64": torch.complex(some(2), some(2, seed=2)),
                "scalar": torch.tensor(2.5), "empty": torch.empty(0, 4), "家": some(1)}
    return tensors


def views():
    base = some(4, 6)
    conv = some(3, 5, 2, 2, dtype=torch.float16).contiguous(memory_format=torch.channels_last)
    return {"base": base, "same": base, "transposed": base.t(), "part": base[1:3, 2:5], "column": base[:, 3],
            "steps": base[::2, ::3], "row": base[2], "flat": base.view(-1)[5:9], "repeated": base[0, :1].expand(3, 6),
            "channels_last": conv, "permuted": some(2, 3, 4, dtype=torch.float64).permute(2, 0, 1),
            "bytes": (some(3, 3).abs() * 50).to(torch.uint8).t(), "parameter": torch.nn.Parameter(base.t()[1:]),
            "frozen": torch.nn.Parameter(some(2), requires_grad=False), "thin": some(5, 1).t(),
            "diagonal": some(4, 4, seed=3).diagonal()}


def with_attributes():
    plain, parameter = some(2, 2), torch.nn.Parameter(some(2, seed=4))
    plain.note, parameter.note = 3, "kept beside the numbers"
    return {"plain": plain, "parameter": parameter}


def foreign_class(module, name):
    parts = module.split(".")
    for i in range(1, len(parts) + 1):
        sys.modules.setdefault(".".join(parts[:i]), types.ModuleType(".".join(parts[:i])))
    made = type(name, (), {"__module__": module})
    setattr(sys.modules[module], name, made)
    return made


def lightning():
    """As checkpoints of Stable Diffusion 1.x look that their trainer wrote."""
    checkpoint = foreign_class("pytorch_lightning.callbacks.model_checkpoint", "ModelCheckpoint")
    weights = collections.OrderedDict({"model.diffusion_model.out.2.weight": some(4, 2, 3, 3, dtype=torch.float16),
                                       "model.diffusion_model.out.2.bias": some(4, seed=2, dtype=torch.float16),
                                       "betas": some(10, seed=3)})
    scores = checkpoint()
    scores.best, scores.path, scores.tensor = numpy.float64(0.25), "/data/last.ckpt", some(2)
    value = {"epoch": 3, "global_step": 840000, "pytorch-lightning_version": "1.4.2", "state_dict": weights,
             "callbacks": {checkpoint: {"best_model_score": numpy.float32(0.5), "monitor": "val/loss", "object": scores}},
             "optimizer_states": [{"state": {0: {"step": 7, "exp_avg": some(3)}}, "param_groups": [{"lr": 1e-4}]}],
             "lr_schedulers": [collections.defaultdict(list, {"a": [1]})], "size": torch.Size([2, 3]),
             "big": 1 << 90, "negative": -5, "set": {1, 2}, "rate": 0.125, "flag": True, "nothing": None,
             "bytes": b"\xff\0", "beside": some(1)}
    write("lightning.ckpt", value, weights)


class Hostile:
    """In Python, reading this runs a command."""
    def __reduce__(self):
        return os.system, ("touch /tmp/latentbrush_pickle_was_run",)


def rezipped(name, change=lambda name, data: data, method=zipfile.ZIP_STORED):
    """zip_protocol_3.pt packed by somebody else, with entries changed; None leaves one out."""
    target = io.BytesIO()
    with zipfile.ZipFile(FOLDER / "zip_protocol_3.pt") as source, zipfile.ZipFile(target, "w", method) as packed:
        for entry in source.namelist():
            data = change(entry.split("/", 1)[1], source.read(entry))
            if data is not None:
                packed.writestr(entry, data)
    (FOLDER / name).write_bytes(target.getvalue())


def containers():
    weights = {"a": some(2, 2), "b": some(3, seed=2, dtype=torch.float16)}
    for protocol in (3, 4, 5):
        write(f"zip_protocol_{protocol}.pt", weights, weights, pickle_protocol=protocol)
        write(f"legacy_protocol_{protocol}.pt", weights, weights, pickle_protocol=protocol,
              _use_new_zipfile_serialization=False)
    rezipped("compressed.pt", method=zipfile.ZIP_DEFLATED)
    rezipped("big_endian.pt", lambda name, data: b"big" if name == "byteorder" else data)
    rezipped("missing_storage.pt", lambda name, data: None if name == "data/1" else data)
    rezipped("short_storage.pt", lambda name, data: data[:-1] if name == "data/1" else data)
    rezipped("no_pickle.pt", lambda name, data: None if name == "data.pkl" else data)
    # A ZIP64 that needs none, as large files are.
    with zipfile.ZipFile(FOLDER / "zip64.pt", "w") as packed, zipfile.ZipFile(FOLDER / "zip_protocol_3.pt") as source:
        for entry in source.namelist():
            with packed.open(entry, "w", force_zip64=True) as file:
                file.write(source.read(entry))
    save_file(weights, FOLDER / "expected" / "zip64.safetensors")


def embedding(name, value, vectors, trigger, step=0, **how):
    if name.endswith(".safetensors"):
        save_file(value, FOLDER / "embeddings" / name)
    else:
        torch.save(value, FOLDER / "embeddings" / name, **how)
    truth = {str(tensor.shape[-1]): tensor.detach().clone() for tensor in vectors}
    save_file(truth, FOLDER / "embeddings" / "expected" / f"{name}.safetensors",
              metadata={"name": trigger, "step": str(step)})


def webui(parameters):
    return {"string_to_token": {"*": 265}, "string_to_param": parameters, "name": "corgi style", "step": 1499,
            "sd_checkpoint": "81761151", "sd_checkpoint_name": "v1-5-pruned-emaonly"}


class OldParameters(torch.nn.Module):
    """As torch before 1.12 pickled a ParameterDict. The legacy form takes these lines of source with it."""


def embeddings():
    two, one = some(2, 8), some(12, seed=2, dtype=torch.float16)
    parameters = torch.nn.ParameterDict({"*": torch.nn.Parameter(two)})
    old = OldParameters()
    old.register_parameter("*", torch.nn.Parameter(two))
    embedding("webui_parameters.pt", webui(parameters), [two], "corgi style", 1499)
    for name, value in {"webui": {"*": two}, "webui_module": old}.items():
        embedding(f"{name}.pt", webui(value), [two], "corgi style", 1499)
        embedding(f"{name}_legacy.pt", webui(value), [two], "corgi style", 1499, _use_new_zipfile_serialization=False)
    embedding("webui_view.pt", webui({"*": some(8, 2).t()}), [some(8, 2).t().contiguous()], "corgi style", 1499)
    embedding("learned_embeds.bin", {"<cat-toy>": one}, [one], "<cat-toy>")
    embedding("learned_embeds.safetensors", {"<cat-toy>": two.bfloat16()}, [two.bfloat16()], "<cat-toy>")
    embedding("kohya.safetensors", {"emb_params": two}, [two], "kohya")
    wide = {"clip_l": some(3, 8), "clip_g": some(3, 20, seed=5)}
    embedding("wide.safetensors", wide, wide.values(), "wide")
    embedding("wide_pickled.pt", wide, wide.values(), "wide_pickled")


def main():
    for folder in ("expected", "embeddings/expected"):
        (FOLDER / folder).mkdir(parents=True, exist_ok=True)
    both("types", all_types(), all_types())
    both("views", views(), views())
    both("attributes", with_attributes(), with_attributes())
    module = torch.nn.Sequential(torch.nn.Conv2d(2, 3, 1), torch.nn.BatchNorm2d(3))
    module.load_state_dict({key: some(*value.shape).to(value.dtype) for key, value in module.state_dict().items()})
    both("module", module.state_dict(), module.state_dict())
    both("nested", {"state_dict": {"state_dict": {"a": some(2)}, "global_step": 5}, "b": some(1)}, {"a": some(2)})
    lightning()
    containers()
    write("whole_module.pt", torch.nn.Linear(1, 2))
    write("hostile_zip.pt", {"a": some(2), "bad": Hostile()}, {"a": some(2)})
    write("hostile_legacy.pt", {"a": some(2), "bad": Hostile()}, {"a": some(2)}, _use_new_zipfile_serialization=False)
    torch.jit.save(torch.jit.script(torch.nn.Linear(1, 2)), FOLDER / "torchscript.pt")
    (FOLDER / "plain.pkl").write_bytes(pickle.dumps({"a": 1}, protocol=2))
    embeddings()


main()
