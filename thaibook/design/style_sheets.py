"""Stage dress: styles/ and fonts/ become a Design.

Enters: the two folders and the text face the author chose. Leaves: the style sheets, the
fonts that they name with the characters each can draw, and the measures of the page.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from pathlib import Path

from thaibook.design.cover import FIRST_DESIGN
from thaibook.design.cover_back import in_millimetres
from thaibook.design.page_measures import SHEET, measures
from thaibook.messages import (
    BookError,
    Phrase,
    Problem,
    name_of_character,
    problem,
    reason_of,
)
from thaibook.model import Book, Cover, Design, Font, Manuscript
from thaibook.storage import is_file
from thaibook.text import late_pattern

# In a checkout the folders lie beside the package, in an installed wheel inside it.
_INSIDE = Path(__file__).parent.parent
ROOT = _INSIDE if (_INSIDE / "styles").is_dir() else _INSIDE.parent
STYLES, FONTS = ROOT / "styles", ROOT / "fonts"

TEXT_SHEET = "text-{family}.css"
CODE_SHEET = "code.css"
COVER_DESIGNS, COVER_DESIGN, COVER_FACE = "cover-designs.css", "cover-{name}.css", "cover-face.css"
FACE_RULE = late_pattern(r"@font-face\s*\{[^{}]*\}")
SHEET_OF_COVER = "cover-sheet.css"
SIGN_SHEETS = ("signs.css", "emoji.css")  # what the first has, the second is not asked for
SIGN_FACE = late_pattern('"(?:DejaVu Signs|Noto Emoji)"')  # as those sheets name it
# A list of two faces or more, and what a device has in their place.
FACES = late_pattern(
    r"(?<=font-family)(:\s[^;{},]+(?:, (?!(?:sans-)?serif|monospace)[^;{},]+)+)((?:, [\w-]+)?;)"
)
# (what stands in the XHTML of a book, the sheets for both formats and for paper that it takes)
BLOCKS = (
    "letter|placard|notice|side-by-side|about-author|landscape|exercise|answer|answer-lines|around"
    "|plate|sourced|table-note|margin-note|bibliography|auto section-number"
)
OPTIONAL_SHEETS = (
    (late_pattern('class="imprint[" ]'), ("imprint.css",), ("imprint-print.css",)),
    (
        late_pattern(f'class="(?:[^"]* )?(?:{BLOCKS})[ "]'),
        ("blocks.css",),
        ("blocks-print.css",),
    ),
)
CODE_TAGS = ("<pre", "<code", "<kbd", "<samp")
# What every face of a text can draw, and most texts have nothing else.
USUAL = frozenset((*range(0x20, 0x7F), *range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)))
UNUSUAL = re.compile("[^ -~\u0e01-\u0e3a\u0e3f-\u0e5b]+")
# Variation selectors, joiners: what an emoji may hold and nobody sees.
INVISIBLE = frozenset((0x200D, *range(0xFE00, 0xFE10)))
FONT_URL = re.compile(r"url\(\.\./fonts/([^)]+)\)")


def text_families() -> tuple[str, ...]:
    """The families that text can be set in, the default first: those with a text sheet."""
    names = [path.stem.removeprefix("text-") for path in STYLES.glob("text-*.css")]
    return tuple(sorted(names, key=lambda name: (name != "Sarabun", name)))


def load_design(family: str) -> Design:
    """The design with `family` (one of text_families) as the face of the text."""

    def sheets(*names: str) -> tuple[tuple[str, str], ...]:
        return tuple((name, _read(name)) for name in names)

    shared = sheets(TEXT_SHEET.format(family=family), "display.css", "shared.css", "markup.css")
    epub, printed, cover = (
        sheets("epub.css", "cover-page.css"),
        sheets(SHEET, "print.css", "markup-print.css"),
        sheets("cover.css"),
    )
    everything = (*shared, *epub, *printed, *cover)
    names = sorted({name for _, css in everything for name in FONT_URL.findall(css)})
    fonts = tuple(_font(name) for name in names)
    try:
        measured = measures(dict(printed)[SHEET])
    except (KeyError, IndexError, ValueError):
        raise BookError([problem("sheet-measure", STYLES / SHEET)]) from None
    return Design(shared, epub, printed, cover, fonts, measured)


def sheet_design(design: Design, book: Book) -> Design:
    """The design of the whole cover as one sheet: in the sheets of the front, lengths that are
    shares of the page are those of the book's own."""
    page = book.page
    fronts = tuple(
        (name, in_millimetres(css, page.width_mm, page.height_mm)) for name, css in design.cover_css
    )
    text = tuple(sheet for sheet in design.shared_css if FONT_URL.search(sheet[1]))
    sheets = ((SHEET_OF_COVER, _read(SHEET_OF_COVER)), *fronts)
    names = {name for _, css in (*text, *sheets) for name in FONT_URL.findall(css)}
    return design._replace(
        shared_css=text, print_css=(), cover_css=sheets, fonts=tuple(map(_font, sorted(names)))
    )


