"""The sample book, which uses everything there is: whole, valid and true in both files."""

from __future__ import annotations

import ctypes
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from conftest import SAMPLE, lost_letters
from lxml import etree
from pypdfium2 import raw

from thaibook.build import build
from thaibook.check.validation import check_epub, check_pdf
from thaibook.grammar.plain_text import bare, plain_lines
from thaibook.load.manuscript import load_manuscript
from thaibook.model import Manuscript
from thaibook.proof.completeness import _spend

X = {"x": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/ops"}
TYPE = "{http://www.idpf.org/2007/ops}type"
Files = tuple[Path, Path]


@pytest.fixture(scope="module")
def documents(sample: Files) -> dict[str, etree._Element]:
    """The documents of the EPUB, by name without ending."""
    with zipfile.ZipFile(sample[0]) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        items = {item.get("id"): item.get("href", "") for item in package.iter("{*}item")}
        names = [items[item.get("idref")] for item in package.iter("{*}itemref")]
        return {Path(n).stem: etree.fromstring(archive.read(f"EPUB/{n}")) for n in names}


@pytest.fixture(scope="module")
def manuscript() -> Manuscript:
    return load_manuscript(SAMPLE)


def _text(element: etree._Element) -> str:
    return re.sub("[\u200b\u2060]", "", "".join(map(str, element.itertext())))


def test_the_files_are_valid(sample: Files) -> None:
    assert check_epub(sample[0]) == []
    assert check_pdf(sample[1]) == []


def test_two_builds_give_the_same_bytes(sample: Files, tmp_path: Path) -> None:
    again = build(SAMPLE, tmp_path).files
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in sample]


def test_each_chapter_is_in_its_place(documents: dict[str, etree._Element]) -> None:
    assert list(documents) == [
        "cover", "titlepage", "credits", "dedication", "epigraph", "contents",
        "preface", "part-1", "chapter-1", "chapter-2", "chapter-3", "part-2", "chapter-4",
        "chapter-5", "appendix", "glossary", "bibliography", "index",
    ]  # fmt: skip


# --- nothing is lost


def test_every_letter_is_in_the_epub(sample: Files, manuscript: Manuscript) -> None:
    assert lost_letters(manuscript.chapters, sample[0].read_bytes()) == []


HYPHEN = "\ufffe"  # what PDFium says for one at the end of a line
SHORTEST = 4  # letters of a line that stand on another page than the rest of it
CALL = re.compile(r"(?<!^)\[\^[^\]]+\]|\[\]\([^)]*\)(\{[^}]*\})?", re.MULTILINE)
MARKER = re.compile(r"^\s*[ก-ฮ][.)] ")  # paper sets the markers of lists beside the lines


def _not_on_paper(manuscript: Manuscript, pages: list[str]) -> list[str]:
    """The lines of the chapters that are not on the pages. Each takes the letters that it
    finds; one that is not found whole may be parted by the end of a page."""
    arrived = _as_shown("".join(bare(page) for page in pages))
    unspent = [(0, len(arrived))]
    lines = [line for chapter in manuscript.chapters for line in _printed_lines(chapter.text)]
    parted, lost = 0, []
    for readings in sorted(lines, key=lambda readings: -len(readings[0])):
        if not any(_spend(reading, arrived, unspent) for reading in readings):
            parted += 1
            lost += [readings[0]] * (not _in_parts(readings[0], arrived, unspent))
    assert parted < len(pages)
    return lost


def _printed_lines(text: str) -> Iterator[tuple[str, ...]]:
    """The lines of Markdown as paper shows them, each with its readings: formulas are
    drawn, alternative texts are not; calls and references bring numbers, so a line ends."""
    text = re.sub(r"\$\$.*?\$\$", "", text, flags=re.DOTALL)
    text = re.sub(r"\$[^$ ][^$\n]*?(?<! )\$(?![0-9])", "\n", text)
    text = CALL.sub("\n", re.sub(r"!\[[^\]]*\]\(([^ )]*)", r"![](\1", text))
    for number, line in plain_lines(text):
        marker = MARKER.match(text.split("\n")[number - 1])
        said = [reading.letters for reading in line]
        more = [letters[1:] for letters in said if marker]
        yield tuple(_as_shown(letters) for letters in (*said, *more))


