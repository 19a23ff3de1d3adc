"""Every block within everything that holds blocks: in it, once, and no sign of it in print."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import DATA, run
from lxml import html
from nested_blocks import BLOCKS, SIGNS, Case, cases
from trial import marked

from thaibook.grammar import understood
from thaibook.markup.converter import to_html

CASES = list(cases())
DRAWN = ("picture", "dollars", "brackets")  # on paper no text
WORD = marked(1)
UNSEEN = re.compile("[\u200b\u2060\ufffe]")


def _way(node: Any) -> list[tuple[str, set[str]]]:
    """The elements around a node, from the outside in, each with its classes."""
    way = []
    while node is not None:
        way.append((str(node.tag), set((node.get("class") or "").split())))
        node = node.getparent()
    return way[::-1]


def _leads(wanted: str, way: list[tuple[str, set[str]]]) -> bool:
    """Whether the elements are among those of the way, in order."""
    steps = iter(way)
    for step in wanted.replace("math", "*.display").split():
        tag, _, name = step.partition(".")
        if not any(tag in ("*", own) and (not name or name in names) for own, names in steps):
            return False
    return True


def _fault(case: Case) -> str:
    """What is wrong with a case, if anything."""
    text, told = understood(case.text.replace("@", WORD))
    markup = to_html(text)
    if markup.count(WORD) != 1 or told:
        return f"{markup.count(WORD)} times, {told}"
    root: Any = html.fromstring(f"<body>{markup}</body>")
    holder = next(e for e in root.iter() if WORD in f"{e.text}{e.get('alt')}{e.tail}")
    way = _way(holder.getparent() if WORD in (holder.tail or "") else holder)
    for verbatim in root.xpath("//pre|//*[contains(@class, 'math')]"):
        verbatim.text = ""
    raw = [sign for sign in SIGNS if sign in root.text_content()]
    return f"raw {raw}" if raw else "" if _leads(case.way, way) else f"not in {case.way}: {way}"


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_is_within_what_holds_it(kind: str) -> None:
    own = [case for case in CASES if case.name.split()[0] == kind]
    assert len(own) > 25
    faults = {case.name: fault for case in own if (fault := _fault(case))}
    assert faults == {}


def test_all_of_them_are_in_both_files(manuscript: Callable[..., Path]) -> None:
    """One book of them all; a chapter has one for every kind, so that a note has its own name."""
    chosen = CASES[:: len(CASES) // 150]
    parts = []
    for number, case in enumerate(chosen):
        name = f"n{number}]"
        parts.append(case.text.replace("@", marked(number)).replace("^n]", f"^{name}"))
    folder = manuscript("# ทดลอง\n\n" + "\n\n<!-- -->\n\n".join(parts) + "\n")
    shutil.copy(DATA / "markup" / "pic.png", folder / "pic.png")
    (folder / "words.txt").write_text("\n".join(map(marked, range(len(chosen)))), "utf-8")
    out = folder / "out"
    done = run(str(folder), "-o", str(out))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(out.glob("*.epub"))) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if "chapter" in name]
    epub = re.sub(
        "\\s", "", UNSEEN.sub("", re.sub("<annotation.*?</annotation>", "", "".join(pages)))
    )
    with pypdfium2.PdfDocument(next(out.glob("*.pdf"))) as document:
        pdf = "".join(page.get_textpage().get_text_bounded() for page in document)
    pdf = re.sub("\\s", "", UNSEEN.sub("", pdf))
    missing = [
        (case.name, epub.count(marked(number)), pdf.count(marked(number)))
        for number, case in enumerate(chosen)
        if marked(number) not in epub
        or (case.name.split()[0] not in DRAWN and pdf.count(marked(number)) != 1)
    ]
    assert missing == []
    assert not re.search(r"```|~~~|:::|\$\$|///|!!!|\|---", pdf)
