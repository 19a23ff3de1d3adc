"""The proof of the PDF: it says what Poppler and PDFium read, and can fail.

Each fault is made in the pages that are laid out, as a fault of the engine would be.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import DATA, ROOT, places
from tinycss2.color5 import parse_color

from thaibook.build import prepare
from thaibook.grammar import bare
from thaibook.messages import Problem
from thaibook.model import Printed
from thaibook.pdf import lay_out, weasyprint70, write_pdf
from thaibook.pdf.weasyprint70.screen_colours import on_screen
from thaibook.proof import misprinted

Write = Callable[..., Path]
Fault = Callable[[Any], None]  # what is done to the document before it is drawn

TEXT = """# หัวข้อ

ย่อหน้าแรกมีเชิงอรรถ[^ก]

ย่อหน้าสองหายได้

1. หนึ่ง
    - สอง

| ก | ข |
|---|---|
| ค | ง |

[^ก]: เชิงอรรถท้ายหน้า
"""


def _nothing(document: Any) -> None:
    """No fault."""


def _proved(folder: Path, fault: Fault = _nothing, told: bool = True) -> tuple[
    list[Problem], Printed, bytes
]:  # fmt: skip
    manuscript, book, design, warnings = prepare(folder)
    drawn_pages = weasyprint70.drawn_pages

    def faulty(document: Any, *rest: Any) -> Any:
        fault(document)
        return drawn_pages(document, *rest)

    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as cache:
        patch.setattr(weasyprint70, "drawn_pages", faulty)
        patch.setenv("XDG_CACHE_HOME", cache)  # of these pages alone
        with lay_out(book, design) as pages:
            data, on_paper = write_pdf(pages)
        problems = misprinted(manuscript, on_paper, pages.first, warnings if told else ())
    return problems, on_paper, data


def _readings(data: bytes, folder: Path) -> Iterator[str]:
    """The letters of a PDF, as Poppler and as PDFium read them."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    words = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    yield subprocess.run(words, check=True, capture_output=True, text=True).stdout
    with pypdfium2.PdfDocument(data) as document:
        yield "".join(page.get_textpage().get_text_bounded() for page in document)


def _parents(document: Any, letters: str) -> Iterator[tuple[Any, Any]]:
    """(parent, text box) of each text box that has these letters, page by page."""

    def below(box: Any) -> Iterator[tuple[Any, Any]]:
        for child in getattr(box, "children", ()):
            if letters in getattr(child, "text", ""):
                yield box, child
            yield from below(child)

    for page in document.pages:
        yield from below(page._page_box)


@pytest.mark.parametrize("folder", [ROOT / "book", DATA / "markup"], ids=["article", "markup"])
def test_what_is_proved_is_what_others_read(folder: Path, tmp_path: Path) -> None:
    problems, on_paper, data = _proved(folder)
    assert problems == []
    drawn = Counter(bare("".join(section.drawn for section in on_paper.sections)))
    for reading in _readings(data, tmp_path):
        missed = drawn - Counter(bare(reading.replace("\u0e4d\u0e32", "\u0e33")))
        assert missed.total() <= drawn.total() / 1000, missed  # hyphens, signs of readers


def test_a_line_that_is_not_drawn_is_told(manuscript: Write, tmp_path: Path) -> None:
    def drop(document: Any) -> None:
        for parent, box in _parents(document, "สองหาย"):
            parent.children = [child for child in parent.children if child is not box]

    problems, _, data = _proved(manuscript(TEXT), drop)
    assert places(problems) == [("text-lost", 5)]
    assert "did not arrive in the PDF" in problems[0].message()
    assert all("สองหาย" not in reading for reading in _readings(data, tmp_path))


def test_a_note_that_is_not_drawn_is_told(manuscript: Write) -> None:
    def drop(document: Any) -> None:
        for parent, box in _parents(document, "ท้ายหน้า"):
            parent.children = [child for child in parent.children if child is not box]

    assert places(_proved(manuscript(TEXT), drop)[0]) == [("text-lost", 14)]


def test_a_line_that_is_drawn_twice_is_told(manuscript: Write, tmp_path: Path) -> None:
    def double(document: Any) -> None:
        for parent, box in list(_parents(document, "สองหาย")):
            copy = box.copy()
            copy.position_y += 40  # readers take what stands upon itself for one
            parent.children = [*parent.children, copy]

    problems, _, data = _proved(manuscript(TEXT), double)
    assert [p.code for p in problems] == ["text-added"]
    assert all(reading.count("สองหาย") == 2 for reading in _readings(data, tmp_path))


def test_what_stands_outside_the_page_is_told(manuscript: Write) -> None:
    def shift(document: Any) -> None:
        for _, box in _parents(document, "สองหาย"):
            box.position_x += 4000

    problems, _, data = _proved(manuscript(TEXT), shift)
    assert places(problems) == [("off-page", 5)]
    assert "page 3" in problems[0].message()
    with pypdfium2.PdfDocument(data) as document:
        page = document[4]  # the cover and its back, page 1 and 2 come before
        right = page.get_width()
        inside = page.get_textpage().get_text_bounded(0, 0, right, page.get_height())
    assert "ย่อหน้าแรก" in inside
    assert "สองหาย" not in inside


