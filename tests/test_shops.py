"""What the shops ask: each row of the table is met by a good book and fails on a bad one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import PIL.Image
import pytest
from conftest import run
from lxml import etree

from thaibook.build import build
from thaibook.check.shops import Judgement, judge
from thaibook.check.shops.demands import DEMANDS
from thaibook.check.shops.report import refusals, shop_lines
from thaibook.check.shops.unzipped import Unzipped, unzip
from thaibook.messages.problems import BookError

Parts = dict[str, bytes]
OPF, NAV, NCX = "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx"
COVER, COVER_PAGE, TEXT = "EPUB/cover.jpg", "EPUB/text/cover.xhtml", "EPUB/text/chapter-1.xhtml"
SHEET, PICTURE = "EPUB/styles/book.css", "EPUB/images/dot-c9e44232c2.png"
# A note as the shops want it: marked, and with a way back.
NOTE = (
    '<p><a id="call-1" epub:type="noteref" role="doc-noteref" href="#note-1">1</a></p>'
    '<aside id="note-1" epub:type="footnote"><p>ก <a href="#call-1">กลับ</a></p></aside>'
)
PAGES = '<nav epub:type="page-list"><ol><li><a href="nav.xhtml">1</a></li></ol></nav>'
# What the file cannot tell, whatever is in it.
UNTOLD = {
    "apple-text-images", "kdp-language", "hytexts-ask", "meb-ask", "naiin-ask", "pinto-ask",
}  # fmt: skip


def _zip(parts: Parts) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made


def _told(book: Unzipped) -> dict[str, bool | None]:
    return {judgement.demand.key: judgement.answer.met for judgement in judge(book)}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """A book with everything, a note and the reader's own leading, as name -> bytes."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "a.md").write_text("# ก\n\n![ภาพ](dot.png) **ข**\n", "utf-8")
    PIL.Image.new("RGB", (30, 20)).save(folder / "dot.png")
    settings = "title: เล่ม\nchapters: [a.md]\ncreators: [ก]\nidentifier: urn:isbn:9780000000002\n"
    (folder / "book.yaml").write_text(settings, "utf-8")
    with zipfile.ZipFile(build(folder, folder / "dist", pdf=False).files[0]) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[TEXT] = parts[TEXT].replace(b"</body>", NOTE.encode() + b"</body>")
    for name in parts:
        if name.endswith(".css"):
            parts[name] = re.sub(rb"line-height: [\d.]+;", b"", parts[name])
    return parts


# --- ways to break it


def put(name: str, old: str, new: str, parts: Parts) -> None:
    """Exchange every `old` in the file for `new`; `old` has to be there."""
    changed, count = re.subn(old.encode(), new.encode(), parts[name])
    assert count, f"{old} is not in {name}"
    parts[name] = changed


def drop(name: str, parts: Parts) -> None:
    del parts[name]


def add(name: str, data: bytes, media_type: str, parts: Parts) -> None:
    parts[name] = data
    href = name.removeprefix("EPUB/")
    line = f'<item id="added" href="{href}" media-type="{media_type}"/></manifest>'
    put(OPF, "</manifest>", line, parts)


def draw(name: str, kind: str, mode: str, size: tuple[int, int], parts: Parts) -> None:
    drawn = io.BytesIO()
    PIL.Image.new(mode, size).save(drawn, kind)
    parts[name] = drawn.getvalue()


def into(name: str, text: str) -> Callable[[Parts], None]:
    """Put text before the end of a page."""
    return partial(put, name, "</body>", f"{text}</body>")


def rule(css: str) -> Callable[[Parts], None]:
    return partial(put, SHEET, r"\Z", css)


def cover(
    mode: str = "RGB", size: tuple[int, int] = (1600, 2560), kind: str = "JPEG"
) -> Callable[[Parts], None]:
    return partial(draw, COVER, kind, mode, size)


