"""Writes tests/data/png: small PNG files of every colour type, depth and interlacing, with what a reader must see in them
(expected.json: width, height, channels, pixels in hex), and files with texts as Pillow writes them.

The bit-level files are made here from the PNG specification alone, and Pillow opens each as a check of this script.
Needs Pillow. Run: python3 tests/golden/make_png.py
"""

import json
import pathlib
import random
import struct
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

OUT = pathlib.Path(__file__).resolve().parent.parent / "data" / "png"
WIDTH, HEIGHT = 9, 7
GRAY, RGB, PALETTE, GRAY_ALPHA, RGBA = 0, 2, 3, 4, 6
SAMPLES = {GRAY: 1, RGB: 3, PALETTE: 1, GRAY_ALPHA: 2, RGBA: 4}
DEPTHS = {GRAY: (1, 2, 4, 8, 16), RGB: (8, 16), PALETTE: (1, 2, 4, 8), GRAY_ALPHA: (8, 16), RGBA: (8, 16)}
NAMES = {GRAY: "gray", RGB: "rgb", PALETTE: "palette", GRAY_ALPHA: "gray_alpha", RGBA: "rgba"}
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def packed_row(pixels, depth):
    samples = [s for pixel in pixels for s in pixel]
    if depth == 16:
        return b"".join(struct.pack(">H", s) for s in samples)
    bits = "".join(format(s, f"0{depth}b") for s in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def scanlines(pixels, depth, interlaced):
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    data = b""
    for x0, y0, dx, dy in passes:
        for y in range(y0, HEIGHT, dy):
            row = [pixels[y][x] for x in range(x0, WIDTH, dx)]
            if row:
                data += b"\0" + packed_row(row, depth)
    return data


def to8(sample, depth):
    return (sample * 255 + (2**depth - 1) // 2) // (2**depth - 1)


def make(colour, depth, interlaced, transparent, rng):
    top = 2**depth
    pixels = [[tuple(rng.randrange(top) for _ in range(SAMPLES[colour])) for _ in range(WIDTH)] for _ in range(HEIGHT)]
    palette = [tuple(rng.randrange(256) for _ in range(3)) for _ in range(min(top, 256))]
    alphas = [rng.randrange(256) for _ in palette[: len(palette) // 2 + 1]]
    key = pixels[0][0]
    body = chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, colour, 0, 0, int(interlaced)))
    if colour == PALETTE:
        body += chunk(b"PLTE", b"".join(bytes(p) for p in palette))
        if transparent:
            body += chunk(b"tRNS", bytes(alphas))
    elif transparent:
        body += chunk(b"tRNS", b"".join(struct.pack(">H", s) for s in key))
    body += chunk(b"IDAT", zlib.compress(scanlines(pixels, depth, interlaced), 9)) + chunk(b"IEND", b"")

    def seen(pixel):
        if colour == PALETTE:
            alpha = alphas[pixel[0]] if pixel[0] < len(alphas) else 255
            return palette[pixel[0]] + ((alpha,) if transparent else ())
        samples = [to8(s, depth) for s in pixel]
        if colour in (GRAY, GRAY_ALPHA):
            samples[0:1] = [samples[0]] * 3
        if transparent:
            samples.append(0 if pixel == key else 255)
        return tuple(samples)

    flat = bytes(s for row in pixels for pixel in row for s in seen(pixel))
    return b"\x89PNG\r\n\x1a\n" + body, flat


def write_colour_types():
    rng = random.Random(20)
    expected = {}
    for colour, depths in DEPTHS.items():
        for depth in depths:
            for interlaced in (False, True):
                for transparent in (False, True) if colour in (GRAY, RGB, PALETTE) else (False,):
                    name = f"{NAMES[colour]}{depth}{'_adam7' if interlaced else ''}{'_trns' if transparent else ''}.png"
                    file, pixels = make(colour, depth, interlaced, transparent, rng)
                    (OUT / name).write_bytes(file)
                    assert Image.open(OUT / name).size == (WIDTH, HEIGHT)
                    Image.open(OUT / name).load()
                    expected[name] = {
                        "width": WIDTH,
                        "height": HEIGHT,
                        "channels": len(pixels) // (WIDTH * HEIGHT),
                        "pixels": pixels.hex(),
                    }
    (OUT / "expected.json").write_text(json.dumps(expected, indent=0) + "\n")


def write_texts():
    image = Image.new("RGB", (4, 3), (200, 30, 90))
    ascii_text = "a red house\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 4x3"
    rows = {
        "pillow_ascii.png": ("parameters", ascii_text, False),
        "pillow_latin1.png": ("parameters", "café à l’heure".replace("’", "'") + "\n" + ascii_text, False),
        "pillow_japanese.png": ("parameters", "夜の雪原に立つ赤い家\n" + ascii_text, False),
        "pillow_zip.png": ("parameters", ascii_text, True),
        "pillow_japanese_zip.png": ("parameters", "夕焼け\n" + ascii_text, True),
    }
    for name, (key, text, packed) in rows.items():
        info = PngInfo()
        info.add_text("Software", "Pillow")
        info.add_text(key, text, zip=packed)
        image.save(OUT / name, pnginfo=info)


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    write_colour_types()
    write_texts()
