#!/usr/bin/env python3
"""Writes tests/data/safetensors with the reference library (safetensors, torch).

Byte k of the tensor NAME is (31 k + length of NAME) mod 256, but for BOOL, whose bytes are k mod 2.
"""
import pathlib

import torch
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).parent.parent / "data" / "safetensors"
TYPES = {
    "BOOL": torch.bool, "U8": torch.uint8, "I8": torch.int8, "I16": torch.int16, "U16": torch.uint16,
    "F16": torch.float16, "BF16": torch.bfloat16, "I32": torch.int32, "U32": torch.uint32, "F32": torch.float32,
    "F64": torch.float64, "I64": torch.int64, "U64": torch.uint64, "F8_E4M3": torch.float8_e4m3fn,
    "F8_E5M2": torch.float8_e5m2,
}


def tensor(name, dtype, shape):
    count = int(torch.tensor(shape, dtype=torch.int64).prod()) * torch.empty((), dtype=dtype).element_size()
    values = [k % 2 for k in range(count)] if dtype == torch.bool else [(31 * k + len(name)) % 256 for k in range(count)]
    if count == 0:
        return torch.empty(shape, dtype=dtype)
    return torch.tensor(values, dtype=torch.uint8).view(dtype).reshape(shape)


FOLDER.mkdir(exist_ok=True)
save_file({name: tensor(name, dtype, [2, 3]) for name, dtype in TYPES.items()}, FOLDER / "types.safetensors")
shapes = {"scalar": [], "empty": [0, 4], "one": [1], "five": [1, 2, 1, 3, 2], "unet.家": [3, 1]}
save_file({name: tensor(name, torch.float32, shape) for name, shape in shapes.items()}, FOLDER / "shapes.safetensors",
          metadata={"format": "pt"})
save_file({"long": tensor("long", torch.int64, [2]), "b": tensor("b", torch.float16, [3]),
           "a": tensor("a", torch.float16, [1, 2]), "flag": tensor("flag", torch.bool, [3])}, FOLDER / "order.safetensors")
save_file({}, FOLDER / "nothing.safetensors")
