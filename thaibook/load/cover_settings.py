"""The cover: book.yaml's key `cover`, or the picture in its usual place.

Enters: the settings of book.yaml, and the book's folder. Leaves: a Cover, its picture read.
"""

from __future__ import annotations

from pathlib import Path

from thaibook.images import SUFFIXES, read_image
from thaibook.messages import BookError, Problem
from thaibook.model import Cover, Image
from thaibook.storage import YamlMapping

COVER_KEYS = ("image", "image_link", "credit", "words")
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
    credit = cover.text("credit", settings.text("source"))
    return Cover(image, link, credit, cover.flag("words", True))
