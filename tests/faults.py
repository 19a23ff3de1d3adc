"""Faults put into good text, to see how many are found again.

    PYTHONPATH=tests python -m faults [FILE …]    # texts, or treebanks in CoNLL-U

The misreadings are made of lists of their own, not of the program's tables: shapes that readers
of scans mix up, marks, lost and doubled letters, digits and Latin among Thai, and, one in ten, any
letter for any other.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from thaibook.clean import Cleaned, clean
from thaibook.thai import segment

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


# --- what fonts, PDFs and typing leave, which is mended unasked

TONES = "่้๊๋"
ABOVE = "ัิีึื"
WINDOWS = {
    "\u0e48": "\uf70a\uf705\uf713", "\u0e49": "\uf70b\uf706\uf714",
    "\u0e4a": "\uf70c\uf707\uf715", "\u0e4c": "\uf70e\uf709\uf717",
    "\u0e34": "\uf701", "\u0e35": "\uf702", "\u0e36": "\uf703", "\u0e37": "\uf704",
    "\u0e31": "\uf710", "\u0e38": "\uf718", "\u0e39": "\uf719",
}  # fmt: skip


def broken_marks(text: str, chance: random.Random, every: int = 100) -> tuple[str, list[Fault]]:
    """The text with a fault of codes, marks, ำ, digits or spaces in about `every` letters."""
    parts, faults, end, length = [], [], 0, 0
    for place in sorted(chance.sample(range(1, len(text) - 3), len(text) // every)):
        made = _broken(text, place, chance) if place > end + 8 else None
        if made:
            good, bad = made
            parts += [text[end:place], bad]
            length += place - end
            faults.append(Fault(length, bad, good))
            length += len(bad)
            end = place + len(good)
    return "".join([*parts, text[end:]]), faults


def _broken(text: str, place: int, chance: random.Random) -> tuple[str, str] | None:
    """(good, bad) of a fault at this letter; None where the letter has none."""
    two, before, letter = text[place : place + 2], text[place - 1], text[place]
    if letter == "ำ":
        return letter, chance.choice(("\u0e4d\u0e32", " า", " ำ", "\u0e4d \u0e32", "ำา"))
    if letter in TONES and two[1:] == "ำ":
        return two, chance.choice((f"{letter}\u0e4d\u0e32", f"\u0e4d{letter}\u0e32", f"ำ{letter}"))
    if letter in ABOVE and two[1:] and two[1] in TONES:
        return two, chance.choice(
            (two[::-1], f"{letter}{two[1]}{two[1]}", f" {two}", f"{letter} {two[1]}")
        )
    if letter in WINDOWS and before in LETTERS:
        return letter, chance.choice((chance.choice(WINDOWS[letter]), f" {letter}", letter * 2))
    if letter == "แ":
        return letter, "เเ"
    if letter == " ":
        return letter, chance.choice("\u00a0\u202f")
    if letter in LETTERS and before in LETTERS:
        return letter, chance.choice("\u200b\u00ad\ufeff\u2060") + letter
    if letter.isdigit() and before.isdigit() and text[place + 1].isdigit():
        return letter, {"0": "O", "1": "l"}.get(letter, chr(ord("๐") + int(letter)))
    return None


# --- what pages leave


class Pages(NamedTuple):
    """A text on pages; its furniture (the lines as they stand); and the places of the good text
    at which a page cut a paragraph."""

    text: str
    furniture: list[str]
    cuts: list[int]


def on_pages(
    paragraphs: list[str], chance: random.Random, size: int = 1500, feeds: bool = False,
    width: int = 0,
) -> Pages:  # fmt: skip
    """Paragraphs on pages of about `size` letters, with a head and a number each; width: letters
    of a line, 0 for paragraphs in one line."""
    head = chance.choice(("นิทานเมืองเหนือ", "บันทึกการเดินทาง", "เศรษฐศาสตร์เบื้องต้น"))
    number, used, furniture, cuts, out = chance.randrange(1, 30), 0, [], [], []
    done = 0
    for paragraph in paragraphs:
        rest = paragraph
        while rest:
            room = size - used
            if len(rest) <= room + 60:
                out.append(_lines(rest, width) + "\n\n")
                used, done, rest = used + len(rest), done + len(rest), ""
            else:
                end = _word_end(rest, max(room, 40))
                out.append(_lines(rest[:end], width) + "\n")
                done += end
                cuts.append(done)
                rest, used = rest[end:], size
            if used >= size - 60:
                lines = [str(number), head] if chance.random() < 0.5 else [f"{head}  {number}"]
                furniture += lines
                out.append(("\f" if feeds else "\n") + "\n".join(lines) + "\n\n")
                number, used = number + 1, 0
    return Pages("".join(out), furniture, cuts)


def _word_end(text: str, least: int) -> int:
    end = 0
    for word in segment(text):
        if end >= least:
            break
        end += len(word)
    return end


def _lines(text: str, width: int) -> str:
    if not width:
        return text
    lines, line = [], ""
    for word in segment(text):
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line += word
    return "\n".join([*lines, line])


# --- the figures


def cleaned(text: str) -> Cleaned:
    """What clean makes of a text, without corrections."""
    return clean(text, (), Path("corrections.yaml"))


def good_slice(bad: str, faults: Sequence[Fault], start: int, end: int) -> str:
    """What stood in the good text where bad[start:end] stands."""
    parts, at = [], start
    for fault in faults:
        if start <= fault.start and fault.start + len(fault.bad) <= end:
            parts += [bad[at : fault.start], fault.good]
            at = fault.start + len(fault.bad)
    return "".join([*parts, bad[at:end]])


def named(
    bad: str, faults: Sequence[Fault], made: Cleaned, every: Sequence[Fault] | None = None
) -> tuple[int, int]:
    """How many faults the doubts name, and of how many the first suggestion is right; every: all
    that are in the text, if `faults` are not."""
    seen = right = 0
    for fault in faults:
        over = [
            doubt
            for doubt in made.doubts
            if doubt.start <= fault.start + len(fault.bad) and fault.start <= doubt.end
        ]
        firsts = [(d.start, d.end, d.suggestions[0]) for d in over]
        # What cannot be read in another way (a mark written twice) is mended, and not asked about.
        firsts += [
            (change.start, change.end, change.clean)
            for change in made.changes
            if change.start <= fault.start + len(fault.bad) and fault.start <= change.end
        ]
        seen += bool(firsts)
        right += any(
            bad[start - 3 : start] + first + bad[end : end + 3]
            == good_slice(bad, every or faults, start - 3, end + 3)
            for start, end, first in firsts
        )
    return seen, right


def measure(name: str, paragraphs: list[str], seed: int = 7) -> None:
    """Print the figures of one text."""
    text = "\n\n".join(paragraphs) + "\n"
    letters = len("".join(text.split()))
    made = cleaned(text)
    changed = sum(a != b for a, b in zip(text.split(), made.text.split(), strict=False))
    alarms = 2000 * len(made.doubts) / letters
    print(f"{name}: {letters} letters; of clean text {changed} words changed,", end=" ")
    print(f"alarms {alarms:.2f} in 2000 letters")
    bad, faults = misread(text, random.Random(seed))
    seen, right = named(bad, faults, cleaned(bad))
    print(f"  misread: {len(faults)}, named {seen / len(faults):.0%},", end=" ")
    print(f"right first {right / len(faults):.0%}")
    bad, faults = broken_marks(text, random.Random(seed))
    made = cleaned(bad)
    mended = 0
    for fault in faults:
        low, high = max(0, fault.start - 6), fault.start + len(fault.bad) + 6
        mended += good_slice(bad, faults, low, high)[3:-3] in made.text
    print(f"  broken marks: {len(faults)}, mended {mended / len(faults):.1%}")
    for feeds, width in ((False, 0), (True, 0), (False, 60), (True, 60)):
        pages = on_pages(paragraphs, random.Random(seed), 1200, feeds, width)
        made = cleaned(pages.text)
        lines = {line.strip() for line in made.text.split("\n")}
        left = sum(line.strip() in lines for line in pages.furniture)
        joined, false = joins(paragraphs, pages.cuts, made.text)
        gone = 1 - left / max(1, len(pages.furniture))
        print(f"  pages (form feeds {feeds}, lines of {width or 'any length'}): heads and numbers")
        print(f"    gone {gone:.0%} of {len(pages.furniture)}; cuts joined {joined} of")
        print(f"    {len(pages.cuts)}, false {100_000 * false / letters:.1f} in 100 000 letters")


def joins(paragraphs: list[str], cuts: list[int], text: str) -> tuple[int, int]:
    """How many cuts are joined in `text`, and how many paragraphs are joined that were two."""
    whole, bounds, at = "".join(paragraphs), [], 0
    for paragraph in paragraphs[:-1]:
        at += len(paragraph)
        bounds.append(at)
    flat = re.sub(r"\s+", "", text)
    breaks = set()
    count = 0
    for piece in text.split("\n"):
        count += len("".join(piece.split()))
        breaks.add(count)
    at_letter = [len("".join(whole[:place].split())) for place in cuts]
    ends = [len("".join(whole[:place].split())) for place in bounds]
    if flat != "".join(whole.split()):
        return -1, -1
    return sum(a not in breaks for a in at_letter), sum(e not in breaks for e in ends)


def main() -> None:
    """Measure each file that is named."""
    for name in sys.argv[1:]:
        text = Path(name).read_text("utf-8")
        if name.endswith(".conllu"):
            sentences = re.findall(r"^# text = (.+)$", text, re.MULTILINE)
            paragraphs = [" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3)]
        else:
            paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
        measure(Path(name).name, paragraphs)


if __name__ == "__main__":
    main()
