"""How pages look, measured: on paper by PDFium, on screens by Chromium."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import PIL.Image
import pypdfium2
import pytest
from pypdfium2 import raw
from readers.engines import PHONE, TABLET, Question, ask

from thaibook.build import build, prepare
from thaibook.pdf import pdf_bytes

Write = Callable[..., Path]
POINTS_PER_MM = 72 / 25.4
COLUMN_MM = (23, 190)  # of an A5 page, from its foot


class Placed(NamedTuple):
    """Where a picture stands, in millimetres from the foot and the left of its page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def _photo(width: int = 1080, height: int = 1920) -> bytes:
    written = io.BytesIO()
    PIL.Image.new("RGB", (width, height), "#2040c0").save(written, "JPEG")
    return written.getvalue()


def _paper(folder: Path) -> pypdfium2.PdfDocument:
    _, book, design, _ = prepare(folder)
    return pypdfium2.PdfDocument(pdf_bytes(book, design))


def _pictures(document: pypdfium2.PdfDocument) -> Iterator[Placed]:
    for number, page in enumerate(document):
        for thing in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]):
            yield Placed(number, *(at / POINTS_PER_MM for at in thing.get_bounds()))


def _page_of(document: pypdfium2.PdfDocument, words: str, since: int = 0) -> int:
    return next(n for n, page in enumerate(document) if n >= since and words in _text(page))


def _line_of(page: pypdfium2.PdfPage, words: str) -> float:
    """How high the line with these words stands, in millimetres."""
    layer = page.get_textpage()
    _, bottom, _, top = layer.get_charbox(layer.get_text_range().index(words), loose=True)
    return float(round((bottom + top) / 2 / POINTS_PER_MM, 1))


