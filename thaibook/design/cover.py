"""The cover, as one piece of HTML that cover.css draws at any size.

Enters: a Book. Leaves: HTML for the first page of the PDF and for the EPUB's picture.
"""

from __future__ import annotations

import html

from thaibook.compose import credited_makers, grouped_authors
from thaibook.design.contrasts import colour_of, is_light
from thaibook.model import Book, Cover, Metadata
from thaibook.text import typographic

# What the cover's picture is called in the HTML; the exporter knows it by this name.
IMAGE_NAME = "cover-image"

FIRST_DESIGN = "classic"
WINDOWS = {"frame": "window", "split": "upper"}  # where a design has the picture, else "full"
PLACES = {"poster": "top", "frame": "top", "band": "middle", "waves": "top"}
EDITOR = "edt"
# A long title is set smaller; the style sheet says by how much. (class, most characters)
TITLE_SIZES = (("short", 24), ("middle", 60), ("long", 130), ("endless", 1 << 30))

BRIEF = 8  # letters of a title with its vowels and tone marks
LONG_SUBTITLE, MANY_PEOPLE = 60, 3


def cover_html(book: Book, on_paper: bool) -> str:
    """The cover as a `section`; on paper it also carries the link as a QR code."""
    metadata, cover = book.metadata, book.cover
    if cover.is_finished:
        return (
            '<section class="cover finished" id="cover"><div class="face"><div class="picture">'
            f'<img src="{IMAGE_NAME}" alt="{html.escape(metadata.title)}"></div></div></section>'
        )
    size = next(name for name, most in TITLE_SIZES if len(metadata.title) <= most)
    if not cover.is_plain:
        return _designed(book, size, on_paper)
    kind = "with-image" if cover.image else "typographic"
    parts = [f'<section class="cover {kind}" id="cover"><div class="face">']
    parts.append('<div class="ground"></div>')
    if cover.image:
        parts.append(f'<div class="picture"><img src="{IMAGE_NAME}" alt=""></div>')
    else:
        parts.append('<div class="ring"><div class="loop"></div></div>')
    parts.append('<div class="panel">')
    parts += [_titles(book, size), _people(book), _foot(book, on_paper)]
    parts.append("</div></div></section>")
    return "".join(parts)


def _designed(book: Book, size: str, on_paper: bool) -> str:
    """The cover in one of the designs, or as its author has changed it. Title and people stand
    at the top, in the middle, or at the bottom above all else."""
    cover = book.cover
    place = cover.title_place or _usual_place(cover)
    classes = ["cover", f"of-{cover.design or FIRST_DESIGN}", f"title-{place}"]
    classes += [f"picture-{picture_window(cover)}"] if cover.image else ["drawn"]
    classes += [name for name, chosen in (("whole", cover.fit == "whole"),) if chosen]
    classes += _how_full(book, size)
    classes += [shade_of(cover)] if cover.colour else []
    classes += [cover.shade] if cover.shade else []
    style = f' style="{palette(cover)}"' if palette(cover) else ""
    parts = [f'<section class="{" ".join(classes)}" id="cover"{style}><div class="face">']
    parts.append('<div class="ground"></div>')
    if cover.image:
        parts.append(f'<div class="picture"><img src="{IMAGE_NAME}" alt=""></div>')
    else:
        parts.append('<div class="ring"><div class="loop"></div></div>')
    parts.append('<div class="veil"></div>')
    head = f'<div class="head">{_titles(book, size)}{_people(book, publisher=False)}</div>'
    publisher = paragraph("cover-publisher", publisher_of(book.metadata))
    base = f'<div class="base">{publisher}{_foot(book, on_paper)}</div>'
    is_low = place == "bottom"
    parts.append(f'{"" if is_low else head}<div class="low">{head if is_low else ""}{base}</div>')
    return "".join([*parts, "</div></section>"])


