"""Stage export: a Book and a Design become an EPUB 3 file.

Enters: Book, Design and the JPEG of the cover. Leaves: the bytes of the file.
EbookLib makes the package, the NCX and the archive; what it leaves out or dates by
the clock is put right afterwards. Rules: EPUB 3.3, EPUB Accessibility 1.1.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from ebooklib import epub
from lxml import etree

from thaibook.compose import outline
from thaibook.design import UNUSUAL, fonts_of
from thaibook.epub.bodies import MARKS, Ahead, bodies
from thaibook.epub.font_subset import embedded
from thaibook.epub.navigation import address, navigation, page_id
from thaibook.images import for_screen
from thaibook.model import Book, Design, PageStart, Section

OPF = "http://www.idpf.org/2007/opf"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# EPUB 3.3, 4.2.6.3.1.1: the archive's first entry; a fixed time for all, the zip epoch.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
PICTURE = re.compile(r'(<img\b[^<>]*? src=)"\.\./(images/[a-z0-9-]+)"')
ENTITY = re.compile("&[^&;<\\s]{1,40};?")
LEVEL = 6  # of compression; 9 takes twice as long for 3 % less
COVER_SIZE = (1600, 2560)  # pixels; KDP's ideal, accepted by every shop

# Kinds of sections that DPUB-ARIA 1.1 has a role for: doc-chapter, doc-preface …
ROLES = frozenset(
    "acknowledgments afterword appendix bibliography chapter colophon conclusion dedication "
    "epigraph epilogue foreword glossary index introduction part preface prologue toc".split()
)

DOCUMENT = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}" class="{setting}">
<head>
<title>{title}</title>
{styles}
</head>
<body{body_type}>
{body}
</body>
</html>
"""


def epub_bytes(
    book: Book,
    design: Design,
    cover_jpeg: bytes,
    starts: Sequence[PageStart] = (),
    ahead: Ahead | None = None,
    on_written: Callable[[bytes], None] | None = None,
) -> bytes:
    """The EPUB of `book` with `cover_jpeg` as its cover, the same for the same input.

    starts: where the pages of the PDF built beside it begin. ahead: bodies begun already.
    on_written is told of the EPUB as it is before it is packed close.
    """
    # A half title guards the title page from dirt; on a screen it is a page to turn.
    shown = tuple(section for section in book.sections if section.kind != "halftitlepage")
    book = replace(book, sections=shown)
    made = epub.EpubBook()
    made.FOLDER_NAME = "EPUB"
    sheets = (*design.shared_css, *design.epub_css)
    for name, css in sheets:
        _add(made, f"style-{_id(name)}", f"styles/{name}", "text/css", css.encode())
    characters = _characters(book, [css for _, css in sheets])
    for font in fonts_of(design, sheets):
        data = embedded(font.data, characters)
        _add(made, f"font-{_id(font.name)}", f"fonts/{font.name}", "font/ttf", data)
        licence = f"fonts/{font.name.partition('/')[0]}/OFL.txt"
        if not made.get_item_with_href(licence):
            _add(made, f"licence-{_id(licence)}", licence, "text/plain", font.licence)
    places = {}  # of a picture in the sections -> of its copy
    for image in map(for_screen, book.images):
        _add(made, f"image-{_id(image.name)}", image.name, image.media_type, image.data)
        places[image.name.rpartition(".")[0]] = image.name
    jpeg = epub.EpubCover("cover-image", "cover.jpg")
    jpeg.media_type = "image/jpeg"
    jpeg.content = cover_jpeg
    made.add_item(jpeg)

    links = "\n".join(
        f'<link rel="stylesheet" type="text/css" href="../styles/{name}"/>' for name, _ in sheets
    )
    found = bodies(book, starts, ahead)  # as late as can be: others may still work on it
    pages = [
        (start.section, start)
        for start in starts
        if f'id="{page_id(start)}"' in found.get(start.section, "")
    ]
    _metadata(made, book, bool(pages))
    documents = [("cover", _cover_page(book, links))]
    documents += [
        (
            section.name,
            _with_suffixes(_document(book, section, found[section.name], links), places),
        )
        for section in book.sections
    ]
    made.spine = [
        _add(made, name, f"text/{name}.xhtml", "application/xhtml+xml", text.encode())
        for name, text in documents
    ]
    for item in made.spine:
        if b"<math" in item.content:
            item.properties = ["mathml"]
    text = _page(book, book.label("contents"), navigation(book, pages), "")
    nav = _add(made, "nav", "nav.xhtml", "application/xhtml+xml", text.encode())
    nav.properties = ["nav"]
    made.add_item(epub.EpubNcx())
    made.toc = _contents(book)
    written = _written(made, book)
    if on_written:
        on_written(written)
    return _packed(written, book)