def _as_shown(text: str) -> str:
    """นํ้า, which looks like น้ำ, is that in the text of the PDF."""
    return text.replace("\u0e4d\u0e49\u0e32", "\u0e49\u0e33")


def _in_parts(wanted: str, arrived: str, unspent: list[tuple[int, int]]) -> bool:
    for at in range(len(wanted) - SHORTEST, SHORTEST - 1, -1):
        kept = list(unspent)
        if all(_spend(part, arrived, unspent) for part in (wanted[:at], wanted[at:])):
            return True
        unspent[:] = kept
    return False


class Sheet(NamedTuple):
    """A page of the PDF: its label, its text, the folio printed on it."""

    label: str
    text: str
    folio: str


@pytest.fixture(scope="module")
def sheets(sample: Files) -> list[Sheet]:
    found = []
    with pypdfium2.PdfDocument(sample[1]) as document:
        for index, page in enumerate(document):
            text, (width, height) = page.get_textpage(), page.get_size()
            foot = text.get_text_bounded(0, 0, width, 0.1 * height)  # the margin of print.css
            whole = text.get_text_range().replace(HYPHEN, "-")
            found.append(Sheet(document.get_page_label(index), whole, foot.strip()))
    return found


@pytest.fixture(scope="module")
def pages(sheets: list[Sheet]) -> list[str]:
    """The texts of the pages with chapters: none of cover, contents and index."""
    first = next(i for i, sheet in enumerate(sheets) if sheet.text.startswith("คำนำ\r"))
    index = next(i for i, sheet in enumerate(sheets) if sheet.text.startswith("ดัชนี\r"))
    epigraph = [sheet.text for sheet in sheets if sheet.text.startswith("หนังสือที่ดีคือ")]
    return [*epigraph, *(sheet.text for sheet in sheets[first:index])]


def test_every_letter_is_on_paper(pages: list[str], manuscript: Manuscript) -> None:
    assert _not_on_paper(manuscript, pages) == []


@pytest.mark.parametrize("lost", ["ริมกระดาษ", "ฟ้าลดลงหนึ่งขีด", "น้ำชา", "คนเขียน + คนทำ", "ครึ่งยก"])
def test_a_letter_that_is_missing_would_be_found(
    lost: str, pages: list[str], manuscript: Manuscript
) -> None:
    at = next(i for i, page in enumerate(pages) if lost in page)
    broken = pages[at].replace(lost, lost[1:], 1)
    assert _not_on_paper(manuscript, [*pages[:at], broken, *pages[at + 1 :]]) != []


def test_what_book_yaml_says_is_on_paper(sheets: list[Sheet], manuscript: Manuscript) -> None:
    whole = re.sub(r"\s", "", "".join(sheet.text for sheet in sheets))
    data = manuscript.metadata
    said = [data.title, data.subtitle, data.source, data.publisher, data.rights,
            "23 พฤศจิกายน 2568", manuscript.dedication, *(c.name for c in data.creators),
            *(c.title for c in manuscript.chapters if c.kind == "part")]  # fmt: skip
    assert [words for words in said if re.sub(r"\s", "", words) not in whole] == []
    assert "urn:" not in whole


# --- every number of a page is true


class Link(NamedTuple):
    """A link of the PDF: the page it stands on, the text it covers, the page it leads to."""

    page: int
    text: str
    target: int


@pytest.fixture(scope="module")
def links(sample: Files) -> list[Link]:
    with pypdfium2.PdfDocument(sample[1]) as document:
        return [link for index in range(len(document)) for link in _links(document, index)]


def _links(document: pypdfium2.PdfDocument, index: int) -> Iterator[Link]:
    page = document[index]
    text = page.get_textpage()
    at, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page, at, link):
        raw.FPDFLink_GetAnnotRect(link, box)
        target = raw.FPDFLink_GetDest(document, link)
        if target:
            said = text.get_text_bounded(box.left, box.bottom, box.right, box.top)
            yield Link(index, said, raw.FPDFDest_GetDestPageIndex(document, target))