def picture(
    kind: str, mode: str = "RGB", size: tuple[int, int] = (9, 9)
) -> Callable[[Parts], None]:
    return partial(draw, PICTURE, kind, mode, size)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="3201" height="9"/>'
no_cover = partial(put, OPF, 'properties="cover-image"', "")
no_contents = partial(put, NAV, 'epub:type="toc"', "")
unmarked_note = partial(put, TEXT, 'epub:type="footnote"', "")
locked = partial(add, "META-INF/encryption.xml", b"<encryption/>", "application/xml")

BROKEN: dict[str, Callable[[Parts], None]] = {
    "apple-version": partial(put, OPF, 'version="3.0"', 'version="2.0"'),
    "apple-described": partial(put, OPF, "dcterms:modified", "dcterms:created"),
    "apple-cover": cover(size=(1399, 2560)),
    "apple-pixels": picture("PNG", "1", (3000, 2000)),
    "apple-kinds": picture("WEBP"),
    "apple-rgb": cover("CMYK"),
    "apple-alt": partial(put, TEXT, 'alt="ภาพ"', 'alt=""'),
    "apple-toc": no_contents,
    "apple-landmarks": partial(put, NAV, r'(epub:type="cover" href="[^"]*">)[^<]*', r"\1"),
    "apple-notes": unmarked_note,
    "apple-bold": partial(drop, "EPUB/fonts/Sarabun/Sarabun-Bold.ttf"),
    "apple-fonts": partial(put, OPF, '"ibooks:specified-fonts"', '"ibooks:version"'),
    "apple-self-contained": into(TEXT, '<img src="https://a.th/a.png" alt="ก"/>'),
    "apple-drm": locked,
    "google-version": partial(put, OPF, 'version="3.0"', 'version="1.0"'),
    "google-cover": no_cover,
    "google-cover-size": cover(size=(639, 900)),
    "google-kinds": picture("TIFF"),
    "google-svg": partial(add, "EPUB/a.svg", SVG, "image/svg+xml"),
    "kobo-version": partial(put, OPF, 'version="3.0"', 'version="1.0"'),
    "kobo-cover-page": into(COVER_PAGE, "<p>ก</p>"),
    "kobo-cover-img": partial(put, COVER_PAGE, "<img", "<object"),
    "kobo-cover-meta": partial(put, OPF, '<meta name="cover"', '<meta name="other"'),
    "kobo-cover-kind": cover(kind="GIF"),
    "kobo-cover-shape": cover(size=(2560, 1600)),
    "kobo-toc": partial(drop, NCX),
    "kobo-ids": partial(put, NCX, "urn:isbn:9780000000002", "urn:isbn:9780000000019"),
    "kobo-names": partial(add, "EPUB/ภาพ 1.txt", b"", "text/plain"),
    "kobo-rgb": cover("CMYK"),
    "kobo-solid": picture("PNG", "RGBA"),
    "kobo-fonts": partial(add, "EPUB/a.woff2", b"", "font/woff2"),
    "kobo-background": rule("p { background: #eee }"),
    "kobo-inline": into(TEXT, '<p style="text-indent: 0">ก</p>'),
    "kobo-script": into(TEXT, "<script/>"),
    "kobo-notes": unmarked_note,
    "kdp-cover-size": cover(size=(624, 1000)),
    "kdp-cover-ideal": cover(size=(1400, 2240)),
    "kdp-cover-shape": cover(size=(1600, 2000)),
    "kdp-toc": no_contents,
    "kdp-toc-page": partial(put, OPF, '<itemref idref="contents"/>', ""),
    "kdp-links": into(TEXT, '<p><a href="cover.xhtml#nowhere">ก</a></p>'),
    "kdp-notes": partial(put, TEXT, 'href="#call-1"', 'href="#note-1"'),
    "kdp-kinds": picture("WEBP"),
    "kdp-solid": picture("PNG", "LA"),
    "kdp-colour": rule("p { color: black }"),
    "kdp-defaults": rule("body { line-height: 1.2 }"),
    "kdp-locked": locked,
    "hytexts-epub": partial(put, OPF, 'version="3.0"', 'version="1.0"'),
    "hytexts-unlocked": locked,
    "access-metadata": partial(put, OPF, '"schema:accessMode"', '"schema:x"'),
    "access-pages": partial(put, NAV, "</body>", f"{PAGES}</body>"),
    "apple-maker": partial(put, OPF, "dc:creator", "dc:relation"),
    "kobo-isbn": partial(put, OPF, "urn:isbn:9780000000002", "urn:uuid:0"),
}
# Where a missing thing is no fault: the shop's own form asks for it, or gives one.
OPEN = {"apple-maker", "kobo-isbn"}