def _with_suffixes(body: str, places: dict[str, str]) -> str:
    if 'src="../' not in body:
        return body
    return PICTURE.sub(lambda found: f'{found[1]}"../{places.get(found[2], found[2])}"', body)


def _add(made: epub.EpubBook, uid: str, name: str, media_type: str, data: bytes) -> epub.EpubItem:
    item = epub.EpubItem(uid=uid, file_name=name, media_type=media_type, content=data)
    made.add_item(item)
    return item


def _id(name: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in name).lower()


def _characters(book: Book, sheets: list[str]) -> frozenset[int]:
    """The code points that the book's fonts must draw, but for the USUAL ones."""
    texts = [*(section.body for section in book.sections), *sheets]
    titles = [heading.title for section in book.sections for heading in section.headings]
    whole = "".join([*texts, *titles, book.metadata.title, *MARKS.values()])
    written = html.unescape("".join(ENTITY.findall(whole)))
    return frozenset(map(ord, "".join(UNUSUAL.findall(whole)) + written))


def _metadata(made: epub.EpubBook, book: Book, has_pages: bool) -> None:
    data = book.metadata
    made.set_identifier(data.identifier)
    made.set_title(data.title)
    made.set_language(data.language)
    if data.subtitle:
        made.add_metadata("DC", "title", data.subtitle, {"id": "subtitle"})
        _refine(made, "subtitle", "title-type", "subtitle")
    for number, creator in enumerate(data.creators, 1):
        kind = "creator" if creator.role == "aut" else "contributor"
        made.add_metadata("DC", kind, creator.name, {"id": f"creator-{number}"})
        _refine(made, f"creator-{number}", "role", creator.role, scheme="marc:relators")
    plain = (
        ("source", data.source),
        ("publisher", data.publisher),
        ("date", data.date),
        ("rights", data.rights),
        ("description", data.description),
        *(("subject", subject) for subject in data.subjects),
    )
    for name, value in plain:
        if value:
            made.add_metadata("DC", name, value)
    for name, value in _accessibility(book, has_pages):
        made.add_metadata(None, "meta", value, {"property": f"schema:{name}"})
    if has_pages:  # W3C Publishing CG, Page Source Identification
        source = f"{data.title} (PDF), {data.identifier}"
        made.add_metadata(None, "meta", source, {"property": "pageBreakSource"})
    made.add_metadata(None, "meta", "", {"name": "cover", "content": "cover-image"})


def _refine(made: epub.EpubBook, what: str, name: str, value: str, scheme: str = "") -> None:
    attributes = {"refines": f"#{what}", "property": name}
    made.add_metadata(None, "meta", value, attributes | ({"scheme": scheme} if scheme else {}))


def _accessibility(book: Book, has_pages: bool) -> list[tuple[str, str]]:
    """What EPUB Accessibility 1.1 asks to be told, true of this book."""
    described = all('alt=""' not in section.body for section in book.sections)
    modes = ["textual", "visual"] if book.images else ["textual"]
    features = ["structuralNavigation", "tableOfContents", "readingOrder"]
    features += ["displayTransformability", "ARIA"]
    if has_pages:
        features += ["pageBreakMarkers", "pageNavigation"]
    if described:
        features.insert(0, "alternativeText")
    if any("<math" in section.body for section in book.sections):
        features += ["MathML", "describedMath"]
    thai = book.metadata.language.startswith("th")
    summary = (
        "ข้อความทั้งหมดปรับขนาดและอ่านออกเสียงได้ มีสารบัญและหัวเรื่องตามลำดับ"
        if thai
        else "All text can be resized and read aloud; contents and headings are in order."
    )
    found = [("accessMode", mode) for mode in modes]
    if described:
        found.append(("accessModeSufficient", "textual"))
    found += [("accessibilityFeature", feature) for feature in features]
    found += [("accessibilityHazard", "none"), ("accessibilitySummary", summary)]
    return found


