"""The package of an EPUB: its documents, style sheets, fonts, pictures and contents.

Enters: a Book, and what was made of it and its Design: sheets and fonts, documents, pictures, the
JPEG of the cover. Leaves: the bytes of the file. EbookLib makes the package document and the NCX.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ebooklib import epub

from thaibook.break_marks import PLAIN_READERS, SIGNS
from thaibook.compose import outline
from thaibook.design import UNUSUAL, fonts_of
from thaibook.epub.apart_marks import with_marks_apart
from thaibook.epub.archive import archived
from thaibook.epub.documents import Documents, shown_sections
from thaibook.epub.font_subset import subset_font
from thaibook.epub.joined_sheets import style_sheets
from thaibook.epub.navigation import address
from thaibook.epub.ncx import completed_ncx
from thaibook.epub.package_metadata import add_metadata
from thaibook.model import Book, Design, Font, Image, Section

XHTML = "application/xhtml+xml"
PICTURE = re.compile(r"url\(\.\./(images/[^)]+)\)")
ENTITY = re.compile("&[^&;<\\s]{1,40};?")


class Dress(NamedTuple):
    """What the texts of an EPUB are shown with: (name, CSS) of its sheets, and its fonts."""

    sheets: tuple[tuple[str, str], ...]
    fonts: tuple[Font, ...]


def dress_of(book: Book, design: Design, pictures: Iterable[Image]) -> Dress:
    """The sheets of `book`, and the fonts that they name, subset to its letters. pictures: as a
    screen shows them."""
    sheets = style_sheets(with_suffixes(design, pictures), book.reading.reader in PLAIN_READERS)
    characters = _characters(book, shown_sections(book), [css for _, css in sheets])
    fonts = fonts_of(design, sheets)
    return Dress(sheets, tuple(f._replace(data=subset_font(f.data, characters)) for f in fonts))


def epub_bytes(
    book: Book,
    dress: Dress,
    documents: Documents,
    pictures: Iterable[Image],
    cover_jpeg: bytes,
    certifier: str = "",
) -> bytes:
    """The EPUB of `book`, the same for the same input. pictures: as a screen shows them;
    certifier: who says that it is accessible, "" for nobody."""
    package = epub.EpubBook()
    package.FOLDER_NAME = "EPUB"
    sections = shown_sections(book)
    _add_styles_and_fonts(package, dress)
    for image in pictures:
        _add_item(package, f"image-{_id(image.name)}", image.name, image.media_type, image.data)
    jpeg = epub.EpubCover("cover-image", "cover.jpg")
    jpeg.media_type = "image/jpeg"
    jpeg.content = cover_jpeg
    package.add_item(jpeg)
    add_metadata(package, book, bool(documents.pages), certifier)
    dressed = with_marks_apart if book.reading.breaks == "cdata" else str
    package.spine = [
        _add_item(package, name, f"text/{name}.xhtml", XHTML, dressed(text).encode())
        for name, text in documents.spine
    ]
    for item in package.spine:
        if b"<math" in item.content:
            item.properties = ["mathml"]
    text = documents.navigation.encode()
    navigation = _add_item(package, "nav", "nav.xhtml", XHTML, text)
    navigation.properties = ["nav"]
    package.add_item(epub.EpubNcx())
    package.toc = _ncx_contents(sections, book.looks.deepest)
    label = book.label("pages")
    return archived(package, book.metadata, lambda ncx: completed_ncx(ncx, documents, label))


def with_suffixes(design: Design, pictures: Iterable[Image]) -> Design:
    """The design whose sheets call pictures as they lie in an EPUB."""
    places = {image.name.rpartition(".")[0]: image.name for image in pictures}

    def called(css: str) -> str:
        return PICTURE.sub(lambda each: f"url(../{places.get(each[1], each[1])})", css)

    def sheets(given: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((name, called(css) if "images/" in css else css) for name, css in given)

    return design._replace(shared_css=sheets(design.shared_css), epub_css=sheets(design.epub_css))


def _add_styles_and_fonts(package: epub.EpubBook, dress: Dress) -> None:
    """The style sheets, and the fonts, each with its licence."""
    for name, css in dress.sheets:
        _add_item(package, f"style-{_id(name)}", f"styles/{name}", "text/css", css.encode())
    for font in dress.fonts:
        _add_item(package, f"font-{_id(font.name)}", f"fonts/{font.name}", "font/ttf", font.data)
        if not font.licence:  # of the author's own
            continue
        is_ofl = b"SIL Open Font" in font.licence or b"SIL OPEN FONT" in font.licence
        name = "OFL.txt" if is_ofl else "LICENSE.txt"
        licence = f"fonts/{font.name.partition('/')[0]}/{name}"
        if not package.get_item_with_href(licence):
            _add_item(package, f"licence-{_id(licence)}", licence, "text/plain", font.licence)


def _add_item(
    package: epub.EpubBook, uid: str, name: str, media_type: str, data: bytes
) -> epub.EpubItem:
    item = epub.EpubItem(uid=uid, file_name=name, media_type=media_type, content=data)
    package.add_item(item)
    return item


def _id(name: str) -> str:
    """A name as an XML id can have it."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in name).lower()


def _characters(book: Book, sections: Sequence[Section], sheets: list[str]) -> frozenset[int]:
    """The code points that the book's fonts must draw, but for the USUAL ones."""
    texts = [*(section.body for section in sections), *sheets]
    titles = [heading.title for section in sections for heading in section.headings]
    whole = "".join([*texts, *titles, book.metadata.title, *SIGNS.values()])
    written = html.unescape("".join(ENTITY.findall(whole)))
    return frozenset(map(ord, "".join(UNUSUAL.findall(whole)) + written))


def _ncx_contents(sections: Sequence[Section], deepest: int) -> list[object]:
    """The contents as EbookLib writes them into the NCX: a link for an entry, and for one with
    entries below it (section, [links])."""
    top: list[object] = []
    lists = {1: top}
    entries = outline(sections, deepest)
    for entry, following in zip(entries, [*entries[1:], None], strict=True):
        into = lists[entry.depth]
        title, href = entry.heading.title, address(entry)
        if following and following.depth > entry.depth:
            lists[following.depth] = []
            into.append((epub.Section(title, href), lists[following.depth]))
        else:
            into.append(epub.Link(href, title, f"nav-{_id(entry.heading.id)}"))
    return top