def _how_full(book: Book, size: str) -> list[str]:
    """Whether there are so few words that the title may be larger than usual, or so many that what
    is drawn gives way to them."""
    metadata = book.metadata
    if len(metadata.title) <= BRIEF:
        return ["brief"]
    is_crowded = size in ("long", "endless") or len(metadata.subtitle) > LONG_SUBTITLE
    return ["crowded"] if is_crowded or len(metadata.creators) > MANY_PEOPLE else []


def picture_window(cover: Cover) -> str:
    """Where the picture stands: where the author wants it, or as the design has it."""
    return cover.picture or WINDOWS.get(cover.design, "full")


def _usual_place(cover: Cover) -> str:
    """Where the title stands: away from the picture, or as the design has it."""
    window = picture_window(cover) if cover.image else ""
    return {"upper": "bottom", "lower": "top"}.get(window) or PLACES.get(cover.design, "bottom")


def _titles(book: Book, size: str) -> str:
    title = paragraph(f"cover-title {size}", book.metadata.title)
    return title + paragraph("cover-subtitle", book.metadata.subtitle)


def _people(book: Book, publisher: bool = True) -> str:
    """Authors and others who made the text, editors only where the author wants them there, and
    the publisher."""
    metadata, labels = book.metadata, dict(book.labels)
    names = [creator.name for creator in metadata.creators if creator.role == "aut"]
    lines = [paragraph("cover-author", author) for author in grouped_authors(names)]
    shown = [each for each in metadata.creators if each.role != EDITOR or book.cover.editors]
    others = metadata._replace(creators=tuple(shown))
    lines += [paragraph("cover-maker", maker) for maker in credited_makers(others, labels)]
    if publisher:
        lines.append(paragraph("cover-publisher", publisher_of(metadata)))
    return "".join(lines)


def _foot(book: Book, on_paper: bool) -> str:
    """Whose the picture is and where it can be found, unless that stands on the back."""
    cover = book.cover
    is_here = cover.link_on == "front" and (cover.credit or cover.image_link)
    return credit_and_link(book, on_paper) if is_here else ""


def publisher_of(metadata: Metadata) -> str:
    """The publisher's name."""
    made = (party.lines[0] for party in metadata.imprint.makers if party.role == "publisher")
    return metadata.publisher or next(made, "")


def credit_and_link(book: Book, on_paper: bool) -> str:
    """The foot of the cover: whose the picture is, and where it can be found; on paper with a code
    to scan."""
    cover = book.cover
    parts = ['<div class="foot">']
    if cover.image_link and on_paper:
        parts.append(f'<div class="code">{qr_svg(cover.image_link)}</div>')
    parts.append('<div class="lines">')
    parts.append(paragraph("cover-credit", cover.credit))
    if cover.image_link:
        link = html.escape(cover.image_link)
        parts.append(f'<p class="cover-link"><a href="{link}">{link}</a></p>')
    parts.append("</div></div>")
    return "".join(parts)


def shade_of(cover: Cover) -> str:
    """Whether dark letters or light ones stand out on a ground of the author's own; "" on that
    of the design."""
    if not cover.colour:
        return ""
    return "on-light" if is_light(colour_of(cover.colour)) else "on-dark"


def palette(cover: Cover) -> str:
    """The author's own colours and face, as custom properties that the style sheets read."""
    face = f"'{cover.title_face}'" if cover.title_face else ""
    chosen = (
        ("--ground", cover.colour), ("--title-ink", cover.title_colour), ("--title-face", face),
    )  # fmt: skip
    return "; ".join(f"{name}: {value}" for name, value in chosen if value)


def paragraph(kind: str, text: str) -> str:
    """A paragraph of the class with the quotation marks of print, where there is a text."""
    return f'<p class="{kind}">{html.escape(typographic(text))}</p>' if text else ""


def qr_svg(link: str) -> str:
    """The link as an inline SVG of a QR code with its quiet zone (ISO/IEC 18004)."""
    import segno  # slow to load, and only a cover with a link has a code

    code: str = segno.make(link, error="m", micro=False).svg_inline(
        border=4, omitsize=True, dark="#000", light="#fff"
    )
    return code
