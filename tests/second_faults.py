"""Faults of another making, to see whether what finds those of tests/faults.py finds these too.

    PYTHONPATH=tests:. python -m second_faults [FILE …]    # texts, or treebanks in CoNLL-U

Readers of scans mix up shapes and lose marks; typists hit the key beside, forget the shift key,
swap two letters, and spell by ear. The keys are those of TIS 820-2538.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from faults import Fault, cleaned, named

# Rows of keys, without and with shift; a space where the key carries no letter.
PLAIN = ("ๅ/-ภถุึคตจขช", "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ")
SHIFTED = ("+    ู฿     ", "   ฑธํ๊ณฯญฐ ", "ฤฆฏโฌ็๋ษศซ ", "  ฉฮ ์ ฒฬฦ")
SHAPES = """ก:ถภ ข:ชซ ค:ศดต ฅ:ค ฆ:ม ง:ว จ:ว ฉ:น ช:ซข ซ:ชข ญ:ณ ฎ:ฏ ฏ:ฎ ฐ:ธ ฑ:ท ฒ:ณ ณ:ญฌ ด:คต ต:ดค
ถ:กภ ท:หน ธ:ร น:มห บ:ปษ ป:บ ผ:พฝ ฝ:ผฟ พ:ฟผ ฟ:พฝ ภ:กถ ม:นฆ ย:บผ ร:ธว ล:ส ว:งา ศ:ค ษ:บ ส:ล
ห:ทน ฬ:พ อ:ฮ ฮ:อธ ิ:ีึ ี:ิื ึ:ิื ื:ีึ ั:้่ ็:์ ์:็ ่:้ ้:่๊ ๊:้ ๋:๊ ุ:ู ู:ุ โ:ไใ ไ:ใโ ใ:ไ เ:แ แ:เ ะ:ร า:ว ำ:า"""
SOUNDS = """ส:ศษซ ศ:สษ ษ:สศ ท:ธฑ ธ:ท น:ณ ณ:น ใ:ไ ไ:ใ ร:ล ล:ร ญ:ย ย:ญ ค:ฆข ด:ฎ ต:ฏ ถ:ฐ พ:ภ ภ:พ
ิ:ี ี:ิ ุ:ู ู:ุ ะ:า า:ะ เ:แ ็:่"""
INK = {"ร": "5s", "ง": "9", "อ": "0o", "เ": "1l|", "บ": "u", "ท": "n", "ๆ": "1", "า": "1", "พ": "w"}
MARKS = set("ัิีึืุู็่้๊๋์")


def _table(rows: str) -> dict[str, str]:
    return dict(row.split(":") for row in rows.split())


BY_SHAPE, BY_SOUND = _table(SHAPES), _table(SOUNDS)
LETTERS = {*BY_SHAPE, *BY_SOUND}


def _beside(letter: str) -> str:
    """The letters on the keys beside, and on the same key."""
    found = ""
    for rows in (PLAIN, SHIFTED):
        for row in rows:
            place = row.find(letter)
            if place >= 0:
                found += row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for plain, shifted in zip(PLAIN, SHIFTED, strict=True):
        for one, other in zip(plain, shifted, strict=False):
            found += other if one == letter else one if other == letter else ""
    return "".join(each for each in found if each in LETTERS)


Kind = Callable[[str, random.Random], "tuple[str, str] | None"]


def _of(table: dict[str, str]) -> Kind:
    def fault(three: str, chance: random.Random) -> tuple[str, str] | None:
        others = table.get(three[1])
        return (three[1], chance.choice(others)) if others else None

    return fault


def _key(three: str, chance: random.Random) -> tuple[str, str] | None:
    others = _beside(three[1])
    return (three[1], chance.choice(others)) if others else None


def _lost(three: str, chance: random.Random) -> tuple[str, str] | None:
    return three[1], ""


def _lost_mark(three: str, chance: random.Random) -> tuple[str, str] | None:
    return (three[1], "") if three[1] in MARKS else None


def _twice(three: str, chance: random.Random) -> tuple[str, str] | None:
    return three[1], three[1] * 2


def _swapped(three: str, chance: random.Random) -> tuple[str, str] | None:
    one, other = three[1], three[2]
    return (one + other, other + one) if other in LETTERS and one != other else None


KINDS: dict[str, tuple[float, Kind]] = {
    "shape": (0.45, _of(BY_SHAPE)), "ink": (0.06, _of(INK)), "mark lost": (0.10, _lost_mark),
    "sound": (0.11, _of(BY_SOUND)), "key": (0.10, _key), "lost": (0.08, _lost),
    "twice": (0.05, _twice), "swapped": (0.05, _swapped),
}  # fmt: skip


def mistaken(
    text: str, chance: random.Random, every: int = 100
) -> tuple[str, list[Fault], list[str]]:
    """The text with a fault in about `every` letters; the faults; and the kind of each."""
    names, weights = list(KINDS), [weight for weight, _ in KINDS.values()]
    parts: list[str] = []
    faults, kinds, end, length = [], [], 0, 0
    for place in sorted(chance.sample(range(1, len(text) - 3), len(text) // every)):
        # The nearest Thai letter from there on, so that there are as many faults as were wanted.
        while place < len(text) - 3 and text[place] not in LETTERS:
            place += 1
        if place < end + 10 or text[place] not in LETTERS:
            continue
        made, name = None, ""
        while made is None:
            name = chance.choices(names, weights)[0]
            made = KINDS[name][1](text[place - 1 : place + 2], chance)
        parts += [text[end:place], made[1]]
        length += place - end
        faults.append(Fault(length, made[1], made[0]))
        kinds.append(name)
        length += len(made[1])
        end = place + len(made[0])
    return "".join([*parts, text[end:]]), faults, kinds


def paragraphs_of(path: Path) -> list[str]:
    """The paragraphs of a text, or three sentences of a treebank together."""
    text = path.read_text("utf-8")
    if path.suffix != ".conllu":
        return [line.strip() for line in text.split("\n") if line.strip()]
    sentences = re.findall(r"^# text = (.+)$", text, re.MULTILINE)
    return [" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3)]


def main() -> None:
    """Say of each file how many faults are named, and how many kind by kind."""
    for name in sys.argv[1:]:
        text = "\n\n".join(paragraphs_of(Path(name))) + "\n"
        letters = len("".join(text.split()))
        alarms = 2000 * len(cleaned(text).doubts) / letters
        all_of, seen_of, right_of = Counter[str](), Counter[str](), Counter[str]()
        for seed in (11, 12):
            bad, faults, kinds = mistaken(text, random.Random(seed))
            made = cleaned(bad)
            for fault, kind in zip(faults, kinds, strict=True):
                seen, right = named(bad, [fault], made, faults)
                all_of[kind] += 1
                seen_of[kind] += seen
                right_of[kind] += right
        total = all_of.total()
        print(f"{Path(name).name}: {letters} letters, alarms {alarms:.2f} in 2000;", end=" ")
        print(f"{total} faults, named {seen_of.total() / total:.1%},", end=" ")
        print(f"right first {right_of.total() / total:.1%}")
        rows = (f"{k} {seen_of[k]}/{right_of[k]} of {n}" for k, n in all_of.most_common())
        print("    " + ", ".join(rows), flush=True)


if __name__ == "__main__":
    main()
