#!/usr/bin/env python3
"""Writes tokenizer.json.gz: what transformers' CLIPTokenizer makes of 10,000 lines in many scripts.

usage: make_tokenizer.py bpe_simple_vocab_16e6.txt.gz      (needs transformers 5 or later)

`lines` holds [text, ids of the whole text without begin and end]. `padded` and `padded_with_exclamation_mark` hold
[text, the 77 ids of padding and truncation] for the tokenizers of SD 1 and of SD 2. Code points come from what
Unicode 14 had assigned, so that the reference's classes and ours know them alike. Its normalisation is older still
(it does not reorder U+09FE, of Unicode 11): marks that combine come from Unicode 3.2.
"""
import gzip
import json
import pathlib
import random
import sys
import unicodedata

from transformers import CLIPTokenizer

dice = random.Random(20240607)

PROMPT_WORDS = """a an the of in on with at by and red blue green golden house tree boat castle dragon knight portrait woman man
child cat dog fox owl city street rain snow storm sunset sunrise night morning misty foggy forest mountain river ocean lake
desert meadow photo painting oil watercolor sketch pencil render octane unreal engine artstation trending highly detailed
intricate masterpiece best quality 8k 4k hdr bokeh 35mm f/1.8 cinematic lighting volumetric rim-light symmetrical steampunk
cyberpunk art-deco baroque impressionist ukiyo-e studio-ghibli-like hyperrealistic don't it's we're I've I'm she'll he'd
they'd 1990s 3d low-poly isometric close-up wide-angle (best:1.2) ((sharp)) [blurry] {soft|hard} <lora:ink:0.8> BREAK
--no text, watermark, jpeg artifacts #fff000 100% $5 & + = 50/50 3.14159 1,000,000 naïve café façade jalapeño coöperate""".split()
SENTENCES = """夜の雪原に立つ赤い家|夕焼けの海に浮かぶ白いヨット、水彩画風|猫が窓辺で眠っている。|ガンダム風のロボット、８Ｋ、高精細|東京タワーと桜①②③
一只红色的狐狸在雪地里奔跑|水墨画风格的山水，云雾缭绕|上海夜景，霓虹灯，赛博朋克|눈 덮인 들판의 빨간 집|한복을 입은 여인의 초상화|서울의 밤거리, 네온 불빛
بيت أحمر في حقل ثلجي ليلاً|قِطَّةٌ تَنَامُ عَلَى الشُّبَّاكِ|١٢٣ نجوم في السماء|בית אדום בשדה מושלג בלילה|שָׁלוֹם עוֹלָם|บ้านสีแดงในทุ่งหิมะตอนกลางคืน|แมวนอนหลับอยู่ริมหน้าต่าง ๑๒๓
रात में बर्फीले मैदान पर लाल घर|क्षत्रिय योद्धा का चित्र १२३|বরফের মাঠে লাল বাড়ি|பனி வயலில் சிவப்பு வீடு|మంచు మైదానంలో ఎర్ర ఇల్లు|красный дом на снежном поле ночью|Їжак у тумані, акварель
κόκκινο σπίτι σε χιονισμένο χωράφι|Ο ΟΔΥΣΣΕΥΣ ΣΤΗ ΘΑΛΑΣΣΑ|İSTANBUL'DA KIŞ, ışık|STRASSE und Straße, ẞ|một ngôi nhà đỏ trên cánh đồng tuyết|ĐẸP NHƯ MƠ|čtyři žluté koně v Řípu|Þórr á Íslandi|წითელი სახლი თოვლიან მინდორზე|ԿԱՐՄԻՐ ՏՈՒՆ
ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ|ቀይ ቤት በበረዶ ሜዳ ላይ|དམར་པོའི་ཁང་པ|ផ្ទះក្រហម|နှင်းတောထဲက အိမ်နီ|😀 happy 😃😄|👩‍👩‍👧‍👦 family 👨🏽‍🚀 astronaut|🏳️‍🌈🏴󠁧󠁢󠁥󠁮󠁧󠁿 flags 🇯🇵🇩🇪|1️⃣2️⃣ keycaps ©®™|é vs é, ﬁne ﬂow, ½ ⅓ Ⅷ ² ₃ ㊗ ㍿ ﷺ
<|startoftext|>twice<|endoftext|>|<|ENDOFTEXT|> in capitals <|StartOfText|>!|<|endoftext|<|endoftext|>|>|'s't're've'm'll'd|'Street ''s 's's it’s ‘quoted’|a'b'c 'tis 'TWAS 'Ll'D'RE|   leading and trailing   |tabs\tand  spaces|zero​width‍joiner﻿bom|...!!!???---___***|e̶v̶i̶l̶ z̴̢a̷l̵g̶o̸""".replace("\n", "|").split("|")
RANGES = {
    "latin": (0x00C0, 0x024F), "ipa and marks": (0x0250, 0x036F), "greek": (0x0370, 0x03FF), "cyrillic": (0x0400, 0x052F),
    "armenian hebrew": (0x0531, 0x05F4), "arabic": (0x0600, 0x06FF), "devanagari": (0x0900, 0x097F), "bengali": (0x0980, 0x09FF),
    "tamil": (0x0B80, 0x0BFF), "thai lao": (0x0E01, 0x0EDF), "tibetan": (0x0F00, 0x0FDA), "georgian": (0x10A0, 0x10FF),
    "jamo": (0x1100, 0x11FF), "ethiopic": (0x1200, 0x137F), "cherokee": (0x13A0, 0x13FD), "khmer": (0x1780, 0x17F9),
    "vietnamese": (0x1E00, 0x1EFF), "polytonic": (0x1F00, 0x1FFE), "punctuation": (0x2000, 0x206F), "numbers": (0x2070, 0x218B),
    "symbols": (0x2190, 0x27BF), "kana": (0x3000, 0x30FF), "enclosed": (0x3200, 0x33FF), "han": (0x4E00, 0x9FFF),
    "hangul": (0xAC00, 0xD7A3), "compatibility": (0xF900, 0xFAD9), "forms": (0xFB00, 0xFFEF), "old scripts": (0x10000, 0x10FFF),
    "letters in circles": (0x1D400, 0x1D7FF), "emoji": (0x1F300, 0x1FAFF), "rare han": (0x20000, 0x2A6DF), "controls": (0x0001, 0x009F),
    "ascii": (0x0020, 0x007E), "anything": (0x0001, 0x10FFFD),
}