def _heavy(name: str, megabytes: int, book: Unzipped) -> Unzipped:
    shown = replace(book.pictures[name], size=megabytes * 1_000_000)
    return replace(book, pictures={**book.pictures, name: shown})


def _weighs(megabytes: int, book: Unzipped) -> Unzipped:
    return replace(book, size=megabytes * 1_000_000)


def _long_text(book: Unzipped) -> Unzipped:
    document = etree.fromstring(etree.tostring(book.documents[TEXT]))
    document.text = "ก" * 3_500_000
    return replace(book, documents={**book.documents, TEXT: document})


def _faults(book: Unzipped) -> Unzipped:
    return replace(book, faults={"EPUBCheck": 1, "Ace": 2})


# What would be large or slow to make, said of the opened book instead.
ALTERED: dict[str, Callable[[Unzipped], Unzipped]] = {
    "apple-epubcheck": _faults,
    "kobo-epubcheck": _faults,
    "access-ace": _faults,
    "apple-documents": _long_text,
    "apple-size": partial(_weighs, 2001),
    "google-size": partial(_weighs, 2000),
    "kobo-size": partial(_weighs, 1001),
    "kdp-size": partial(_weighs, 651),
    "kobo-cover-size": partial(_heavy, COVER, 4),
    "kdp-cover-bytes": partial(_heavy, COVER, 51),
    "kobo-pictures": partial(_heavy, PICTURE, 6),
    "kobo-documents": partial(_heavy, PICTURE, 11),
}


def test_a_good_book_meets_every_demand(good: Parts) -> None:
    book = replace(unzip(_zip(good)), faults={"EPUBCheck": 0, "Ace": 0})
    found = [(j.demand.key, j.answer) for j in judge(book) if j.answer.met is not True]
    assert [(key, answer.met) for key, answer in found] == [
        (demand.key, None) for demand in DEMANDS if demand.key in UNTOLD
    ], found


def test_every_row_has_a_way_to_fail() -> None:
    keys = [demand.key for demand in DEMANDS]
    assert len(keys) == len(set(keys))
    assert set(keys) == BROKEN.keys() | ALTERED.keys() | UNTOLD
    assert not BROKEN.keys() & ALTERED.keys()


@pytest.mark.parametrize("key", BROKEN)
def test_a_broken_book_does_not_meet_it(key: str, good: Parts) -> None:
    parts = dict(good)
    BROKEN[key](parts)
    assert _told(unzip(_zip(parts)))[key] is (None if key in OPEN else False)


@pytest.mark.parametrize("key", ALTERED)
def test_a_heavy_or_faulty_book_does_not_meet_it(key: str, good: Parts) -> None:
    assert _told(ALTERED[key](unzip(_zip(good))))[key] is False


