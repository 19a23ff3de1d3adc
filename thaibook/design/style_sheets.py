"""Stage dress: styles/ and fonts/ become a Design.

Enters: the two folders and the text face the author chose. Leaves: the style sheets, the
fonts that they name with the characters each can draw, and the measures of the page.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence

from thaibook.design.bundled_files import bundled_font, read_sheet
from thaibook.design.cover import FIRST_DESIGN
from thaibook.design.cover_back import in_millimetres
from thaibook.design.families import FONT_URL, Sheet, cover_face, faces_of, filled, named_in
from thaibook.design.font_tests import middle_of
from thaibook.design.looks_sheets import looks_sheets, page_sheets
from thaibook.design.page_measures import measures
from thaibook.messages import (
    BookError,
    Problem,
    name_of_character,
    problem,
)
from thaibook.model import Book, Cover, Design, Font, Looks, Manuscript, OwnFile, Typography
from thaibook.storage import STYLES
from thaibook.text import late_pattern

COVER, OWN_COVER = "cover.css", "own-cover.css"
PLAIN, NOTHING_SAID = Typography(), Looks()
CODE_SHEET, CODE_ON_PAPER = "code.css", "code-print.css"
COVER_DESIGNS, COVER_DESIGN, COVER_FACE = "cover-designs.css", "cover-{name}.css", "cover-face.css"
FACE_RULE = late_pattern(r"@font-face\s*\{[^{}]*\}")
SHEET_OF_COVER = "cover-sheet.css"
SCREEN_SHEET = "screen.css"
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


def load_design(
    typography: Typography | str = PLAIN,
    looks: Looks = NOTHING_SAID,
    own_files: Sequence[OwnFile] = (),
    title_face: str = "",
) -> Design:
    """The design of a book whose text is set so (a name stands for the family of the text), with
    what its author says of the looks. title_face: the family of the title on the cover."""
    if isinstance(typography, str):
        typography = Typography(body=typography)
    faces = faces_of(typography, own_files)
    on_top = looks_sheets(looks, own_files)

    def named(sheets: Iterable[Sheet], on_paper: bool = False) -> tuple[Sheet, ...]:
        names = faces.printed_names if on_paper else faces.names
        return tuple((name, named_in(css, names)) for name, css in sheets)

    page = page_sheets(looks)
    shared = (*faces.shared, *named((*_sheets("shared.css", "markup.css"), *on_top.shared)))
    epub = named((*_sheets("epub.css", "cover-page.css"), *on_top.epub))
    printed = (*_sheets("print.css", "markup-print.css"), *on_top.printed)
    printed = (*faces.printed, *page, *named(printed, on_paper=True))
    middle = {"middle": f"{middle_of(faces.text_face):.4f}"} if looks.drop_cap else {}
    printed = tuple((name, filled(css, middle)) for name, css in printed)
    cover = (*_sheets(COVER), *on_top.cover)
    everything = (*shared, *epub, *printed, *cover)
    names = sorted({name for _, css in everything for name in FONT_URL.findall(css)})
    fonts = tuple(faces.fonts.get(name) or bundled_font(name) for name in names)
    if title_face:
        rules, more = cover_face(title_face, own_files)
        cover = ((COVER_FACE, rules), *cover) if rules else cover
        fonts = (*fonts, *(font for font in more if font.name not in names))
    try:
        measured = measures("\n".join(css for _, css in page))
    except (KeyError, IndexError, ValueError):
        raise BookError([problem("sheet-measure", STYLES / "page.css")]) from None
    return Design(
        shared,
        epub,
        printed,
        cover,
        fonts,
        measured,
        faces.text_face,
        faces.names,
    )


def _sheets(*names: str) -> tuple[Sheet, ...]:
    return tuple((name, read_sheet(name)) for name in names)


def sheet_design(design: Design, book: Book) -> Design:
    """The design of the whole cover as one sheet: in the sheets of the front, lengths that are
    shares of the page are those of the book's own."""
    page = book.page
    fronts = tuple(
        (name, in_millimetres(css, page.width_mm, page.height_mm)) for name, css in design.cover_css
    )
    text = tuple(sheet for sheet in design.shared_css if FONT_URL.search(sheet[1]))
    sheets = ((SHEET_OF_COVER, read_sheet(SHEET_OF_COVER)), *fronts)
    names = {name for _, css in (*text, *sheets) for name in FONT_URL.findall(css)}
    own = {font.name: font for font in design.fonts}  # with the sizes that they have in the book
    fonts = tuple(own.get(name) or bundled_font(name) for name in sorted(names))
    return design._replace(shared_css=text, print_css=(), cover_css=sheets, fonts=fonts)


