"""A technical book of any length: lists, notes, definitions, captions, cells, code, formulas.

    python benchmarks/technical.py FOLDER CHAPTERS

writes its manuscript, the same each time. The sentences are those of benchmarks/measuring.py; in
every chapter they stand in a new order, and half of them outside paragraphs. For what reads the
EPUB: `python -m tests.readers FILE.epub`, EPUBCheck and Ace.
"""

from __future__ import annotations

import random
import re
import struct
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.measuring import sentences

PARAGRAPHS = 14  # of a chapter
SHORT, MIDDLE = 60, 140  # letters, at most, of a cell and of a caption or an item
UNSAFE = re.compile(r"[|*_`\[\]<>$\\~^#=+\"'(){}&@/]")  # what Markdown would take for a sign
TERMS = "แรงดัน กระแส ความต้านทาน กำลังไฟฟ้า สัญญาณรบกวน ตัวเหนี่ยวนำ ตัวเก็บประจุ หม้อแปลง".split()
CODE = "def sum_of(values):  # รวมค่าที่วัดได้ทั้งหมด\n    total = sum(values)\n    return total"


def chapter(number: int, pool: list[str], short: list[str], chance: random.Random) -> str:
    """The Markdown of one chapter."""
    label, notes = f"c{number}", list[str]()

    def some(count: int, of: list[str] = pool) -> str:
        return " ".join(chance.sample(of, count))

    def noted(text: str) -> str:
        notes.append(f"[^{label}-{len(notes)}]: {some(2, short)}")
        return f"{text}[^{label}-{len(notes) - 1}]"

    def items(mark: str, count: int, indent: str = "") -> str:
        return "\n".join(f"{indent}{mark} {some(1, short)}" for _ in range(count))

    between = [
        f"## {some(1, short)[:48]} {{#{label}-section}}",
        items("-", 4) + "\n" + items("-", 2, "    ") + "\n" + items("-", 2),
        f"ตาราง: {some(1, short)} {{#{label}-table}}\n\n{table(chance, short)}",
        f'![{some(1, short)}](images/curve.png "{some(1, short)}"){{#{label}-figure width=60%}}',
        "\n\n".join(f"{term}\n:   {some(1, short)}" for term in chance.sample(TERMS, 3)),
        f"```python\n{CODE}\n```",
        "$$ P = \\frac{U^2}{R} = \\sum_{i=1}^{n} I_i^2 R_i $$",
        items("1.", 5),
        f"### {some(1, short)[:40]}",
        f"> {some(2)}",
        f"::: note {some(1, short)[:30]}\n{some(2)}\n:::",
    ]  # fmt: skip
    blocks = [f"# บทที่ {number} {chance.choice(TERMS)} {{#{label}}}"]
    for at in range(PARAGRAPHS):
        text = some(3)
        blocks.append(noted(text) if at % 3 == 0 else text)
        blocks += between[at : at + 1]
    blocks.append(f"ดู [](#{label}-table) และ [](#{label}-figure) กับ $E = m c^2$ ในบทนี้")
    return "\n\n".join([*blocks, *notes]) + "\n"


def table(chance: random.Random, short: list[str]) -> str:
    """A table of three columns and eight rows."""
    cells = [text for text in short if len(text) <= SHORT]
    rows = [f"| {chance.choice(TERMS)} | {chance.choice(cells)} | {n * 1.5} |" for n in range(1, 9)]
    return "\n".join(["| ชื่อ | คำอธิบาย | ค่าที่วัดได้ |", "|---|---|--:|", *rows])


def picture() -> bytes:
    """A small grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    width, height = 320, 200
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = b"".join(b"\0" + bytes((x + y) % 256 for x in range(width)) for y in range(height))
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def main(folder: Path, number: int) -> None:
    """Write the manuscript."""
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "curve.png").write_bytes(picture())
    chance = random.Random(19)
    pool = [text for text in sentences() if not UNSAFE.search(text)]
    short = [text for text in pool if len(text) <= MIDDLE]
    names = [f"chapter-{at:02}.md" for at in range(1, number + 1)]
    for at, name in enumerate(names, 1):
        (folder / name).write_text(chapter(at, pool, short, chance), "utf-8")
    settings = "title: คู่มือช่างไฟฟ้า\nslug: technical\nmodified: 2026-01-01\nsource: โรงเรียนช่าง\n"
    (folder / "book.yaml").write_text(f"{settings}chapters: [{', '.join(names)}]\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
