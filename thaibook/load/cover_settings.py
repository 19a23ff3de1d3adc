"""The cover: book.yaml's key `cover`, or the picture in its usual place.

Enters: the settings of book.yaml, and the book's folder. Leaves: a Cover, its picture read.
"""

from __future__ import annotations

from pathlib import Path

from thaibook.images import SUFFIXES, read_image
from thaibook.messages import BookError, Phrase, Problem, problem
from thaibook.model import Cover, Image
from thaibook.storage import YamlMapping

COVER_KEYS = ("image", "image_link", "credit", "words")
MAX_LINK_BYTES = 2331  # what a QR code holds: ISO/IEC 18004, table 7, version 40-M
SHORT_LINK = Phrase(f"a link of at most {MAX_LINK_BYTES} bytes, all that a QR code holds")
COVER_NAMES = tuple(f"images/cover{suffix}" for suffix in SUFFIXES)


def read_cover(settings: YamlMapping, book: Path, path: Path, problems: list[Problem]) -> Cover:
    """The cover of the book in the folder `book`, whose settings are in `path`."""
    cover = settings.mapping("cover", COVER_KEYS)
    name, line = cover.text("image"), cover.line_of("image")
    if not name:
        name = next((usual for usual in COVER_NAMES if (book / usual).is_file()), "")
    image: Image | None = None
    if name:
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
    return Cover(image, link, credit, cover.flag("words", True))