def test_folios_are_the_labels_of_their_pages(sheets: list[Sheet]) -> None:
    assert [s.folio for s in sheets if s.folio and s.folio != s.label] == []
    assert sum(bool(sheet.folio) for sheet in sheets) > 20


def test_the_contents_say_the_page_of_each_heading(
    sheets: list[Sheet], documents: dict[str, etree._Element]
) -> None:
    titles = [_text(link) for link in documents["contents"].iterfind(".//x:li/x:a", X)]
    first = next(i for i, sheet in enumerate(sheets) if sheet.text.startswith("สารบัญ"))
    lines = (sheets[first].text + "\n" + sheets[first + 1].text).replace("\r", "")
    entries = re.findall(r"^(\S.*?)[ .]{5,}(\d+)$", lines, re.MULTILINE)
    assert [title for title, _ in entries] == titles
    pages = {sheet.label: sheet.text for sheet in sheets}
    assert [title for title, page in entries if title.split()[-1] not in pages[page]] == []


def test_references_and_index_say_the_page_they_lead_to(
    links: list[Link], sheets: list[Sheet], documents: dict[str, etree._Element]
) -> None:
    index = next(i for i, sheet in enumerate(sheets) if sheet.text.startswith("ดัชนี\r"))
    said = [
        (found[1], sheets[link.target].label)
        for link in links
        if (found := re.search(r"หน้า\s+(\d+)\)?\s*$", link.text))
        or (link.page >= index and (found := re.fullmatch(r"(\d+)\s*", link.text)))
    ]
    references = sum(
        "auto" in link.get("class", "").split()
        for document in documents.values()
        for link in document.iterfind(".//x:a", X)
    )
    places = len(documents["index"].findall(".//x:a[@class='index-ref']", X))
    assert references > 10
    assert len(said) >= references + places
    assert [pair for pair in said if pair[0] != pair[1]] == []


# --- what e-readers need


def test_notes_open_and_lead_back(documents: dict[str, etree._Element]) -> None:
    calls: Counter[str] = Counter()
    for name, document in documents.items():
        for call in document.iterfind(f".//x:a[@{{{X['o']}}}type='noteref']", X):
            target, _, place = call.get("href", "").partition("#")
            assert target in ("", f"{name}.xhtml")
            (note,) = document.findall(f".//*[@id='{place}']")
            assert note.get(TYPE) == "footnote"
            calls[place] += 1
        for back in document.iterfind(".//x:a[@role='doc-backlink']", X):
            place = back.get("href", "").partition("#")[2]
            (caller,) = document.findall(f".//*[@id='{place}']")
            assert caller.find(".//x:a[@role='doc-noteref']", X) is not None
    assert sorted(calls.values()) == [1, 1, 1, 1, 2, 2]


def test_styles_leave_colour_and_size_to_the_reader(sample: Files) -> None:
    with zipfile.ZipFile(sample[0]) as archive:
        styles = [archive.read(name) for name in archive.namelist() if name.endswith(".css")]
    assert len(styles) == 2
    assert not re.search(rb"[^-]color\s*:(?!\s*inherit)", b"".join(styles))
    # What a sheet may know of pixels is how wide a page is: Gecko's smallest letters are in them.
    sizes = re.sub(rb"@container[^{]*", b"", b"".join(styles))
    assert not re.search(rb"\d(px|mm|cm)\b", sizes)


def test_the_index_is_in_the_order_of_thai_dictionaries(
    documents: dict[str, etree._Element],
) -> None:
    terms = [_text(term) for term in documents["index"].iterfind(".//x:span[@class='term']", X)]
    assert terms == [
        "กระดาษ", "การพับ", "เข้าเล่ม", "ต้นฉบับ", "ตัวพิมพ์", "ตะกั่ว", "ไฟล์", "บรรณาธิการ",
        "พ็อกเก็ตบุ๊ก", "พิสูจน์อักษร", "ยก", "ร้านหนังสือ", "โรงพิมพ์ท่าเตียน", "ศรีสุข, ก.",
    ]  # fmt: skip
