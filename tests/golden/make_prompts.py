#!/usr/bin/env python3
"""Writes prompts.json.gz: what random prompts mean by the grammar of AUTOMATIC1111's web UI 1.10.

usage: make_prompts.py bpe_simple_vocab_16e6.txt.gz      (made with transformers 5.23.0 and Python 3.11)

The rules are written down here a second time, in another way than the program has them: schedules by recursive
descent that tries each bracket, weights by regular expressions and Python's own numbers, chunks by looking back over
all that was placed. Schedules were compared with the published grammar run by lark 1.1.2, for 10,000 prompts: where
brackets are in balance both agree, and where they are not lark gives one of several answers by Python's hash seed,
this one among them.

`schedules` holds [text, steps, steps of the first pass or null, old timeline, [[last step, text] ...]], `weights`
[text, [[text, weight; null for BREAK] ...]], `chunks` [runs as in weights, [[embedding, vectors] ...], backtrack,
pad id or null, [[ids, weights, [[position, embedding, row] ...]] ...]].
"""
import gzip
import json
import pathlib
import random
import re
import sys

from transformers import CLIPTokenizer

dice = random.Random(1111)

NUMBER = re.compile(r"\s*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*")


class Unreadable(Exception):
    """The text is no sentence of the grammar."""


def prompt_at(text, place):
    """The longest run of plain text and constructs: its parts and where it ends."""
    parts = []
    while place < len(text):
        character = text[place]
        if character in "([":
            found = construct_at(text, place)
            if found is None:
                break
            parts.append(found[0])
            place = found[1]
        elif character in ")]:|":
            break
        elif character == "\\":
            if text[place + 1 : place + 2] in ("", "\n"):
                raise Unreadable
            parts.append(text[place : place + 2])
            place += 2
        else:
            parts.append(character)
            place += 1
    return parts, place


def construct_at(text, place):
    """The construct whose bracket opens there, and where it ends; None: the bracket is a character."""
    options, marks, end = [], "", place + 1
    while True:
        begin = end
        parts, end = prompt_at(text, end)
        options.append((parts, text[begin:end]))
        if text[end : end + 1] not in (":", "|"):
            break
        marks += text[end]
        end += 1
    if text[end : end + 1] != {"(": ")", "[": "]"}[text[place]]:
        return None
    parts = [option[0] for option in options]
    end += 1
    if text[place] == "(":
        if marks not in ("", ":"):
            return None
        inside = parts[0] if not marks else [*parts[0], ":", *parts[1]]
        return ["all", ["(", *inside, ")"]], end
    if not marks:
        return ["all", ["[", *parts[0], "]"]], end
    if set(marks) == {"|"}:
        return ["each", parts], end
    when = NUMBER.fullmatch(options[-1][1])
    if marks not in (":", "::") or not when:
        return None
    return ["order", parts[0] if marks == "::" else [], parts[-2], when[1]], end


def start_of(text):
    """Everything: constructs, and brackets that are none."""
    parts, place = [], 0
    while place < len(text):
        found, place = prompt_at(text, place)
        parts += found
        if text[place : place + 1] == "|":
            raise Unreadable
        parts.append(text[place : place + 1])
        place += 1
    return parts


def stages(text, steps, first, old):
    if old and first is not None:
        steps, first = first, None

    def moment(written):
        value = float(written)
        if old:
            value = value * steps if value < 1 else value
        elif "." in written:
            value = (value - (0 if first is None else 1)) * steps
        else:
            value -= first or 0
        return min(steps, int(value))

    def lasts(parts):
        for part in parts:
            if isinstance(part, str):
                continue
            if part[0] == "all":
                yield from lasts(part[1])
            elif part[0] == "each":
                yield from range(1, steps + 1)
                for option in part[1]:
                    yield from lasts(option)
            elif part[0] == "order":
                yield moment(part[3])
                yield from lasts(part[1])
                yield from lasts(part[2])

    def read(parts, step):
        for part in parts:
            if isinstance(part, str):
                yield part
            elif part[0] == "all":
                yield from read(part[1], step)
            elif part[0] == "each":
                yield from read(part[1][(step - 1) % len(part[1])], step)
            else:
                yield from read(part[1] if step <= moment(part[3]) else part[2], step)

    try:
        parts = start_of(text)
    except Unreadable:
        return [[steps, text]]
    return [[last, "".join(read(parts, last))] for last in sorted({steps, *lasts(parts)}) if last >= 1]


