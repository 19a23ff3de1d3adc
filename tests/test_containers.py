"""Blocks within blocks, each combination of them: no letter is lost, and none is said to be.

A container is what other blocks stand in (an item, a quotation, a note, a box); a leaf is what
stands in it. Each chapter is made and proved as a build does it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from lxml import etree

from thaibook.compose import compose_section
from thaibook.grammar import bare
from thaibook.markup import Setting
from thaibook.model import Chapter
from thaibook.proof.completeness import _text, lost_from
from thaibook.text import LABELS


def _indented(text: str, first: str, by: str = "    ") -> str:
    return first + text.replace("\n", f"\n{by}").replace(f"\n{by}\n", "\n\n")


def _quoted(text: str, first: str = "") -> str:
    return first + "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _noted(text: str) -> str:
    """A note, of another name than those that it holds."""
    name = f"n{text.count('[^')}"
    return f"เรียก[^{name}]\n\n" + _indented(text, f"[^{name}]: ")


CONTAINERS: dict[str, Callable[[str], str]] = {
    "bullet": lambda text: _indented(text, "- "),
    "star": lambda text: _indented(text, "* ", "  "),
    "number": lambda text: _indented(text, "1. ") + "\n2. จบรายการ",
    "thai": lambda text: _indented(text, "๓) "),
    "letter": lambda text: _indented(text, "ก. ") + "\nข. สอง",
    "task": lambda text: _indented(text, "- [x] "),
    "quotation": _quoted,
    "alert": lambda text: _quoted(text, "> [!TIP] หัวเรื่อง\n"),
    "note": _noted,
    "definition": lambda text: "คำศัพท์\n" + _indented(text, ":   "),
    "box": lambda text: '!!! note "ชื่อกล่อง"\n    ' + _indented(text, ""),
    "folded": lambda text: "??? tip\n\n    " + _indented(text, ""),
    "tab": lambda text: '=== "แท็บหนึ่ง"\n\n    ' + _indented(text, ""),
    "division": lambda text: f"::: warning ชื่อเรื่อง\n\n{text}\n\n:::",
    "slashes": lambda text: f"/// note | ชื่อบล็อก\n\n{text}\n\n///",
    "html": lambda text: f'<div markdown="1">\n\n{text}\n\n</div>',
}
# Each with the letters that have to arrive, whatever the proof thinks of it.
LEAVES = {
    "paragraph": ("เนื้อความแรก\nบรรทัดสอง", ("เนื้อความแรก", "บรรทัดสอง")),
    "year": ("2568. เนื้อความ", ("2568", "เนื้อความ")),
    "amount": ("12 เนื้อความ", ("12เนื้อความ",)),
    "items": ("7. เจ็ดนะ\n8. แปดนะ", ("เจ็ดนะ", "แปดนะ")),
    "heading": ("## หัวข้อย่อย {#h}", ("หัวข้อย่อย",)),
    "underlined": ("หัวข้อใต้เส้น\n------", ("หัวข้อใต้เส้น",)),
    "fence": ("```python\n# โค้ด 1. ก\n> x\n```", ("โค้ด1กx",)),
    "fence of a note": ("~~~\n[^1]: โค้ด\n~~~", ("โค้ด",)),
    "indented": ("ก่อน\n\n    โค้ดเยื้อง = 1\n    - โค้ด", ("โค้ดเยื้อง1", "โค้ด")),
    "formula": ("$$\nx^2\n$$", ()),
    "table": ("| ก | ข |\n|---|---|\n| ค1 | ง |", ("ค1",)),
    "captioned": ("ตาราง: คำบรรยาย\n\n| ก | ข |\n|---|---|\n| ค2 | ง |", ("คำบรรยาย", "ค2")),
    "poem": ("::: กลอน ชื่อกลอน\nวรรคหนึ่ง  วรรคสอง\n:::", ("ชื่อกลอน", "วรรคหนึ่งวรรคสอง")),
    "bare poem": ("วรรคแรก  วรรครับ\nวรรครอง  วรรคส่ง", ("วรรคแรกวรรครับ", "วรรครองวรรคส่ง")),
    "rule": ("ก่อนเส้น\n\n---\n\nหลังเส้น", ("ก่อนเส้น", "หลังเส้น")),
    "page": ("ก่อนหน้า\n\n\\newpage\n\nหลังหน้า", ("ก่อนหน้า", "หลังหน้า")),
    "signs": ("**หนา** `โค้ด` ข้อ^[ในบรรทัด] <b>ตัว</b> [ลิงก์](https://a.th/)", ("ในบรรทัด", "ตัว")),
    "comment": ("ก่อน <!-- ลับ --> หลัง", ("ก่อน", "หลัง")),
    "quoted": ("> อ้าง 1. ก", ("อ้าง1ก",)),
    "call": ("อ้างถึง[^z]\n\n[^z]: ๑. ท้ายบท", ("อ้างถึง", "ท้ายบท")),
    "defined": ("คำ\n: 1. ความหมาย", ("ความหมาย",)),
    "nothing": ("-\n- กก", ("กก",)),
    "abbreviation": ("*[กทม.]: กรุงเทพ\n\nใน กทม. มี", ("ในกทมมี",)),
    "label": ("[ป้าย][p]\n\n[p]: https://a.th/", ("ป้าย",)),
    "tasks": ("- [ ] งาน 1\n- [X] งาน 2", ("งาน1", "งาน2")),
    "typed numbers": ("(๑) ข้อแรก\n(๒) ข้อหลัง", ("๑ข้อแรก", "๒ข้อหลัง")),
    "attributes": ("ย่อหน้า {.x}", ("ย่อหน้า",)),
}  # fmt: skip


def _chapters(depth: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each leaf in each row of so many containers, and the letters that have to arrive."""
    for names in product(CONTAINERS, repeat=depth):
        for text, letters in LEAVES.values():
            for name in reversed(names):
                text = CONTAINERS[name](text)
            yield f"# หัวเรื่อง\n\n{text}\n\nจบเรื่อง\n", letters


@pytest.mark.parametrize(
    ("depth", "every"), [(0, 1), (1, 1), (2, 13), (3, 331)], ids=["0", "1", "2", "3"]
)
def test_no_letter_is_lost_in_what_stands_within_something(depth: int, every: int) -> None:
    """Of the deep ones a part, which is always the same, as all of them take a minute."""
    setting = Setting(
        Path(), LABELS["th"], "arabic", "keep", "chapter", frozenset(), math.inf, 11.0
    )
    for text, letters in list(_chapters(depth))[::every]:
        chapter = Chapter(Path("a.md"), text, name="chapter-1")
        section = compose_section(chapter, setting).section
        document = (
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<body>{section.body}</body></html>"
        )
        assert lost_from(chapter, document) == [], text
        arrived = bare(_text(etree.fromstring(document.encode())))
        assert [each for each in (*letters, "จบเรื่อง") if each not in arrived] == [], text
