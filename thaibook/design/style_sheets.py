"""Stage dress: styles/ and fonts/ become a Design.

Enters: the two folders and the text face the author chose. Leaves: the style sheets, the
fonts that they name with the characters each can draw, and the measures of the page.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence

from thaibook.design.families import FONT_URL, Sheet, bundled_font, faces_of, filled, named_in
from thaibook.design.font_tests import middle_of
from thaibook.design.looks_sheets import looks_sheets, page_sheets
from thaibook.design.page_measures import measures
from thaibook.messages import Problem, name_of_character, problem
from thaibook.model import Book, Design, Font, Looks, Manuscript, OwnFile, Typography
from thaibook.storage import STYLES
from thaibook.text import late_pattern

COVER = "cover.css"
PLAIN, NOTHING_SAID = Typography(), Looks()
CODE_SHEET = "code.css"
SIGN_SHEETS = ("signs.css", "emoji.css")  # what the first has, the second is not asked for
SIGN_FACE = late_pattern('"(?:DejaVu Signs|Noto Emoji)"')  # as those sheets name it
# A list of two faces or more, and what a device has in their place.
FACES = late_pattern(
    r"(?<=font-family)(:\s[^;{},]+(?:, (?!(?:sans-)?serif|monospace)[^;{},]+)+)((?:, [\w-]+)?;)"
)
CODE_TAGS = ("<pre", "<code", "<kbd", "<samp")
# What every face of a text can draw, and most texts have nothing else.
USUAL = frozenset((*range(0x20, 0x7F), *range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)))
UNUSUAL = re.compile("[^ -~\u0e01-\u0e3a\u0e3f-\u0e5b]+")
# Variation selectors, joiners: what an emoji may hold and nobody sees.
INVISIBLE = frozenset((0x200D, *range(0xFE00, 0xFE10)))


def load_design(
    typography: Typography = PLAIN,
    looks: Looks = NOTHING_SAID,
    own_files: Sequence[OwnFile] = (),
) -> Design:
    """The design of a book whose text is set so, with what its author says of the looks."""
    faces = faces_of(typography, own_files)
    on_top = looks_sheets(looks, own_files)

    def named(sheets: Iterable[Sheet], on_paper: bool = False) -> tuple[Sheet, ...]:
        names = faces.printed_names if on_paper else faces.names
        return tuple((name, named_in(css, names)) for name, css in sheets)

    page = page_sheets(looks)
    shared = (*faces.shared, *named((*_sheets("shared.css", "markup.css"), *on_top.shared)))
    epub = named((*_sheets("epub.css"), *on_top.epub))
    printed = (*_sheets("print.css", "markup-print.css"), *on_top.printed)
    printed = (*faces.printed, *page, *named(printed, on_paper=True))
    middle = {"middle": f"{middle_of(faces.text_face):.4f}"} if looks.drop_cap else {}
    printed = tuple((name, filled(css, middle)) for name, css in printed)
    cover = (*_sheets(COVER), *on_top.cover)
    everything = (*shared, *epub, *printed, *cover)
    names = sorted({name for _, css in everything for name in FONT_URL.findall(css)})
    fonts = tuple(faces.fonts.get(name) or bundled_font(name) for name in names)
    return Design(
        shared,
        epub,
        printed,
        cover,
        fonts,
        measures("\n".join(css for _, css in page)),
        faces.text_face,
        faces.names,
    )


def _sheets(*names: str) -> tuple[Sheet, ...]:
    return tuple((name, _read(name)) for name in names)


def design_for(design: Design, book: Book) -> Design:
    """The design with the sheets, and their fonts, that this book has a use for."""
    sheets = _sign_sheets(design, book)
    if any(sign in section.body for section in book.sections for sign in CODE_TAGS):
        sheets = [(CODE_SHEET, named_in(_read(CODE_SHEET), design.faces)), *sheets]
    if not sheets:
        return design
    names = sorted({name for _, css in sheets for name in FONT_URL.findall(css)})
    design = design._replace(
        shared_css=(*design.shared_css, *sheets),
        fonts=(*design.fonts, *map(bundled_font, names)),
    )
    families = "".join(f", {each[0]}" for _, css in sheets for each in SIGN_FACE.finditer(css))
    return _with_last_faces(design, families) if families else design


def _sign_sheets(design: Design, book: Book) -> list[tuple[str, str]]:
    """The sheets of the faces that have signs of this book which those of the text lack."""
    said = (book.metadata.title, book.cover.credit, book.looks.scene)
    texts = "\n".join((*said, *(section.body for section in book.sections)))
    unusual = {ord(character) for character in set("".join(UNUSUAL.findall(texts)))}
    wanted = unusual.difference(*(font.characters for font in design.fonts))
    sheets = []
    for name in SIGN_SHEETS if wanted else ():
        css = _read(name)
        drawn = frozenset[int]().union(*(bundled_font(f).characters for f in FONT_URL.findall(css)))
        if not wanted.isdisjoint(drawn - INVISIBLE):
            sheets.append((name, css))
            wanted -= drawn
    return sheets


def _with_last_faces(design: Design, families: str) -> Design:
    """The design in whose lists of faces these come last, before what a device has."""

    def extended(sheets: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, FACES.sub(lambda faces: f"{faces[1]}{families}{faces[2]}", css))
            for name, css in sheets
        )

    return design._replace(
        shared_css=extended(design.shared_css),
        epub_css=extended(design.epub_css),
        print_css=extended(design.print_css),
        cover_css=extended(design.cover_css),
    )


def _read(name: str) -> str:
    return (STYLES / name).read_text("utf-8")


def fonts_of(design: Design, sheets: tuple[tuple[str, str], ...]) -> tuple[Font, ...]:
    """The fonts that these sheets of the design name."""
    names = {name for _, css in sheets for name in FONT_URL.findall(css)}
    return tuple(font for font in design.fonts if font.name in names)


def missing_glyphs(design: Design, manuscript: Manuscript) -> list[Problem]:
    """A warning for each character of the manuscript that no font of the design can draw.

    Each is reported once a file, at the first line that has it. Characters that draw
    nothing (Unicode category Cf, white space) need no glyph.
    """
    drawn = USUAL.union(*(font.characters for font in design.fonts))
    metadata = manuscript.metadata
    words = "\n".join((metadata.title, metadata.subtitle, metadata.source, manuscript.cover.credit))
    problems = []
    texts = [(manuscript.settings_path, words), *((c.path, c.text) for c in manuscript.chapters)]
    for path, text in texts:
        for character in sorted(set("".join(UNUSUAL.findall(html.unescape(text))))):
            if ord(character) in drawn or not _has_shape(character):
                continue
            offset = text.find(character)
            line = text.count("\n", 0, offset) + 1 if offset >= 0 and text is not words else 0
            problems.append(
                problem("missing-glyph", path, line, character=name_of_character(character))
            )
    return problems


def _has_shape(character: str) -> bool:
    invisible = character.isspace() or unicodedata.category(character) in ("Cf", "Cc")
    return not invisible and not 0xFE00 <= ord(character) <= 0xFE0F  # variation selectors