def _text(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


Chapter = Callable[[str], str]


@pytest.fixture
def chapter(manuscript: Write) -> Chapter:
    """chapter(text): the body that it becomes."""

    def make(text: str) -> str:
        _, book, _, _ = prepare(manuscript(f"# บท\n\n{text}\n"))
        return book.sections[2].body

    return make


# --- pictures


def test_a_high_picture_stands_on_one_page_with_its_caption(manuscript: Write) -> None:
    caption = "ท้ายคำบรรยายที่ยาวกว่าหนึ่งบรรทัด " * 8
    text = (
        '# บท\n\nต้น\n\n![ก](a.jpg "คำแรก")\n\n'
        f'กลาง\n\n![ก](a.jpg "คำที่สอง {caption}"){{width=60% credit="ผู้ถ่าย"}}\n\n'
        '![ก](a.jpg "คำที่สาม"){width=100%}\n\nปลาย ![ก](a.jpg) บรรทัด\n'
    )
    document = _paper(manuscript(text, **{"a.jpg": _photo()}))
    pictures = list(_pictures(document))
    assert len(pictures) == 4
    for placed in pictures:
        assert COLUMN_MM[0] - 0.5 < placed.bottom < placed.top < COLUMN_MM[1] + 0.5
        ratio = (placed.right - placed.left) / (placed.top - placed.bottom)
        assert abs(ratio - 1080 / 1920) < 0.01
    for placed, words in zip(pictures, ("คำแรก", "ผู้ถ่าย", "คำที่สาม"), strict=False):
        assert placed.page == _page_of(document, words)
        assert placed.top - placed.bottom > 75


def test_a_high_picture_is_seen_whole_on_a_screen(manuscript: Write) -> None:
    text = '# บท\n\n![ก](a.jpg "คำแรก")\n\n![ก](a.jpg "คำที่สอง"){width=90%}\n\n![ก](a.jpg)\n'
    folder = manuscript(text, **{"a.jpg": _photo()})
    made = build(folder, folder / "dist", pdf=False).files[0]
    sizes = "[...document.images].map(i => [i.getBoundingClientRect().height / innerHeight, \
        getComputedStyle(i).objectFit])"
    (answers,) = ask(made, [Question("chapter-1", sizes)], [(360, 640), (820, 500)])
    for shown in answers:
        assert [fit for _, fit in shown] == ["contain"] * 3
        assert max(height for height, _ in shown) < 0.96
        assert shown[0][0] < 0.81


def test_a_picture_in_a_sentence_stays_in_its_line(manuscript: Write) -> None:
    """Alone in its paragraph, or in its link, it stands in the middle of the page."""
    text = "# บท\n\nกด ![ก](a.jpg) แล้วรอ\n\n[![ก](a.jpg)](https://example.org/)\n"
    folder = manuscript(text, **{"a.jpg": _photo(24, 24)})
    made = build(folder, folder / "dist")
    shown = "[...document.images].map(i => getComputedStyle(i).display)"
    answers = ask(made.files[0], [Question("chapter-1", shown)], [PHONE])
    assert answers == [[["inline", "block"]]]
    document = pypdfium2.PdfDocument(made.files[1])
    first, second = _pictures(document)
    page = document[first.page]
    before, after = (_line_of(page, words) for words in ("กด", "แล้วรอ"))
    assert before == after
    assert first.bottom < before < first.top
    assert second.left - 22 > 40


# --- tables

NUMBERS = """
| สาขาการผลิต | 2553 | 2558 | 2566 |
|:-----|----:|----:|----:|
| เกษตรกรรม การล่าสัตว์ และการป่าไม้ | 412.7 | 398.1 | 455.0 |
| กิจกรรมทางการเงินและการประกันภัย | 2,310.4 | 2,680.9 | 1,204.5 |
"""
MINISTRIES = """
| กระทรวง | สำนักงาน | สาม | หก | เจ็ด | แปด |
|---|---|---|---|---|---|
| กระทรวงเกษตรและสหกรณ์ | สำนักงานคณะกรรมการการอุดมศึกษา | 1 | 2 | 3 | 4 |
"""
VARIABLES = """
| ตัวแปร | ค่า | หมายเหตุ |
|---|---|---|
| `turbopackFileSystemCacheForBuildAndServeAndEverythingElse` | false | เก็บแคชในแฟ้ม |
"""
SHORT = "2553 2558 2566 412.7 2,310.4 2,680.9 1,204.5 สาม หก เจ็ด แปด false".split()


@pytest.mark.parametrize("size", ["A5", "105mm x 148mm"])
def test_numbers_and_short_words_of_a_table_are_whole_on_paper(
    manuscript: Write, size: str
) -> None:
    folder = manuscript(f"# บท\n{NUMBERS}{MINISTRIES}{VARIABLES}", f"page: {{size: {size}}}\n")
    document = _paper(folder)
    lines = {line.strip() for page in document for line in _cells(page)}
    assert set(SHORT) <= lines
    for page in document:
        layer = page.get_textpage()
        boxes = (layer.get_charbox(n) for n in range(layer.count_chars()))
        assert max((box[2] for box in boxes), default=0) < page.get_width() - 25


def _cells(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The words of each rectangle of text; a cut word is two."""
    layer = page.get_textpage()
    for number in range(layer.count_rects()):
        yield from layer.get_text_bounded(*layer.get_rect(number)).split()


ROWS = r"""[...document.querySelectorAll('td, th')].map(cell => {
    const range = document.createRange()
    range.selectNodeContents(cell)
    const tops = [...range.getClientRects()].map(box => Math.round(box.top / 8))
    return [cell.textContent.replaceAll('\u200b', ''), new Set(tops).size,
        cell.getBoundingClientRect().right <= document.documentElement.clientWidth + 1]
})"""


def test_numbers_and_short_words_of_a_table_are_whole_on_a_screen(manuscript: Write) -> None:
    folder = manuscript(f"# บท\n{NUMBERS}{MINISTRIES}{VARIABLES}")
    made = build(folder, folder / "dist", pdf=False).files[0]
    sizes = ("", "html { font-size: 200% }")
    for answers in ask(made, [Question("chapter-1", ROWS, css) for css in sizes]):
        for cells in answers:
            assert all(inside for *_, inside in cells)
            assert {text for text, lines, _ in cells if lines == 1} >= set(SHORT)


def test_tables_shrink_and_then_part_words_but_no_numbers(chapter: Chapter) -> None:
    for table, classes in (
        ("| ก | ข |\n|---|---|\n| ค | ง |", ["brief"]),
        (NUMBERS, ["brief", "needs-20", "fits-20-23"]),
        (VARIABLES, ["brief", "needs-18", "fits-18-21", "wide", "crowded"]),
        ("|" + " ก |" * 7 + "\n|" + "---|" * 7, ["brief", "wide"]),
    ):
        body = chapter(table)
        assert re.findall('<table(?: class="([^"]*)")?>', body)[0].split() == classes
    assert '<td class="whole">false</td>' in chapter(VARIABLES)


def test_a_caption_is_not_broken_by_a_narrow_table(manuscript: Write) -> None:
    folder = manuscript("# บท\n\nตาราง: ราคาสินค้าในตลาดสด\n\n| ก | ข |\n|---|---|\n| ค | ง |\n")
    document = _paper(folder)
    page = document[_page_of(document, "ราคาสินค้า")]
    assert _line_of(page, "ตารางที่") == _line_of(page, "ตลาดสด")


@pytest.mark.parametrize(
    "block",
    ["| หัว | ข |\n|---|---|\n" + "| ค | ง |\n" * 4 + "| ท้าย | ง |", "- หัว\n- ท้าย",
     "- หัว\n    - ย่อย\n    - ท้าย", "## หัว\n\nท้าย"],
)  # fmt: skip
def test_what_is_short_is_not_parted_by_a_page(tmp_path: Path, block: str) -> None:
    """Nor a heading from its text. There is a chapter for each place near the foot of its first
    page where the block may begin."""
    lines = range(9, 17)
    for count in lines:
        own = block.replace("หัว", f"หัว{count}").replace("ท้าย", f"ท้าย{count}")
        (tmp_path / f"{count}.md").write_text(
            f"# เริ่ม{count}\n\n" + "ความ\n\n" * count + f"{own}\n", "utf-8"
        )
    names = ", ".join(f"{count}.md" for count in lines)
    settings = f"title: ก\nchapters: [{names}]\ntypography: {{numbering: none}}\n"
    (tmp_path / "book.yaml").write_text(settings, "utf-8")
    document = _paper(tmp_path)
    later = set()
    for count in lines:
        first = _page_of(document, f"เริ่ม{count}\r")  # the contents have dots after a title
        begin, end = (_page_of(document, f"{word}{count}", first) for word in ("หัว", "ท้าย"))
        assert begin == end, count
        later.add(begin - first)
    assert later == {0, 1}  # some fit on the first page, some do not


# --- alignment

ALIGNED = """[...document.querySelectorAll('%s')].map(e => getComputedStyle(e).textAlign)"""


def test_what_is_centred_or_ragged_stays_so_in_a_justified_book(sample: tuple[Path, Path]) -> None:
    wanted = (
        ("titlepage", ".titlepage > *", "center"),
        ("dedication", "section p", "center"),
        ("chapter-1", ".text > p", "justify"),
        ("chapter-2", ".epigraph p", "right"),
        ("chapter-2", ".verse p", "left"),
        ("chapter-3", "h1, h2, td:not([class])", "left"),
        ("chapter-3", "figcaption, caption", "center"),
        ("preface", ".right p", "right"),
        ("glossary", "dt", "left"),
        ("index", ".entries li", "left"),
    )
    questions = [Question(document, ALIGNED % what) for document, what, _ in wanted]
    for expected, (found,) in zip(wanted, ask(sample[0], questions, [TABLET]), strict=True):
        assert set(found) == {expected[-1]}, expected


def test_lines_are_filled_only_where_many_letters_share_the_rest(
    sample: tuple[Path, Path],
) -> None:
    """The measure is what counts, in the size that the reader has chosen."""
    wanted = (
        ("", ["left", "left", "justify"]),
        ("html { font-size: 200% }", ["left"] * 3),
        ("body { font-size: 200% }", ["left"] * 3),
        ("body { padding: 0 20% }", ["left"] * 3),
    )
    questions = [Question("chapter-1", ALIGNED % ".text > p + p", css) for css, _ in wanted]
    for (css, expected), found in zip(wanted, ask(sample[0], questions), strict=True):
        assert [aligned[0] for aligned in found] == expected, css


# --- contents


def test_no_line_of_the_contents_has_dots_alone(tmp_path: Path) -> None:
    """Titles of all lengths: the last word stands with its folio, all folios in one column."""
    title = "เศรษฐกิจลุ่มน้ำเจ้าพระยากับการเปลี่ยนผ่านสู่ยุคดิจิทัลของประเทศไทย"
    lengths = (20, *range(36, 66, 2))
    for length in lengths:
        (tmp_path / f"c{length}.md").write_text(f"# {title[:length]}\n\nก\n", "utf-8")
    names = ", ".join(f"c{length}.md" for length in lengths)
    settings = f"title: ท\nchapters: [{names}]\ntypography: {{numbering: arabic}}\n"
    (tmp_path / "book.yaml").write_text(settings, "utf-8")
    document = _paper(tmp_path)
    first = _page_of(document, "สารบัญ")
    folios, edges = [], set()
    for page in (document[first], document[first + 1]):
        layer = page.get_textpage()
        for line in layer.get_text_range().split("\r\n"):
            assert not line.strip().startswith("."), line
            if found := re.search(r"(?<=[. ])\s*(\d+)$", line):
                assert re.search("[ก-๛]", line)
                folios.append(int(found[1]))
                at = layer.get_text_range().index(line) + len(line) - 1
                edges.add(round(layer.get_charbox(at, loose=True)[2]))
    assert folios == [7 + 2 * number for number in range(len(lengths))]
    assert len({edge // 3 for edge in edges}) <= 2  # the inner margin of left and right pages