def design_for(design: Design, book: Book) -> Design:
    """The design with the sheets, and their fonts, that this book has a use for."""
    design = _with_optional_sheets(design, book)
    if not book.cover.is_plain:
        design = _with_cover_design(design, book.cover)
    sheets = _sign_sheets(design, book)
    if any(sign in section.body for section in book.sections for sign in CODE_TAGS):
        sheets = [(CODE_SHEET, _read(CODE_SHEET)), *sheets]
    if not sheets:
        return design
    names = sorted({name for _, css in sheets for name in FONT_URL.findall(css)})
    design = design._replace(
        shared_css=(*design.shared_css, *sheets),
        fonts=(*design.fonts, *map(_font, names)),
    )
    families = "".join(f", {each[0]}" for _, css in sheets for each in SIGN_FACE.finditer(css))
    return _with_last_faces(design, families) if families else design


def _with_optional_sheets(design: Design, book: Book) -> Design:
    """The design with the sheets of what only some books have, each where the book has it."""
    shared, printed = list(design.shared_css), list(design.print_css)
    for pattern, for_both, for_paper in OPTIONAL_SHEETS:
        if any(pattern.search(section.body) for section in book.sections):
            shared += [(name, _read(name)) for name in for_both]
            printed += [(name, _read(name)) for name in for_paper]
    return design._replace(shared_css=tuple(shared), print_css=tuple(printed))


def _with_cover_design(design: Design, cover: Cover) -> Design:
    """The design with the sheets of the cover's own design, and the face of its title."""
    names = COVER_DESIGNS, COVER_DESIGN.format(name=cover.design or FIRST_DESIGN)
    sheets = [*design.cover_css, *((name, _read(name)) for name in names)]
    if cover.title_face:
        sheets.append((COVER_FACE, "\n".join(_face_rules(cover.title_face))))
    fonts = {name for _, css in sheets for name in FONT_URL.findall(css)}
    more = sorted(fonts - {font.name for font in design.fonts})
    return design._replace(cover_css=tuple(sheets), fonts=(*design.fonts, *map(_font, more)))


def _face_rules(family: str) -> list[str]:
    """The rules that load the family, of whichever sheets have it."""
    names = sorted(STYLES.glob(f"*-{family}.css"))
    sheets = [path.read_text("utf-8") for path in names] or [_read("display.css")]
    return list(dict.fromkeys(rule for css in sheets for rule in FACE_RULE.findall(css)))


def _sign_sheets(design: Design, book: Book) -> list[tuple[str, str]]:
    """The sheets of the faces that have signs of this book which those of the text lack."""
    texts = "\n".join((book.metadata.title, book.cover.credit, *(s.body for s in book.sections)))
    unusual = {ord(character) for character in set("".join(UNUSUAL.findall(texts)))}
    wanted = unusual.difference(*(font.characters for font in design.fonts))
    sheets = []
    for name in SIGN_SHEETS if wanted else ():
        css = _read(name)
        drawn = frozenset[int]().union(*(_font(f).characters for f in FONT_URL.findall(css)))
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
    """The text of a sheet. Raises BookError: sheet-unreadable."""
    try:
        return (STYLES / name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else Phrase("it is no UTF-8")
        raise BookError([problem("sheet-unreadable", STYLES / name, reason=reason)]) from None


@cache
def _font(name: str) -> Font:
    """A font that a sheet names. Raises BookError: font-missing, font-licence, font-unreadable."""
    import uharfbuzz  # only now: who composes needs none of it

    path = FONTS / name
    if not is_file(path):
        raise BookError([problem("font-missing", path)])
    # The licence goes along into the EPUB, as that of most fonts asks.
    licence = min(path.parent.glob("*.txt"), default=None)
    if licence is None:
        raise BookError([problem("font-licence", path)])
    data = path.read_bytes()
    face = uharfbuzz.Face(data)
    if not face.glyph_count:
        raise BookError([problem("font-unreadable", path)])
    return Font(name, data, frozenset(face.unicodes), licence.read_bytes())


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