SYMBOLS = re.compile(r"\\[()\[\]\\]|\\|:\s*(?P<weight>[+-]?[.\d]+)\s*\)|[()\[\]:]|[^\\()\[\]:]+")
BREAK = re.compile(r"\s*\bBREAK\b\s*")


def weights(text):
    leaves, scopes, open_at = [], [], {"(": [], "[": []}
    for symbol in SYMBOLS.finditer(text):
        written = symbol[0]
        opener = {")": "(", "]": "["}.get(written[-1])
        if written[0] == "\\":
            leaves.append(written[1:])
        elif written in "([":
            open_at[written].append(len(leaves))
        elif opener and open_at[opener] and (written in ")]" or symbol["weight"]):
            factor = float(symbol["weight"]) if symbol["weight"] else {"(": 1.1, "[": 1 / 1.1}[opener]
            scopes.append((open_at[opener].pop(), len(leaves), factor))
        else:
            for i, piece in enumerate(BREAK.split(written)):
                leaves += [None, piece] if i else [piece]
    scopes += [(begin, len(leaves), 1.1) for begin in open_at["("]]
    scopes += [(begin, len(leaves), 1 / 1.1) for begin in open_at["["]]
    runs = []
    for i, leaf in enumerate(leaves):
        weight = 1.0
        for begin, end, factor in scopes:
            weight *= factor if begin <= i < end else 1
        if leaf is None:
            runs.append([None, None])
        elif runs and runs[-1][1] == weight:
            runs[-1][0] += leaf
        else:
            runs.append([leaf, weight])
    return [["", None] if text is None else [text, weight] for text, weight in runs] or [["", 1.0]]


class Cutter:
    """Cuts a line of items, each (id, weight) or (name, row, rows, weight), into chunks."""

    def __init__(self, backtrack, comma):
        self.backtrack, self.comma, self.chunks, self.now = backtrack, comma, [], []

    def cut(self, keep=None):
        tail = [] if keep is None else self.now[keep:]
        self.chunks.append(self.now[: len(self.now) - len(tail)])
        self.now = tail
        self.fresh = 0 if keep is None else len(tail)  # commas before it do not count

    fresh = 0

    def add(self, item):
        is_comma = item[0] == self.comma
        if len(self.now) == 75:
            commas = [i for i in range(self.fresh, 75) if self.now[i][0] == self.comma]
            if not is_comma and commas and 75 - commas[-1] <= self.backtrack:
                self.cut(commas[-1] + 1)
            else:
                self.cut()
                self.fresh = 1 if is_comma else 0
        if len(item) == 4 and item[1] == 0 and len(self.now) + item[2] > 75:
            self.cut()
        self.now.append(item)


def items_of(ids, weight, triggers):
    while ids:
        fitting = [(key, name) for key, name in triggers if ids[: len(key)] == key]
        if fitting:
            key, (name, rows) = max(fitting, key=lambda each: len(each[0]))
            yield from ((name, row, rows, weight) for row in range(rows))
            ids = ids[len(key) :]
        else:
            yield (ids[0], weight)
            ids = ids[1:]


def chunks(runs, embeddings, backtrack, pad, tokenize):
    triggers = [(tokenize(name), (name, rows)) for name, rows in embeddings]
    (comma,) = tokenize(",")
    cutter = Cutter(backtrack, comma)
    for text, weight in runs:
        if weight is None:
            cutter.cut()
            continue
        for item in items_of(tokenize(text), weight, triggers):
            cutter.add(item)
    if cutter.now or not cutter.chunks:
        cutter.cut()
    result = []
    for chunk in cutter.chunks:
        ids = [49406, *(0 if len(i) == 4 else i[0] for i in chunk), 49407]
        ids += [49407 if pad is None else pad] * (77 - len(ids))
        weight = [1, *(i[-1] for i in chunk)]
        rows = [[p + 1, i[0], i[1]] for p, i in enumerate(chunk) if len(i) == 4]
        result.append([ids, weight + [1] * (77 - len(weight)), rows])
    return result