def design_for(design: Design, book: Book) -> Design:
    """The design with the sheets, and their fonts, that this book has a use for."""
    design = _with_optional_sheets(design, book)
    if not book.cover.is_plain:
        design = _with_cover_design(design, book.cover)
    sheets = _sign_sheets(design, book)
    if any(sign in section.body for section in book.sections for sign in CODE_TAGS):
        on_paper = (CODE_ON_PAPER, read_sheet(CODE_ON_PAPER))
        design = design._replace(print_css=(on_paper, *design.print_css))
        sheets = [(CODE_SHEET, named_in(read_sheet(CODE_SHEET), design.faces)), *sheets]
    if not sheets:
        return design
    names = sorted({name for _, css in sheets for name in FONT_URL.findall(css)})
    design = design._replace(
        shared_css=(*design.shared_css, *sheets),
        fonts=(*design.fonts, *map(bundled_font, names)),
    )
    families = "".join(f", {each[0]}" for _, css in sheets for each in SIGN_FACE.finditer(css))
    return _with_last_faces(design, families) if families else design


def _with_optional_sheets(design: Design, book: Book) -> Design:
    """The design with the sheets of what only some books have, each where the book has it."""
    shared, printed = list(design.shared_css), list(design.print_css)
    for pattern, for_both, for_paper in OPTIONAL_SHEETS:
        if any(pattern.search(section.body) for section in book.sections):
            shared += [(name, read_sheet(name)) for name in for_both]
            printed += [(name, read_sheet(name)) for name in for_paper]
    return design._replace(shared_css=tuple(shared), print_css=tuple(printed))


def _with_cover_design(design: Design, cover: Cover) -> Design:
    """The design with the sheets of the cover's own design, and the face of its title."""
    names = COVER_DESIGNS, COVER_DESIGN.format(name=cover.design or FIRST_DESIGN)
    sheets = [*design.cover_css, *((name, read_sheet(name)) for name in names)]
    sheets.sort(key=lambda sheet: sheet[0] == OWN_COVER)  # the author's goes on top
    if cover.title_face and COVER_FACE not in dict(sheets):
        sheets.append((COVER_FACE, "\n".join(_face_rules(cover.title_face))))
    fonts = {name for _, css in sheets for name in FONT_URL.findall(css)}
    more = sorted(fonts - {font.name for font in design.fonts})
    return design._replace(cover_css=tuple(sheets), fonts=(*design.fonts, *map(bundled_font, more)))


def _face_rules(family: str) -> list[str]:
    """The rules that load the program's family, of whichever sheets have it."""
    names = sorted(STYLES.glob(f"*-{family}.css"))
    sheets = [path.read_text("utf-8") for path in names] or [read_sheet("display.css")]
    return list(dict.fromkeys(rule for css in sheets for rule in FACE_RULE.findall(css)))


def screen_design(design: Design) -> Design:
    """The design for a PDF that is read on a telephone."""
    return design._replace(print_css=(*design.print_css, (SCREEN_SHEET, read_sheet(SCREEN_SHEET))))


def _sign_sheets(design: Design, book: Book) -> list[tuple[str, str]]:
    """The sheets of the faces that have signs of this book which those of the text lack."""
    said = (book.metadata.title, book.cover.credit, book.looks.scene)
    texts = "\n".join((*said, *(section.body for section in book.sections)))
    unusual = {ord(character) for character in set("".join(UNUSUAL.findall(texts)))}
    wanted = unusual.difference(*(font.characters for font in design.fonts))
    sheets = []
    for name in SIGN_SHEETS if wanted else ():
        css = read_sheet(name)
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
