"""What a PDF says of its text: headings, lists, tables, notes, pictures, links, languages.

A structure is written here as its types, what is in one in brackets: P[Link]. Text is left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import PIL.Image
import pypdfium2
import pytest

from thaibook.build import prepare
from thaibook.pdf import lay_out, pdf_bytes
from thaibook.pdf.structure_types import type_of
from thaibook.pdf.tagged import LinkMark, Marked, Tagged
from thaibook.pdf.weasyprint70.tagged_stream import TaggedStream

Structure = Callable[..., Tagged]


@pytest.fixture
def structure(manuscript: Callable[..., Path]) -> Structure:
    """structure(text): the structure of a chapter."""

    def made(text: str, **files: bytes) -> Tagged:
        prepared = prepare(manuscript(f"# บท\n\n{text}\n", **files))
        with lay_out(prepared.book, prepared.design) as pages:
            tree = pages.counted.parts[-2].structure  # the last is the page of credits
        assert tree
        (section,) = tree.kids
        assert isinstance(section, Tagged)
        return section

    return made


def _types(tagged: Tagged) -> str:
    inside = " ".join(_types(kid) for kid in tagged.kids if isinstance(kid, Tagged))
    return f"{tagged.kind}[{inside}]" if inside else tagged.kind


def _all(tagged: Tagged, kind: str) -> list[Tagged]:
    found = [tagged] if tagged.kind == kind else []
    for kid in tagged.kids:
        found += _all(kid, kind) if isinstance(kid, Tagged) else []
    return found


PNG = io.BytesIO()
PIL.Image.new("RGB", (60, 40), "teal").save(PNG, "PNG")


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("ฝน\n\n## หัวข้อ\n\n### ย่อย", "P H2 H3"),
        ("- ก\n- ข\n    1. ค", "L[LI[Lbl LBody] LI[Lbl LBody[L[LI[Lbl LBody]]]]]"),
        ("- [x] ทำแล้ว", "L[LI[Lbl[Figure] LBody]]"),
        ("คำ\n: ความหมาย\n: อีกความหมาย", "L[LI[Lbl LBody LBody]]"),
        ("> ยกมา\n>\n> สองย่อหน้า", "BlockQuote[P P]"),
        ("ใช้ `ls` ดู", "P[Code]"),
        ("```\na\n\nb\n```", "P[Code]"),
        ("คำ[^1] ต่อ\n\n[^1]: หมายเหตุ", "P[Reference Note[P[Lbl]]]"),
        ("| ก | ข |\n|---|---|\n| 1 | 2 |", "Table[THead[TR[TH TH]] TBody[TR[TD TD]]]"),
        ("[ที่นี่](https://example.org)", "P[Link]"),
        ("![แมว](p.png)", "P[Figure]"),
        ("![](p.png)", ""),
        ('![แมว](p.png "แมวดำ")', "Div[Figure Caption]"),
        ("[![แมว](p.png)](https://example.org)", "P[Link[Figure]]"),
        ("ค่า $x^2$ เสมอ", "P[Formula]"),
        ('คำว่า <span lang="fr">oui</span>', "P[Span]"),
        ('<abbr title="พุทธศักราช">พ.ศ.</abbr> ๒๕๖๘', "P[Span]"),
        ("ก\n\n***\n\nข", "P P P"),
        ("<table><tr><td>ก<td>ข</tr><tr><td>ค</tr></table>", "Table[TBody[TR[TD TD] TR[TD TD]]]"),
    ],
)  # fmt: skip
def test_each_construct_has_its_types(structure: Structure, text: str, types: str) -> None:
    made = _types(structure(text, **{"p.png": PNG.getvalue()}))
    assert made.removeprefix("Sect[H1").removesuffix("]").strip() == types


def test_what_goes_over_pages_is_one(structure: Structure) -> None:
    rows = "\n".join(f"| {number} | แถว |" for number in range(90))
    long = "ข้อความยาวที่ไปต่อหน้าถัดไป " * 120
    section = structure(f"| เลข | คำ |\n|---|---|\n{rows}\n\n{long}\n\n- {long}")
    assert [kid.kind for kid in section.kids if isinstance(kid, Tagged)] == [
        "H1",
        "Table",
        "P",
        "L",
    ]
    assert len(_all(section, "TH")) == 2  # the head on later pages is decoration
    (body,) = _all(section, "LBody")
    assert len({kid.page for kid in body.kids if isinstance(kid, Marked)}) > 1


def test_a_note_in_a_heading_is_no_part_of_it(structure: Structure) -> None:
    assert "H2[Reference] Note" in _types(structure("## หัว[^1]\n\n[^1]: หมายเหตุ"))


def test_pictures_and_formulas_say_what_they_are_and_where(structure: Structure) -> None:
    section = structure("![แมวดำ](p.png)\n\nค่า $a+b$", **{"p.png": PNG.getvalue()})
    (figure,), (formula,) = _all(section, "Figure"), _all(section, "Formula")
    assert (figure.alt, formula.alt) == ("แมวดำ", "a+b")
    page, left, bottom, right, top = figure.box
    assert page == 0
    assert 0 < left < right < 420
    assert 0 < bottom < top < 596


def test_languages_and_abbreviations_are_said(structure: Structure) -> None:
    section = structure('<span lang="fr">oui</span> <abbr title="พุทธศักราช">พ.ศ.</abbr>')
    french, short = _all(section, "Span")
    assert (french.lang, short.lang, short.full) == ("fr", "", "พุทธศักราช")


def test_links_have_their_annotations_and_say_where_they_lead(structure: Structure) -> None:
    (link,) = _all(structure("[ข่าว **ด่วน**](https://example.org)"), "Link")
    assert link.says == "ข่าว ด่วน"
    assert any(isinstance(kid, LinkMark) for kid in link.kids)
    assert any(isinstance(kid, Marked) for kid in link.kids)


def test_lists_say_how_they_count(structure: Structure) -> None:
    section = structure("1. ก\n\nคั่น\n\n- ข\n\nคั่น\n\nก. ค\nข. ง")
    assert [each.attributes[0][2] for each in _all(section, "L")] == [
        "/Decimal", "/Disc", "/LowerAlpha",
    ]  # fmt: skip


def _heads(section: Tagged) -> Iterator[str]:
    yield from (
        str(value)
        for cell in _all(section, "TH")
        for _, name, value in cell.attributes
        if name == "Scope"
    )


def test_heads_of_a_table_say_whose_they_are(structure: Structure) -> None:
    html = "<table><tr><td></td><th>ก</th></tr><tr><th>ข</th><td>1</td></tr></table>"
    assert list(_heads(structure(html))) == ["/Column", "/Row"]


def test_cells_name_their_heads_where_cells_span(structure: Structure) -> None:
    html = (
        '<table><thead><tr><th rowspan="2">ชื่อ</th><th colspan="2">ค่า</th></tr>'
        "<tr><th>ต่ำ</th><th>สูง</th></tr></thead>"
        "<tbody><tr><th>ก</th><td>1</td><td>2</td></tr></tbody></table>"
    )
    section = structure(html)
    names = [cell.name for cell in _all(section, "TH")]
    _, both, _, high, row = names
    assert _all(section, "TD")[1].headers == (row, both, high)
    assert len(set(names)) == len(names)


def test_rows_of_a_table_are_equally_long_whatever_spans(structure: Structure) -> None:
    html = '<table><tr><td>1<td rowspan="9">2</tr><tr></tr><tr><td>3<td>4<td>5</tr></table>'
    table = _all(structure(html), "Table")[0]
    rows = [_types(row) for row in _all(table, "TR")]
    assert rows == ["TR[TD TD TD TD]", "TR[TD TD TD]", "TR[TD TD TD]"]


def test_reading_is_in_the_order_of_the_text_and_not_of_the_drawing(structure: Structure) -> None:
    """WeasyPrint draws pictures after the text around them."""
    (paragraph,) = _all(structure("ก่อน $x$ กลาง $y$ หลัง"), "P")
    kinds = [kid.kind if isinstance(kid, Tagged) else "text" for kid in paragraph.kids]
    assert kinds == ["text", "Formula", "text", "Formula", "text"]


@pytest.mark.parametrize(
    ("tag", "parent", "kind"),
    [("li", "Sect", ""), ("td", "Table", ""), ("dd", "Sect", "P"), ("li", "TOC", "TOCI")],
)
def test_parts_are_in_nothing_but_their_whole(tag: str, parent: str, kind: str) -> None:
    assert type_of(tag, (), parent) == kind


# --- in the content stream


def _stream() -> TaggedStream:
    return TaggedStream({}, (0, 0, 9, 9), {"XObject": {}}, {}, None, {}, None)


def test_without_a_plan_nothing_is_marked() -> None:
    stream = _stream()
    with stream.artifact(), stream.marked(object(), "P"):
        stream.stream.append(b"f")
    assert stream.stream == [b"f"]


def _marks(content: bytes) -> list[bytes]:
    """The marks of a stream in their order, each of which ends before the next begins."""
    operators = re.findall(rb"(BT|ET|EMC|BMC|BDC)(?:\s|$)", content)
    depth, most = 0, 0
    for operator in operators:
        depth += {b"BMC": 1, b"BDC": 1, b"EMC": -1}.get(operator, 0)
        most = max(most, depth)
    assert (depth, most) == (0, 1)
    return re.findall(rb"/MCID (\d+)", content)


def test_marks_follow_each_other_and_are_numbered(manuscript: Callable[..., Path]) -> None:
    text = "# บท\n\nน้ำเต็มลำคลอง **หนา** ทำไม [ลิงก์](https://example.org) <u>ขีดใต้</u> ~~ผิด~~\n"
    prepared = prepare(manuscript(text))
    with lay_out(prepared.book, prepared.design) as pages:
        drawn = [page for part in pages.counted.parts for page in part.pages]
    for page in drawn:
        numbers = [int(number) for number in _marks(page.content)]
        assert numbers == list(range(len(numbers)))
    words = b"".join(page.content for page in drawn)
    assert words.count(b"/ActualText") == 3  # น้ำ, ลำ, ทำ


def test_the_head_of_a_table_says_the_same_on_each_page(
    manuscript: Callable[..., Path],
) -> None:
    """There it is decoration, and ทำ a mark of its own in that of the head."""
    rows = "\n".join("| ก | ข |" for _ in range(90))
    prepared = prepare(manuscript(f"# บท\n\n| ทำก่อน | แล้วทำอีก |\n|---|---|\n{rows}\n"))
    with pypdfium2.PdfDocument(pdf_bytes(prepared.book, prepared.design)) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    heads = [text for text in texts if "ทำก่อน" in text]
    assert len(heads) > 1
    assert all("แล้วทำอีก" in text for text in heads)