BITS = ["(", ")", "[", "]", ":", "|", "a", "b ", "red", ", ", "\\", "1", "2.", ".5", "BREAK", " BREAK ", "１.３", "雪", "　", "\n"]
FORMS = ["({})", "[{}]", "({}:1.3)", "({} : .7 )", "[{}:{}:.4]", "[{}:{}: 3 ]", "[{}:2]", "[{}::1.5]", "[{}|{}]", "[{}||{}]",
         "{} {}", "{}, {}", "{} BREAK {}", "\\({}\\)", "[{}:{}:13]", "[{}:{}:-1]", "[{}:{}:1.25]", "({}:-0.5)"]


def balanced(depth):
    if depth == 0 or dice.random() < 0.25:
        return dice.choice(["a", "red house", "雪 の 家", "café", "", "x_y", "16", "ABREAK", "Straße"])
    form = dice.choice(FORMS)
    return form.format(*(balanced(depth - 1) for _ in range(form.count("{}"))))


def wild():
    return "".join(dice.choice(BITS) for _ in range(dice.randint(0, 14)))


def number_is_fine(text):
    return all(re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", m["weight"]) for m in SYMBOLS.finditer(text) if m["weight"])


WORDS = "a red house in the snow, masterpiece, photograph , easynegative badhands charturnerv2 don't 8k , incomprehensibilities".split(" ")
NAMES = [["EasyNegative", 8], ["easynegative badhands", 3], ["bad", 2], ["charturnerv2", 1], ["photograph", 75], ["house in", 20]]


def phrase():
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(0, 60)))


def long_runs():
    runs = []
    for _ in range(dice.randint(1, 5)):
        runs.append([phrase(), dice.choice([1, 1.5, 0.5, -0.25])])
        if dice.random() < 0.3:
            runs.append(["", None])
    return runs


def vocabulary_of(archive):
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in printable]
    alphabet = [chr(b) for b in printable] + [chr(0x100 + i) for i in range(len(others))]
    with gzip.open(archive, "rt", encoding="utf-8") as file:
        merges = [tuple(line.split()) for line in file.read().split("\n")[1:48895]]
    symbols = alphabet + [a + "</w>" for a in alphabet] + ["".join(m) for m in merges] + ["<|startoftext|>", "<|endoftext|>"]
    return {symbol: i for i, symbol in enumerate(symbols)}, merges


def main():
    vocabulary, merges = vocabulary_of(sys.argv[1])
    clip = CLIPTokenizer(vocab=vocabulary, merges=merges, model_max_length=77)
    tokenize = lambda text: clip(text, add_special_tokens=False).input_ids
    texts = [wild() for _ in range(900)] + [balanced(dice.randint(1, 4)) for _ in range(900)]
    times = [(10, None, False), (10, 12, False), (7, 10, True), (10, None, True)]
    golden = {"schedules": [], "weights": [], "chunks": []}
    for text in texts:
        time = dice.choice(times)
        golden["schedules"].append([text, *time, stages(text, *time)])
        if number_is_fine(text):
            golden["weights"].append([text, weights(text)])
    for _ in range(150):
        case = [long_runs(), dice.sample(NAMES, dice.randint(0, len(NAMES))), dice.choice([20, 20, 5, 74, 0]), dice.choice([None, 0])]
        golden["chunks"].append([*case, chunks(*case, tokenize)])
    out = pathlib.Path(__file__).with_name("prompts.json.gz")
    data = json.dumps(golden, ensure_ascii=False, separators=(",", ":")).encode()
    out.write_bytes(gzip.compress(data, 9, mtime=0))
    print({key: len(rows) for key, rows in golden.items()}, out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