def cover_size(book: Book) -> tuple[int, int]:
    """The pixels of the cover; a picture that is the whole cover keeps its shape."""
    image = book.cover.image
    if not image or not book.cover.is_finished:
        return COVER_SIZE
    width = round(COVER_SIZE[1] * image.width / image.height)
    return max(COVER_SIZE[0] // 2, min(width, COVER_SIZE[1])), COVER_SIZE[1]


def _cover_page(book: Book, links: str) -> str:
    width, height = cover_size(book)
    alt = f"{book.label('cover of')} {book.metadata.title}"
    credit = " ".join(part for part in (book.cover.credit, book.cover.image_link) if part)
    if credit:
        alt = f"{alt} · {credit}"
    body = (
        f'<div class="cover-page"><img src="../cover.jpg" alt="{html.escape(alt)}" '
        f'width="{width}" height="{height}"/></div>'
    )
    return _page(book, book.label("cover"), body, links, ' epub:type="cover"')


def _document(book: Book, section: Section, body: str, links: str) -> str:
    role = f' role="doc-{section.kind}"' if section.kind in ROLES else ""
    labelled = f' aria-labelledby="{section.headings[0].id}"' if section.headings else ""
    whole = (
        f'<section class="{section.classes}" id="{section.name}" epub:type="{section.kind}"'
        f"{role}{labelled}>\n{body}\n</section>"
    )
    return _page(book, section.title, whole, links)


def _page(book: Book, title: str, body: str, links: str, body_type: str = "") -> str:
    return DOCUMENT.format(
        language=book.metadata.language,
        setting=setting_classes(book),
        title=html.escape(title, quote=False),
        styles=links,
        body_type=body_type,
        body=body,
    )


def setting_classes(book: Book) -> str:
    """The author's choices of typography, as classes that the style sheets know."""
    typography = book.typography
    return f"{'justify' if typography.justify else 'ragged'} digits-{typography.digits}"


def _contents(book: Book) -> list[object]:
    """The outline as EbookLib takes it, for the NCX: links, and (section, links)."""
    top: list[object] = []
    lists = {1: top}
    entries = outline(book.sections)
    for entry, following in zip(entries, [*entries[1:], None], strict=True):
        into = lists[entry.depth]
        title, href = entry.heading.title, address(entry)
        if following and following.depth > entry.depth:
            lists[following.depth] = []
            into.append((epub.Section(title, href), lists[following.depth]))
        else:
            into.append(epub.Link(href, title, f"nav-{_id(entry.heading.id)}"))
    return top


def _written(made: epub.EpubBook, book: Book) -> bytes:
    written = io.BytesIO()
    modified = datetime.fromisoformat(book.metadata.modified)
    options = {
        "epub2_guide": False,
        "epub3_landmark": False,
        "epub3_pages": False,
        "mtime": modified,
        "compresslevel": 0,  # packed below, once
        "raise_exceptions": True,
    }
    writer = epub.EpubWriter(written, made, options)
    writer.process()
    writer.write()
    return written.getvalue()


def _packed(written: bytes, book: Book) -> bytes:
    """The archive as EPUB has it, each time the same."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as source, zipfile.ZipFile(packed, "w") as target:
        names = source.namelist()
        for name in names[:1] + sorted(names[1:]):
            data = source.read(name)
            if name == "EPUB/content.opf":
                data = _finished_package(data, book)
            elif name == "EPUB/toc.ncx":
                data = _in_play_order(data)
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, on whatever system it was made
            # EPUB 3.3, OCF: mimetype is stored; a picture grows when it is packed again.
            stored = name == "mimetype" or name.endswith((".jpg", ".png"))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(entry, data, compresslevel=None if stored else LEVEL)
    return packed.getvalue()


def _in_play_order(data: bytes) -> bytes:
    """The NCX with the numbers that some readers of EPUB 2 miss."""
    ncx = etree.fromstring(data)
    depth = 0
    for number, point in enumerate(ncx.iter("{*}navPoint"), 1):
        point.set("playOrder", str(number))
        depth = max(depth, 1 + sum(1 for _ in point.iterancestors("{*}navPoint")))
    for meta in ncx.iterfind("{*}head/{*}meta[@name='dtb:depth']"):
        meta.set("content", str(depth))
    return etree.tostring(ncx, encoding="utf-8", xml_declaration=True)


def _finished_package(data: bytes, book: Book) -> bytes:
    """The package document with what EbookLib has no call for."""
    package = etree.fromstring(data)
    package.set(XML_LANG, book.metadata.language)
    package.set("dir", "ltr")
    for meta in package.iter(f"{{{OPF}}}meta"):
        if meta.get("name") == "generator":
            meta.set("content", "thaibook")
    etree.indent(package)
    return etree.tostring(package, encoding="utf-8", xml_declaration=True)