def assigned(low, high):
    while True:
        character = chr(dice.randint(low, high))
        known = unicodedata.ucd_3_2_0 if unicodedata.combining(character) else unicodedata
        if known.category(character) not in ("Cn", "Cs", "Co"):
            return character


def english():
    words = [dice.choice(PROMPT_WORDS) for _ in range(dice.randint(1, 18))]
    words = [w.upper() if dice.random() < 0.05 else w.capitalize() if dice.random() < 0.1 else w for w in words]
    return "".join(w + dice.choice([" ", " ", " ", " ", ", ", "; ", "  ", "\n", ". "]) for w in words)


def of_one_script():
    low, high = RANGES[dice.choice(list(RANGES))]
    words = ["".join(assigned(low, high) for _ in range(dice.randint(1, 6))) for _ in range(dice.randint(1, 4))]
    return " ".join(words)


def mixed():
    parts = [dice.choice([english, sentence, of_one_script])()[: dice.randint(1, 16)] for _ in range(dice.randint(2, 4))]
    return dice.choice(["", " ", ", "]).join(parts)


def sentence():
    text = dice.choice(SENTENCES)
    return dice.choice([str, str.upper, str.title, lambda t: unicodedata.normalize("NFD", t)])(text)


def runs():
    characters = [assigned(*RANGES[dice.choice(list(RANGES))]) for _ in range(dice.randint(1, 3))] + ["a", "é", "'", "s", " "]
    return "".join(dice.choice(characters) * dice.randint(1, 9) for _ in range(dice.randint(1, 7)))


def digits():
    zeros = [c for c in map(chr, range(0x110000)) if unicodedata.decimal(c, None) == 0]
    return lambda: " ".join("".join(chr(ord(dice.choice(zeros)) + dice.randint(0, 9)) for _ in range(dice.randint(1, 5)))
                            for _ in range(dice.randint(1, 3)))


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
    plain = CLIPTokenizer(vocab=vocabulary, merges=merges, model_max_length=77)
    marked = CLIPTokenizer(vocab=vocabulary, merges=merges, model_max_length=77, pad_token="!")
    kinds = [english, english, sentence, of_one_script, of_one_script, mixed, runs, digits()]
    lines = ["", " ", *SENTENCES]
    while len(lines) < 10_000:
        lines.append(dice.choice(kinds)())
    long = [" ".join(english() for _ in range(n)) for n in range(1, 30)] + ["a" * 300, "家" * 100, "! " * 90, "'s" * 80]
    padded = lines[:60] + long
    encode = lambda tokenizer, text: tokenizer(text, padding="max_length", truncation=True).input_ids
    golden = {
        "lines": [[text, plain(text, add_special_tokens=False).input_ids] for text in lines],
        "padded": [[text, encode(plain, text)] for text in padded],
        "padded_with_exclamation_mark": [[text, encode(marked, text)] for text in padded],
    }
    out = pathlib.Path(__file__).with_name("tokenizer.json.gz")
    data = json.dumps(golden, ensure_ascii=False, separators=(",", ":")).encode()
    out.write_bytes(gzip.compress(data, 9, mtime=0))
    print(len(lines), "lines,", sum(len(ids) for _, ids in golden["lines"]), "ids,", out.stat().st_size, "bytes")


main()