def test_the_numbers_of_a_page_list_are_of_a_book_that_is_named(good: Parts) -> None:
    parts = dict(good)
    BROKEN["access-pages"](parts)
    source = '<meta property="pageBreakSource">urn:isbn:1</meta></metadata>'
    put(OPF, "</metadata>", source, parts)
    assert _told(unzip(_zip(parts)))["access-pages"] is True


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({}, "META-INF/container.xml is missing"),
        ({"META-INF/container.xml": b"<container/>"}, "the package document is missing"),
        ({"META-INF/container.xml": b"\x00"}, "META-INF/container.xml is no XML"),
        ({"META-INF/container.xml": b""}, "META-INF/container.xml is no XML"),
    ],
)
def test_what_is_no_epub_is_said_so(parts: Parts, why: str) -> None:
    with pytest.raises(BookError) as caught:
        unzip(_zip(parts), "a.epub")
    assert caught.value.problems[0].message().endswith(f": {why}")


def test_nothing_outside_the_file_is_read(good: Parts, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("urn:isbn:9780000000002")
    parts = dict(good)
    entity = f'<!DOCTYPE package [<!ENTITY x SYSTEM "{secret.as_uri()}">]><package'
    put(OPF, "<package", entity, parts)
    put(OPF, "urn:isbn:9780000000002", "&x;", parts)
    assert _told(unzip(_zip(parts)))["apple-described"] is False


@pytest.fixture
def refused(good: Parts) -> list[Judgement]:
    parts = dict(good)
    BROKEN["apple-cover"](parts)
    return judge(unzip(_zip(parts)))


def test_the_report_names_shop_demand_and_source(refused: list[Judgement]) -> None:
    told = "\n".join(shop_lines(refused, "en"))
    for shop in ("Apple Books: ", "Google Play Books: ", "Kobo: ", "Amazon KDP: "):
        assert shop in told
    line = next(line for line in shop_lines(refused, "en") if "1400" in line)
    assert line == (
        "  not met      must     a cover of at least 1400 pixels on each side (1399 x 2560) [1]"
    )
    assert all(demand.source.address in told for demand in DEMANDS)
    (only,) = refusals(refused, "en")
    assert only.startswith("Apple Books: not met")
    assert len(refusals(refused, "en", strict=True)) > 1


def test_thai_columns_stand_under_each_other(refused: list[Judgement]) -> None:
    """Vowels and tone marks above and below take no room on the line."""
    rows = [line for line in shop_lines(refused, "th") if re.search(r" (บังคับ|แนะนำ) ", line)]
    seen = [re.sub("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", row) for row in rows]
    columns = {found.end() for row in seen if (found := re.search("(?:บงคบ|แนะนำ) +", row))}
    assert len(columns) == 1
    assert all(any("\u0e01" <= c <= "\u0e5b" for c in demand.th) for demand in DEMANDS)


def test_the_command_fails_where_a_shop_refuses(good: Parts, tmp_path: Path) -> None:
    parts = dict(good)
    cover(size=(600, 960))(parts)
    (tmp_path / "small.epub").write_bytes(_zip(parts).getvalue())
    done = run("check", "small.epub", "-q", cwd=tmp_path, PATH="")  # no Java, no Node.js
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Apple Books: not met      must     a cover of at least 1400 pixels" in done.stderr
    assert "https://help.apple.com/" in done.stderr
    assert "advised" not in done.stderr


def test_what_the_program_s_own_style_brings_about_is_no_work_for_authors(
    sample: tuple[Path, Path],
) -> None:
    """Every advice that our books do not follow is told apart from what an author can mend."""
    judgements = judge(unzip(sample[0]))
    unmet = {j.demand.key for j in judgements if j.answer.met is False}
    assert unmet
    assert unmet == {j.demand.key for j in judgements if j.by_design}
    assert sum("ผู้เขียนไม่ต้องแก้" in line for line in shop_lines(judgements, "th")) == len(unmet)
    elsewhere = replace(unzip(sample[0]), package=unzip(sample[0]).package)
    for meta in elsewhere.package.iterfind(".//{*}meta[@name='generator']"):
        meta.set("content", "another program")
    assert not any(j.by_design for j in judge(elsewhere))
