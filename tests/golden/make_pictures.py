"""Writes tests/data/jpeg, webp and tiff: small files as Pillow makes them, with texts and orientations, and lossless ones with their
pixels (expected.json in each folder: width, height, channels, pixels in hex).

Needs Pillow. Run: python3 tests/golden/make_pictures.py
"""

import json
import pathlib
import random

from PIL import Image

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
WIDTH, HEIGHT = 12, 8
TEXT = "夜の雪原に立つ赤い家\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 12x8"


def noise(mode):
    rng = random.Random(7)
    return Image.frombytes(mode, (WIDTH, HEIGHT), rng.randbytes(WIDTH * HEIGHT * len(mode)))


def corners():
    """Four flat quarters, 8x8-aligned at twice the size: what orientation tests look at."""
    image = Image.new("RGB", (48, 32), (250, 10, 10))
    image.paste((10, 250, 10), (24, 0, 48, 16))
    image.paste((10, 10, 250), (0, 16, 24, 32))
    image.paste((250, 250, 10), (24, 16, 48, 32))
    return image


def exif(comment=None, orientation=None):
    block = Image.Exif()
    if orientation:
        block[0x0112] = orientation
    if comment:
        block.get_ifd(0x8769)[0x9286] = comment
    return block.tobytes()


def expected_row(image):
    return {"width": image.width, "height": image.height, "channels": len(image.mode), "pixels": image.tobytes().hex()}


def write(folder, files):
    out = DATA / folder
    out.mkdir(parents=True, exist_ok=True)
    expected = {}
    for name, (image, options, seen) in files.items():
        image.save(out / name, **options)
        if seen is not None:
            expected[name] = expected_row(seen)
    if expected:
        (out / "expected.json").write_text(json.dumps(expected, indent=0) + "\n")


def main():
    unicode_be = b"UNICODE\0" + TEXT.encode("utf-16-be")
    unicode_le = b"UNICODE\0" + TEXT.encode("utf-16-le")
    jpegs = {
        "comment_be.jpg": (corners(), {"exif": exif(unicode_be)}, None),
        "comment_le.jpg": (corners(), {"exif": exif(unicode_le)}, None),
        "comment_ascii.jpg": (corners(), {"exif": exif(b"ASCII\0\0\0a red house")}, None),
        "gray.jpg": (corners().convert("L"), {}, None),
        "progressive.jpg": (corners(), {"progressive": True, "quality": 95}, None),
        "cmyk.jpg": (corners().convert("CMYK"), {}, None),
    }
    for orientation in range(1, 9):
        jpegs[f"orientation{orientation}.jpg"] = (corners(), {"quality": 95, "exif": exif(orientation=orientation)}, None)
    write("jpeg", jpegs)
    write(
        "webp",
        {
            "lossless_rgb.webp": (noise("RGB"), {"lossless": True}, noise("RGB")),
            "lossless_rgba.webp": (noise("RGBA"), {"lossless": True, "exact": True}, noise("RGBA")),
            "lossy_comment.webp": (corners(), {"quality": 90, "exif": exif(unicode_be)}, None),
            "animation.webp": (corners(), {"save_all": True, "append_images": [noise("RGB").resize((48, 32))]}, None),
        },
    )
    opaque = noise("RGBA")
    opaque.putalpha(255)
    write(
        "tiff",
        {
            "plain.tif": (noise("RGB"), {}, noise("RGB")),
            "lzw.tif": (noise("RGB"), {"compression": "tiff_lzw"}, noise("RGB")),
            "deflate.tif": (noise("RGB"), {"compression": "tiff_adobe_deflate"}, noise("RGB")),
            "packbits_gray.tif": (noise("L"), {"compression": "packbits"}, noise("L").convert("RGB")),
            "alpha_opaque.tif": (opaque, {}, opaque),
            "big.tif": (noise("RGB"), {"big_tiff": True}, noise("RGB")),
        },
    )


if __name__ == "__main__":
    main()
