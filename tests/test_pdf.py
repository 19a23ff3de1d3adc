"""The PDF: pages, folios, heads, outline, links, fonts, the same bytes every time."""

from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from conftest import ROOT

from thaibook.build import build
from thaibook.check.validation import check_pdf
from thaibook.pdf.rendering import render
from thaibook.thai import breaks

Write = Callable[..., Path]
POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1538352000")
        return build(ROOT / "book", folder, epub=False).files[0]


@pytest.fixture
def pages(article: Path) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(article) as document:
        yield document


def _poppler(tool: str, path: Path, *words: str) -> str:
    return subprocess.run(
        [tool, *words, str(path), *(["-"] if tool == "pdftotext" else [])],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def _objects(path: Path) -> bytes:
    """The file with its compressed streams laid open."""
    data = path.read_bytes()
    found = [data]
    for match in re.finditer(rb"stream\r?\n", data):
        try:
            found.append(zlib.decompressobj().decompress(data[match.end() :]))
        except zlib.error:
            continue
    return b"\n".join(found)


def _text(document: pypdfium2.PdfDocument, page: int) -> str:
    return str(document[page].get_textpage().get_text_range())


def test_it_opens(article: Path) -> None:
    assert check_pdf(article) == []


def test_two_builds_give_the_same_bytes(article: Path, tmp_path: Path) -> None:
    again = build(ROOT / "book", tmp_path, epub=False).files[0]
    assert again.read_bytes() == article.read_bytes()


def test_it_names_itself(article: Path) -> None:
    facts = _poppler("pdfinfo", article)
    assert "เมืองเศรษฐกิจดิจิทัลแห่งแรกของจีน" in facts
    assert "The Information Office of Hangzhou" in facts
    assert b"/Lang (th)" in _objects(article)


def test_the_paper_is_a5(pages: pypdfium2.PdfDocument) -> None:
    for page in pages:
        size = [round(length / POINTS_PER_MM) for length in page.get_size()]
        assert size == [148, 210]


def test_fonts_are_embedded_subsets_of_ours(article: Path) -> None:
    lines = _poppler("pdffonts", article).splitlines()[2:]
    assert len(lines) >= 4
    for line in lines:
        assert re.match(r"[A-Z]{6}\+(Sarabun|Pridi)", line), line
        assert " yes yes yes " in line, line  # embedded, subset, Unicode


def test_the_inside_begins_at_one_on_a_right_hand_page(pages: pypdfium2.PdfDocument) -> None:
    labels = [pages.get_page_label(number) for number in range(len(pages))]
    assert labels[:6] == ["i", "ii", "1", "2", "3", "4"]
    assert _text(pages, 4).split()[-1] == "3"  # the folio of the first page of text
    assert _text(pages, 5).split()[-1] == "4"


def test_lists_are_numbered_in_the_digits_of_the_book(manuscript: Write, tmp_path: Path) -> None:
    """Lists with 1. are counted by the program; one with ๓. has markers of its own."""
    text = "# บท\n\nก[^1]\n\n1. หนึ่ง\n2. สอง\n\n๓. สาม\n๔. สี่\n\n[^1]: ข\n"
    folder = manuscript(text, "typography: {digits: thai, numbering: thai}")
    with pypdfium2.PdfDocument(build(folder, tmp_path, epub=False).files[0]) as document:
        page = next(t for n in range(len(document)) if "หนึ่ง" in (t := _text(document, n)))
    for marker in ("๑.", "๒.", "๓.", "๔.", "บทที่ ๑"):
        assert marker in page


def test_blank_pages_are_blank(pages: pypdfium2.PdfDocument) -> None:
    for number in (1, 3):
        assert list(pages[number].get_objects()) == []


def test_running_heads_stand_over_text_but_not_over_an_opening(
    pages: pypdfium2.PdfDocument,
) -> None:
    opening, left = _text(pages, 4), _text(pages, 5)
    title = "นครหางโจวเดินทางสู่การ"
    assert opening.count(title) == 1  # the heading itself
    assert left.count(title) == 1


def test_the_outline_is_the_contents(pages: pypdfium2.PdfDocument) -> None:
    entries = [(entry.level, entry.get_title()) for entry in pages.get_toc()]
    assert [level for level, _ in entries] == [0, 1, 1, 1, 0]
    assert [title for _, title in entries][1:] == [
        "ก้าวสู่ความเป็นหนึ่ง",
        "นครหางโจวที่เปี่ยมประสิทธิภาพ",
        "สมองของเมือง",
        "ที่มาและเครดิต",
    ]


def test_the_link_is_live_on_cover_and_credits(article: Path) -> None:
    found = _objects(article).count(
        b"/URI (http://asianetnews.net/view-attachment?attach-id=322457)"
    )
    assert found >= 3  # cover, article, credits (a link over two lines counts twice)


def test_the_cover_fills_the_first_page_with_a_code_to_scan(pages: pypdfium2.PdfDocument) -> None:
    picture = pages[0].render(scale=2).to_pil().convert("RGB")
    width, height = picture.size
    corners = [(0, 0), (0, height - 1), (width - 1, height - 1)]
    ground = {picture.getpixel(corner) for corner in corners}
    assert len(ground) == 1
    assert ground != {(255, 255, 255)}
    code = picture.crop((width * 7 // 10, height * 8 // 10, width, height))
    assert {(0, 0, 0), (255, 255, 255)} <= {colour for _, colour in code.getcolors(1 << 20)}


def test_a_printer_may_get_the_inside_without_its_cover(manuscript: Write) -> None:
    whole = manuscript("# บท\n\nข้อความ\n")
    with_cover = build(whole, whole / "a", epub=False).files[0]
    inside = manuscript("# บท\n\nข้อความ\n", "page: {cover: false}\n")
    without = build(inside, inside / "b", epub=False).files[0]
    first, second = (pypdfium2.PdfDocument(path) for path in (with_cover, without))
    assert len(second) == len(first) - 2  # nor the back of the cover
    texts = [[page.get_textpage().get_text_range() for page in pages] for pages in (first, second)]
    assert texts[1] == texts[0][2:]  # the same folios


def test_the_title_page_is_one_page_whatever_it_says(manuscript: Write) -> None:
    """So that the credits stand on its back."""
    people = ", ".join(f"{{name: ศาสตราจารย์ คนที่ {n}, role: {r}}}" for n, r in enumerate(
        ("aut", "aut", "trl", "edt", "ill")))  # fmt: skip
    folder = manuscript(
        yaml=f"subtitle: {'ชื่อรองที่ยาวมาก ' * 5}\ncreators: [{people}]\nsource: กระทรวง\n"
        "publisher: สำนักพิมพ์หนึ่ง\nrights: สงวนลิขสิทธิ์\nback: [b.md]\n"
        "page: {size: B6}\ntypography: {size: 16pt}\n",
        **{"b.md": "# ภาคผนวก\n\nข้อความ\n".encode()},
    )
    settings = folder / "book.yaml"
    title = "การเดินทางของความทรงจำจากเมืองท่าโบราณสู่มหานครแห่งอนาคตและผู้คนที่ถูกลืมไว้ระหว่างทางรถไฟ"
    settings.write_text(settings.read_text("utf-8").replace("เล่มทดสอบ", title), "utf-8")
    path = build(folder, folder / "dist", epub=False).files[0]
    pages = _poppler("pdftotext", path).split("\f")
    (number,) = [n for n, page in enumerate(pages) if "คนที่ 4" in page and "สงวน" not in page][1:]
    assert "สำนักพิมพ์หนึ่ง" in pages[number]
    assert "สงวนลิขสิทธิ์" in pages[number + 1]


def _pages(path: Path) -> list[list[str]]:
    return [page.splitlines() for page in _poppler("pdftotext", path).split("\f")]


def _heads(path: Path) -> list[str]:
    return [page[0] for page in _pages(path) if len(page) > 22]


def test_running_heads_are_on_every_page_but_the_first(article: Path) -> None:
    """Also where a heading begins."""
    book = "นครหางโจวเดินทางสู่การเป็นเมืองเศรษฐกิจดิจิทัลแห่งแรกของจีน"
    *before, credits, _ = _pages(article)
    title = "นครหางโจวเดินทางสู่การเป็น"  # of the first page, which has it and no head
    first = next(number for number, page in enumerate(before) if page[:1] == [title])
    heads = [page[0] for page in before[first + 1 :]]
    assert heads == [book, "ก้าวสู่ความเป็นหนึ่ง", book, "สมองของเมือง", book]
    assert credits[0] == "ที่มาและเครดิต"


def test_a_long_running_head_is_one_line(manuscript: Write) -> None:
    title = "การเดินทางของความทรงจำจากเมืองท่าโบราณสู่มหานครแห่งอนาคตและผู้คนที่ถูกลืมไว้ระหว่างทาง"
    text = "ข้อความของหน้านี้ " * 400
    more = {"b.md": "# ภาคผนวก\n".encode()}
    folder = manuscript(f"# {title}[^1]\n\n{text}\n\n[^1]: โน้ต\n", "back: [b.md]\n", **more)
    heads = _heads(build(folder, folder / "dist", epub=False).files[0])
    assert heads[-1] == "การเดินทางของความทรงจำจากเมืองท่าโบราณสู่มหานครแห่งอนาคตและผู้คนที่ถูกลืมไว้…"


def test_heads_and_folios_keep_away_from_the_trim(manuscript: Write) -> None:
    folder = manuscript(
        f"# บท\n\n{'ข้อความของหน้านี้ ' * 900}", "page: {margins: {top: 9mm, bottom: 9mm}}\n"
    )
    path = build(folder, folder / "dist", epub=False).files[0]
    words = _poppler("pdftotext", path, "-f", "6", "-l", "6", "-bbox")
    tops = [float(found) for found in re.findall(r'yMin="([\d.]+)"', words)]
    ends = [float(found) for found in re.findall(r'yMax="([\d.]+)"', words)]
    assert min(tops) > 1 * POINTS_PER_MM
    assert max(ends) < 209 * POINTS_PER_MM
    assert len(set(tops)) > 25  # a head, the lines, a folio


def test_lists_count_as_they_were_typed(manuscript: Write) -> None:
    folder = manuscript(
        "# บท\n\n5. ห้า\n6. หก\n\nคั่น\n\n<ol type='a' reversed><li>ซี</li>"
        "<li value='9'>ไอ</li><li>เอช</li></ol>\n\n๗. เจ็ด\n๘. แปด\n"
    )
    path = build(folder, folder / "dist", epub=False).files[0]
    lines = [line.split() for line in _poppler("pdftotext", path, "-layout").splitlines()]
    found = {words[1]: words[0] for words in lines if len(words) == 2}
    wanted = {"ห้า": "5.", "หก": "6.", "ซี": "c.", "ไอ": "i.", "เอช": "h.", "เจ็ด": "๗.", "แปด": "๘."}
    assert found | wanted == found


def test_no_heading_stands_at_the_foot_of_a_page(manuscript: Write) -> None:
    """Headings that stand over the only item of a list, which is its first and its last: were
    neither to be parted from what is beside it, nothing in the book could be parted. test_look.py
    looks at a heading at each place near the foot."""
    item = "แก้คำผิดในบทนำและปรับระยะบรรทัดให้เท่ากันทั้งเล่มตามที่บรรณาธิการขอไว้"
    parts = [f"## หัวข้อ {n}\n\n- {item}{'แล้ว' * (n % 8)}\n\n" for n in range(60)]
    folder = manuscript("# บท\n\n" + "".join(parts))
    path = build(folder, folder / "dist", epub=False).files[0]
    for page in _poppler("pdftotext", path).split("\f")[2:]:
        lines = [line for line in page.splitlines() if line.strip()]
        assert not any(line.startswith("หัวข้อ") for line in lines[-2:])


@pytest.mark.parametrize("marks", [True, False])
def test_ink_runs_to_the_edge_of_the_bleed_and_marks_stand_beyond(
    manuscript: Write, marks: bool
) -> None:
    folder = manuscript(yaml=f"page: {{size: A5, bleed: 3mm, marks: {str(marks).lower()}}}\n")
    path = build(folder, folder / "dist", epub=False).files[0]
    scale = 4 / POINTS_PER_MM  # four dots to the millimetre
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        media, trim, bleed = (
            [round(x / POINTS_PER_MM, 1) for x in box]
            for box in (page.get_mediabox(), page.get_trimbox(), page.get_bleedbox())
        )
        picture = page.render(scale=scale).to_pil().convert("L")
    assert trim == [0, 0, 148, 210]
    assert bleed == [-3, -3, 151, 213]
    assert media == ([-10, -10, 158, 220] if marks else bleed)

    def shades(left: float, top: float, right: float, bottom: float) -> tuple[int, int]:
        """The darkest and the lightest, in millimetres from the corner of the trim."""
        box = (left - media[0], top - media[1], right - media[0], bottom - media[1])
        darkest, lightest = picture.crop(tuple(round(4 * edge) for edge in box)).getextrema()
        return int(darkest), int(lightest)

    edges = ((-2.5, 20, -0.5, 90), (148.5, 120, 150.5, 190), (10, 210.5, 60, 212.5))
    for edge in (*edges, (10, -2.5, 60, -0.5)):
        assert shades(*edge)[1] < 100
    if marks:
        assert shades(-10, -0.5, -6, 0.5)[0] < 150  # a mark at the corner of the trim
        assert shades(-4.5, -4.5, -3.5, 60)[0] > 200  # between bleed and marks, nothing


@pytest.mark.parametrize("given", [(11.0, 0.0), (14.0, 1.5), (9.0, 2.0)])
def test_size_leading_and_margins_are_the_author_s_choice(
    manuscript: Write, given: tuple[float, float]
) -> None:
    size, leading = given
    folder = manuscript(
        f"# บท\n\n{'คนไทยอ่านหนังสือไทย ' * 90}",
        f"typography: {{size: {size}{f', leading: {leading}' if leading else ''}}}\n"
        "page: {margins: {top: 30mm, inside: 25mm, outside: 12mm}}\n",
    )
    path = build(folder, folder / "dist", epub=False).files[0]
    words = _poppler("pdftotext", path, "-f", "6", "-l", "6", "-bbox-layout")
    lines = [
        [float(number) / POINTS_PER_MM for number in found]
        for found in re.findall(
            r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', words
        )
    ]
    text = [line for line in lines if line[2] - line[0] > 100]  # no folio, no running head
    assert len(text) > 5
    assert {round(line[0]) for line in text} == {12}  # a left page: outside
    assert {round(line[2]) for line in text} == {148 - 25}
    steps = {round((b[1] - a[1]) * POINTS_PER_MM, 1) for a, b in pairwise(text)}
    assert steps == {round(size * (leading or 1.7), 1)}
    assert text[0][1] > 30


def test_thai_digits_in_folios(manuscript: Write) -> None:
    folder = manuscript(yaml="typography: {digits: thai}\n")
    path = build(folder, folder / "dist", epub=False).files[0]
    assert _poppler("pdftotext", path, "-f", "5", "-l", "5").split()[-1] == "๓"


def test_the_engine_sees_nothing_but_the_book(tmp_path: Path) -> None:
    """A file, a network address and a system font are all out of reach."""
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>SECRET</text></svg>')
    html = (
        "<style>@font-face { font-family: F; src: url(../fonts/f.ttf) }</style>"
        f'<img src="file://{secret}"><img src="http://127.0.0.1:9/x.png">'
        '<link rel="attachment" href="file:///etc/passwd"><p style="font-family: DejaVu Sans">ก'
    )
    path = tmp_path / "out.pdf"
    font = (ROOT / "fonts" / "Sarabun" / "Sarabun-Regular.ttf").read_bytes()
    path.write_bytes(render(html, {"file:///book/fonts/f.ttf": (font, "font/ttf")}, breaks))
    assert b"EmbeddedFile" not in path.read_bytes()
    assert "SECRET" not in _poppler("pdftotext", path)
    assert [
        line.split("+")[1].split()[0] for line in _poppler("pdffonts", path).splitlines()[2:]
    ] == ["F"]