@pytest.mark.parametrize(
    ("key", "value"),
    [("color", parse_color("#fff")), ("color", parse_color("transparent")), ("font_size", 0.5)],
)
def test_what_nobody_can_see_is_told(manuscript: Write, key: str, value: Any) -> None:
    def hide(document: Any) -> None:
        for _, box in _parents(document, "สองหาย"):
            box.style = box.style.copy()
            box.style[key] = value

    problems, _, _ = _proved(manuscript(TEXT), hide)
    assert places(problems) == [("unseen-on-paper", 5)]


@pytest.mark.parametrize(
    ("css", "rgb"),
    [
        ("oklch(0.62796 0.25768 29.234)", (1, 0, 0)),
        ("lab(54.29 80.81 69.89)", (1, 0, 0)),
        ("color(xyz 0.9505 1 1.089)", (1, 1, 1)),
        ("hsl(120 100% 50%)", (0, 1, 0)),
        ("device-cmyk(0 0 0 1)", (0, 0, 0)),
    ],
)
def test_a_colour_of_any_space_is_known(css: str, rgb: tuple[float, ...]) -> None:
    assert on_screen(parse_color(css)) == pytest.approx(rgb, abs=0.01)


def test_white_letters_on_a_pane_of_glass_are_seen(manuscript: Write) -> None:
    def paint(document: Any) -> None:
        for parent, box in _parents(document, "สองหาย"):
            parent.style, box.style = parent.style.copy(), box.style.copy()
            parent.style["background_color"] = parse_color("rgb(200 0 0 / .4)")
            box.style["color"] = parse_color("#fff")

    assert _proved(manuscript(TEXT), paint)[0] == []


def test_a_box_that_no_warning_announced_is_told(manuscript: Write) -> None:
    folder = manuscript("# ก\n\nข 中\n")
    assert places(_proved(folder, told=False)[0]) == [("box-printed", 3)]
    assert _proved(folder)[0] == []  # missing-glyph has told it


def test_a_paragraph_over_two_pages_and_a_repeated_head_are_whole(manuscript: Write) -> None:
    long = "ย่อหน้านี้ยาวข้ามหน้าและมีเชิงอรรถ[^1] " * 90
    rows = "| แถว ![รูป](p.png){width=5%} | ช่อง |\n" * 60
    text = f"# ก\n\n{long}\n\n[^1]: หมายเหตุ\n\n| หัวซ้ำ ![หัว](p.png) | ที่สอง |\n|---|---|\n{rows}"
    png = (DATA / "markup" / "pic.png").read_bytes()
    assert _proved(manuscript(text, **{"p.png": png}))[0] == []


# What an author's sheet says, and what the proof then says of the second paragraph.
OVER = (
    "content: ''; position: absolute; left: 0; top: 0; width: 100%; height: 100%; background: #eee"
)
UNSEEN, OUTSIDE = {"unseen-on-paper"}, {"off-page"}
HIDING: dict[str, set[str]] = {
    f".chapter {{ position: relative }} p + p::after {{ {OVER}; height: 90mm }}": UNSEEN,
    f".chapter {{ position: relative }} .chapter::before {{ {OVER} }}": UNSEEN,
    ".chapter p { transform: scale(.05) }": UNSEEN,
    ".chapter p { transform: translateX(-900mm) }": OUTSIDE,
    ".chapter p { position: absolute; clip: rect(0, 0, 0, 0) }": UNSEEN,
    ".chapter p { height: 0; overflow: auto }": UNSEEN,
    ".chapter p { transform: rotate(2deg) }": set(),
    ".chapter p { position: relative; background: #eee }": set(),
    f".chapter {{ position: relative }} .chapter::before {{ {OVER}; z-index: -1 }}": set(),
}


@pytest.mark.parametrize("css", HIDING)
def test_what_a_sheet_hides_is_told(css: str, manuscript: Write) -> None:
    folder = manuscript("# ก\n\nย่อหน้าแรก\n\nย่อหน้าสองหายได้\n")
    (folder / "styles").mkdir(exist_ok=True)
    (folder / "styles" / "print.css").write_text(css, "utf-8")
    problems, _, _ = _proved(folder)
    assert {each.code for each in problems} == HIDING[css]


def test_capitals_of_a_sheet_are_the_authors_letters(manuscript: Write) -> None:
    folder = manuscript("# Title of it\n\nย่อหน้า abc def\n")
    (folder / "styles").mkdir(exist_ok=True)
    css = "p { text-transform: uppercase } h1 { text-transform: capitalize }"
    (folder / "styles" / "print.css").write_text(css, "utf-8")
    assert _proved(folder)[0] == []
