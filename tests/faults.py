"""Faults put into good text, to see how many are found again.

    python -m tests.faults [--seed N]

The misreadings are made of lists of their own, not of the program's tables: shapes that readers
of scans mix up, marks, lost and doubled letters, digits and Latin among Thai, and, one in ten, any
letter for any other.
"""

from __future__ import annotations

import random
from typing import NamedTuple

SHAPES = """ทห หท นม มน คด ดค ดต ตด คต ตค ฎฏ ฏฎ กภ ภถ ถก กถ ผพ พผ ผฝ ฝผ พฟ ฟพ บป ปบ ขช ชข ซช ชซ
ลส สล รธ ธร วง งว อฮ ฮอ ฉน จว ณญ ศค ษบ บษ ยผ ฐธ รว หน""".split()
MARKS = """ิี ีิ ิึ ึื ืึ ีื ืี ุู ูุ ่้ ้่ ๊้ ้๊ ๋๊ ั้ ้ั ็์ ์็ ั็ ี่ โไ ไใ ใไ โใ เแ แเ าำ ำา""".split()
FOREIGN = {
    "ก": "n",
    "บ": "u",
    "เ": "l1I",
    "ท": "n",
    "ร": "s5",
    "ง": "9",
    "อ": "0o",
    "ล": "a",
    "ว": "3",
    "พ": "w",
}
LETTERS = "กขคฆงจฉชซญฎฏฐณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
THAI = set(LETTERS + "ะัาำิีึืุูเแโใไ็่้๊๋์")
TAKEN: dict[str, str] = {}
for _pair in (*SHAPES, *MARKS):
    TAKEN[_pair[0]] = TAKEN.get(_pair[0], "") + _pair[1]


class Fault(NamedTuple):
    """Where it stands in the bad text, what stands there, and what stood in the good text."""

    start: int
    bad: str
    good: str


def misread(text: str, chance: random.Random, every: int = 100) -> tuple[str, list[Fault]]:
    """The text with a fault in about `every` letters, none nearer than 12 to the next."""
    places = [p for p in range(1, len(text) - 2) if text[p] in THAI]
    chosen: list[int] = []
    for place in sorted(chance.sample(places, len(places) // every)):
        if not chosen or place - chosen[-1] > 12:
            chosen.append(place)
    parts, faults, end, length = [], [], 0, 0
    for place in chosen:
        good, bad = _fault(text, place, chance)
        parts.append(text[end:place])
        length += place - end
        faults.append(Fault(length, bad, good))
        parts.append(bad)
        length += len(bad)
        end = place + len(good)
    return "".join([*parts, text[end:]]), faults


def _fault(text: str, place: int, chance: random.Random) -> tuple[str, str]:
    """(good, bad) of a fault at this letter."""
    letter, kind = text[place], chance.random()
    if kind < 0.62 and letter in TAKEN:
        return letter, chance.choice(TAKEN[letter])
    if kind < 0.74:
        return letter, ""
    if kind < 0.82:
        return letter, letter * 2
    if kind < 0.90 and letter in FOREIGN:
        return letter, chance.choice(FOREIGN[letter])
    if letter in LETTERS:
        return letter, chance.choice(LETTERS.replace(letter, ""))
    return letter, chance.choice("ัิีึืุู็่้์".replace(letter, ""))
