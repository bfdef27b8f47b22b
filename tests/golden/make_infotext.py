"""Writes tests/golden/infotext.json: random texts in and around the AUTOMATIC1111 form, with what its reading rules make of them.
The rules are stated in docs and here executed by Python's own regular expressions and JSON, as programs that read such texts do.
Run: python3 tests/golden/make_infotext.py
"""

import json
import pathlib
import random
import re

OUT = pathlib.Path(__file__).resolve().parent / "infotext.json"
PAIR = re.compile(r'\s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)')
SIZE = re.compile(r"^(\d+)x(\d+)$")
PARTS = [
    "Steps: 20", "Sampler: Euler a", "CFG scale: 7", "Seed: 5", "Size: 64x32", "Model: a/b-c", "RNG: CPU", "Version: v1.9",
    'Lora hashes: "a: 1, b: 2"', 'Note: "x\\"y, z"', 'Bad: "open', 'Odd: "a"b', 'Empty: ""', "a: b", "キー: 値", "é/x: é",
    "Hires resize: 10x20", "K: :", "x y-z/w: ,", "(word:1.2)", "plain", "http://x.y", "a. B C: d", "  Pad: v  ", "\\", '"', ":",
    ",", "Neg: -1", "T: \\u0041", 'J: "\\u5bb6"', "_u: 1", "- d: 2", "/e f: 3", "9x9: 9x9",
]
LINES = ["a red house", "夕焼け", "", "  spaced  ", "Negative prompt: blurry", "Negative prompt:", "low quality", "Steps: 1, two: 2"]


def unquote(value):
    if len(value) < 2 or value[0] != '"' or value[-1] != '"':
        return value
    try:
        decoded = json.loads(value, strict=True)
    except json.JSONDecodeError:
        return value
    return decoded if isinstance(decoded, str) else value


def read(text):
    *lines, last = text.strip(" \t\n\v\f\r").split("\n")
    if len(PAIR.findall(last)) < 3:
        lines.append(last)
        last = ""
    prompt, negative, in_negative = "", "", False
    for line in lines:
        line = line.strip(" \t\v\f\r")
        if line.startswith("Negative prompt:"):
            in_negative = True
            line = line[len("Negative prompt:") :].strip(" \t\v\f\r")
        if in_negative:
            negative += ("\n" if negative else "") + line
        else:
            prompt += ("\n" if prompt else "") + line
    values = {}
    for key, value in PAIR.findall(last):
        value = unquote(value)
        size = SIZE.match(value)
        if size:
            values[key + "-1"], values[key + "-2"] = size.groups()
        else:
            values[key] = value
    return {"text": text, "prompt": prompt, "negative": negative, "values": values}


def main():
    rng = random.Random(5)
    rows = []
    while len(rows) < 400:
        lines = [rng.choice(LINES) for _ in range(rng.randrange(4))]
        joint = rng.choice([", ", ",", " ", ", "])
        lines.append(joint.join(rng.choice(PARTS) for _ in range(rng.randrange(9))))
        rows.append(read("\n".join(lines)))
    OUT.write_text("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n")


if __name__ == "__main__":
    main()
