"""The cover, as one piece of HTML that cover.css draws at any size.

Enters: a Book. Leaves: HTML for the first page of the PDF and for the EPUB's picture.
"""

from __future__ import annotations

import html

from thaibook.compose import credited_makers, grouped_authors
from thaibook.model import Book, Cover

# What the cover's picture is called in the HTML; the exporter knows it by this name.
IMAGE_NAME = "cover-image"

# A long title is set smaller; the style sheet says by how much. (class, most characters)
TITLE_SIZES = (("short", 24), ("middle", 60), ("long", 130), ("endless", 1 << 30))


def cover_html(book: Book, on_paper: bool) -> str:
    """The cover as a `section`; on paper it also carries the link as a QR code."""
    metadata, cover = book.metadata, book.cover
    kind = "with-image" if cover.image else "typographic"
    if cover.is_finished:
        return (
            '<section class="cover finished" id="cover"><div class="face"><div class="picture">'
            f'<img src="{IMAGE_NAME}" alt=""></div></div></section>'
        )
    size = next(name for name, most in TITLE_SIZES if len(metadata.title) <= most)
    names = [creator.name for creator in metadata.creators if creator.role == "aut"]
    parts = [f'<section class="cover {kind}" id="cover"><div class="face">']
    parts.append('<div class="ground"></div>')
    if cover.image:
        parts.append(f'<div class="picture"><img src="{IMAGE_NAME}" alt=""></div>')
    else:
        parts.append('<div class="ring"><div class="loop"></div></div>')
    parts.append('<div class="panel">')
    parts.append(f'<p class="cover-title {size}">{html.escape(metadata.title)}</p>')
    parts += _line("cover-subtitle", metadata.subtitle)
    for author in grouped_authors(names):
        parts += _line("cover-author", author)
    for maker in credited_makers(metadata, dict(book.labels)):
        parts += _line("cover-maker", maker)
    if cover.credit or cover.image_link:
        parts.append(credit_and_link(book, on_paper))
    parts.append("</div></div></section>")
    return "".join(parts)


def credit_and_link(book: Book, on_paper: bool) -> str:
    """The foot of the cover: whose the picture is, and where it can be found; on paper with a code
    to scan."""
    cover = book.cover
    parts = ['<div class="foot">']
    if cover.image_link and on_paper:
        parts.append(f'<div class="code">{qr_svg(cover.image_link)}</div>')
    parts.append('<div class="lines">')
    parts += _line("cover-credit", cover.credit)
    if cover.image_link:
        link = html.escape(cover.image_link)
        parts.append(f'<p class="cover-link"><a href="{link}">{link}</a></p>')
    parts.append("</div></div>")
    return "".join(parts)


def palette(cover: Cover) -> str:
    """The author's own colours, as custom properties that the style sheets read."""
    colours = (("--ground", cover.colour), ("--title-ink", cover.title_colour))
    return "; ".join(f"{name}: {colour}" for name, colour in colours if colour)


def paragraph(kind: str, text: str) -> str:
    """A paragraph of the class, where there is a text."""
    return f'<p class="{kind}">{html.escape(text)}</p>' if text else ""


def _line(kind: str, text: str) -> list[str]:
    return list(filter(None, [paragraph(kind, text)]))


def qr_svg(link: str) -> str:
    """The link as an inline SVG of a QR code with its quiet zone (ISO/IEC 18004)."""
    import segno  # slow to load, and only a cover with a link has a code

    code: str = segno.make(link, error="m", micro=False).svg_inline(
        border=4, omitsize=True, dark="#000", light="#fff"
    )
    return code
