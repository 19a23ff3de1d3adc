"""What of a cover's picture, or of one that fills a page, cannot be seen.

Enters: a Manuscript, and its Book. Leaves: Problems. A picture whose shape is not that of its place
is cut at two sides; the author is told, unless they have said that it may be.
"""

from __future__ import annotations

from thaibook.design.cover import picture_window
from thaibook.images import name_in_book
from thaibook.messages import Phrase, Problem, problem
from thaibook.model import Book, Manuscript, Page
from thaibook.text import late_pattern

# Shares of the page (width, height) that the windows of cover-designs.css have.
WINDOWS = {
    "full": (1.0, 1.0), "upper": (1.0, 0.56), "lower": (1.0, 0.56), "window": (0.5, 0.29),
}  # fmt: skip
SPLIT = {"upper": (1.0, 0.46), "lower": (1.0, 0.46)}
UNSEEN = 0.04  # of a side: what nobody misses
EPUB_SHAPE = 1600 / 2560
PLATE = late_pattern(
    r'<(?:figure|p)[^>]* class="(?P<names>[^"]*\bplate\b[^"]*)"[^>]*>\s*'
    r'<img[^>]* src="\.\./(?P<src>[^"]+)"'
)


def cut_plates(book: Book) -> list[Problem]:
    """A warning for each picture that fills a page, or two, and is cut there."""
    bodies = (section.body for section in book.sections if "plate" in section.body)
    plates = [(m["names"].split(), m["src"]) for body in bodies for m in PLATE.finditer(body)]
    pictures = {name_in_book(image.name): image for image in book.images} if plates else {}
    problems: dict[str, Problem] = {}
    for names, source in plates:
        image = pictures.get(source)
        if not image or {"cropped", "whole-picture"} & set(names):
            continue
        width, height = _with_bleed(book.page, 2 if "spread" in names else 1)
        lost = max(_lost(image.width / image.height, width / height))
        if lost > UNSEEN:
            words = {"name": image.name, "share": round(100 * lost)}
            problems[source] = problem("plate-cut", image.said_in, image.line, **words)
    return list(problems.values())


def cropped(manuscript: Manuscript) -> list[Problem]:
    """A warning where more of the cover's picture is cut away than nobody misses."""
    cover = manuscript.cover
    if not cover.image or cover.fit:
        return []
    shape = cover.image.width / cover.image.height
    width, height = _with_bleed(manuscript.page)
    name = "full" if cover.is_plain or cover.is_finished else picture_window(cover)
    share = (SPLIT if cover.design == "split" else {}).get(name) or WINDOWS[name]
    lost, where = _lost(shape, width * share[0] / (height * share[1])), Phrase("on paper")
    if max(lost) <= UNSEEN and not cover.is_finished:
        lost, where = _lost(shape, EPUB_SHAPE * share[0] / share[1]), Phrase("in the e-book")
    if max(lost) <= UNSEEN:
        return []
    sides, above = (round(100 * part) for part in lost)
    code = "cover-cut-sides" if sides else "cover-cut-ends"
    words = {"name": cover.image.name, "share": sides or above, "place": name, "where": where}
    return [problem(code, manuscript.settings_path, cover.line, **words)]


def _with_bleed(page: Page, pages: int = 1) -> tuple[float, float]:
    """The sides of so many pages beside each other, in millimetres."""
    return pages * page.width_mm + 2 * page.bleed_mm, page.height_mm + 2 * page.bleed_mm


def _lost(shape: float, window: float) -> tuple[float, float]:
    """The shares of a picture's width and height that its window does not show; shapes are width
    by height."""
    return max(0.0, 1 - window / shape), max(0.0, 1 - shape / window)
