"""The cover: book.yaml's key `cover`, or the picture in its usual place.

Enters: the settings of book.yaml, and the book's folder. Leaves: a Cover, its pictures read.
"""

from __future__ import annotations

from pathlib import Path

from thaibook.images import SUFFIXES, read_image
from thaibook.load.imprint_settings import read_picture
from thaibook.messages import BookError, Phrase, Problem, problem
from thaibook.model import Back, Cover, Flaps, Image
from thaibook.storage import YamlMapping

COVER_KEYS = (
    "image", "image_link", "credit", "words", "design", "picture", "fit", "colour", "title",
    "link_on", "editors", "blurb", "author", "barcode", "spine", "flaps", "sheet",
)  # fmt: skip
TITLE_KEYS, AUTHOR_KEYS = ("place", "colour", "face"), ("image", "text")
FLAP_KEYS = ("width", "front", "back")
MAX_LINK_BYTES = 2331  # what a QR code holds: ISO/IEC 18004, table 7, version 40-M
SHORT_LINK = Phrase(f"a link of at most {MAX_LINK_BYTES} bytes, all that a QR code holds")
COVER_NAMES = tuple(f"images/cover{suffix}" for suffix in SUFFIXES)
DESIGNS = ("classic", "poster", "frame", "band", "split", "waves")
PICTURES = ("full", "upper", "lower", "none")
PLACES = ("top", "middle", "bottom")
DISPLAY_FACE = "Pridi"
COLOUR = r"#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})"
COLOUR_WANTED = '"#17324d"'
FLAP_WIDTH = r"(?:[3-9]\d|1[0-4]\d)(?:\.\d+)?\s*(?:mm)?"  # 30 to 149


def read_cover(
    settings: YamlMapping,
    book: Path,
    path: Path,
    problems: list[Problem],
    families: tuple[str, ...] = (),
) -> Cover:
    """The cover of the book in the folder `book`, whose settings are in `path`. families: the
    faces that the title may be set in, beside that of titles."""
    cover = settings.mapping("cover", COVER_KEYS, "image")
    name, line = cover.text("image"), cover.line_of("image")
    if not name:
        name = next((usual for usual in COVER_NAMES if (book / usual).is_file()), "")
    picture = _one_of(cover, "picture", PICTURES)
    image: Image | None = None
    if name and picture != "none":
        try:
            image = read_image(book, name, path, line)
        except BookError as error:  # told with all other faults
            problems.extend(error.problems)
    link = cover.text("image_link", accept=r"https?://\S+", wanted="https://example.org/picture")
    if len(link.encode()) > MAX_LINK_BYTES:
        words = {"key": "image_link", "value": f"{link[:60]}…", "wanted": SHORT_LINK}
        problems.append(problem("wrong-value", path, cover.line_of("image_link"), **words))
        link = ""
    credit = cover.text("credit", settings.text("source"))
    title = cover.mapping("title", TITLE_KEYS)
    return Cover(
        image,
        link,
        credit,
        cover.flag("words", True),
        design=_one_of(cover, "design", DESIGNS),
        picture="" if picture == "none" else picture,
        fit=_one_of(cover, "fit", ("crop", "whole")),
        colour=_colour(cover, "colour"),
        title_place=_one_of(title, "place", PLACES),
        title_colour=_colour(title, "colour"),
        title_face=_one_of(title, "face", tuple(dict.fromkeys((DISPLAY_FACE, *families)))),
        link_on=_one_of(cover, "link_on", ("front", "back")) or "front",
        editors=cover.flag("editors", False),
        back=_read_back(cover, book, path, problems),
        line=settings.line_of("cover") if settings.has("cover") else 0,
    )


def _read_back(cover: YamlMapping, book: Path, path: Path, problems: list[Problem]) -> Back:
    """What stands on the back, the spine and the flaps."""
    author = cover.mapping("author", AUTHOR_KEYS)
    flaps = cover.mapping("flaps", FLAP_KEYS)
    width = flaps.text("width", "", FLAP_WIDTH, "80mm").removesuffix("mm").strip()
    if cover.has("flaps") and not flaps.has("width"):
        flaps.required("width", "80mm")
    return Back(
        blurb=cover.lines("blurb"),
        portrait=read_picture(author, "image", book, path, problems),
        about=author.lines("text"),
        barcode=cover.flag("barcode", True),
        spine=_one_of(cover, "spine", ("down", "up")) or "down",
        flaps=Flaps(float(width), flaps.lines("front"), flaps.lines("back")) if width else None,
        sheet=cover.flag("sheet", False),
    )


def _one_of(settings: YamlMapping, key: str, options: tuple[str, ...]) -> str:
    """One of `options`, "" where the author says nothing."""
    return settings.choice(key, options) if settings.has(key) else ""


def _colour(settings: YamlMapping, key: str) -> str:
    """A colour as CSS has it, "" for none. An unquoted # begins a comment: it is told."""
    if settings.is_bare(key):
        settings.refuse(key, COLOUR_WANTED)
    colour = settings.text(key, "", COLOUR, COLOUR_WANTED).lower()
    return f"#{colour.removeprefix('#')}" if colour else ""
