"""How the text is set on paper and in the EPUB: book.yaml's keys `typography` and `epub`.

Enters: the settings of book.yaml. Leaves: Typography and Reading.
"""

from __future__ import annotations

import re

from thaibook.grammar import MODES
from thaibook.model import FaceNames, Reading, Typography
from thaibook.storage import YamlMapping

TYPOGRAPHY_KEYS = (
    "body", "headings", "latin", "size", "leading", "justify", "digits", "maiyamok", "numbering",
    "sections", "lines", "hanging", "float",
)  # fmt: skip
EPUB_KEYS = ("breaks", "for", "certified_by")
FLOATS = ("auto", "here")
BREAKS = ("cdata", "zwsp", "wbr", "none")
# Whom an EPUB is made for, and the mark that goes with it: converters, and Kobo's, read XHTML as
# if it were HTML, and would lose what stands in sections; Adobe's engine draws U+200B.
READERS = {"all": "cdata", "kindle": "zwsp", "kobo": "zwsp", "adobe": "none"}
PLAIN = Typography()
SPACING = re.compile(r"[\s_-]")  # what two spellings of a family may have otherwise
SIZES_PT, LEADINGS = (6.0, 30.0), (1.2, 3.0)


def read_typography(
    settings: YamlMapping, names: FaceNames, default: Typography = PLAIN
) -> Typography:
    """How the author wants the text set; names: of the families there are; default: what the
    design has where the author says nothing."""
    typography = settings.mapping("typography", TYPOGRAPHY_KEYS)

    def one_of(key: str, *options: str) -> str:
        first = getattr(default, key)
        return typography.choice(key, (first, *(each for each in options if each != first)))

    return Typography(
        body=_family(typography, "body", names.text, default.body),
        headings=_family(typography, "headings", names.headings, default.headings),
        latin=_family(typography, "latin", names.latin, default.latin),
        size_pt=_number(typography, "size", default.size_pt, SIZES_PT, "pt"),
        leading=_number(typography, "leading", default.leading, LEADINGS),
        justify=typography.flag("justify", default.justify),
        digits=one_of("digits", "arabic", "thai"),
        maiyamok=one_of("maiyamok", "keep", "spaced", "tight"),
        numbering=one_of("numbering", "none", "words", "thai", "arabic"),
        lines=read_lines(typography, default.lines),
        sections=typography.flag("sections", default.sections),
        hanging=one_of("hanging", "all", "punctuation", "none"),
        floats=(typography if typography.has("float") else settings).choice("float", FLOATS),
        answers=settings.choice("answers", ("chapter", "book")),
    )


def _family(settings: YamlMapping, key: str, names: tuple[str, ...], default: str) -> str:
    """The family that the author calls, whatever its capital letters and spaces."""
    called = settings.text(key)
    spelt = SPACING.sub("", called).casefold()
    found = next((name for name in names if SPACING.sub("", name).casefold() == spelt), "")
    if called and not found:
        settings.refuse(key, " | ".join(names) or "fonts/")
    return found or default


def read_lines(settings: YamlMapping, default: str = "") -> str:
    """The key `lines`: what ends of lines are within a paragraph."""
    return settings.text("lines", default, "|".join(MODES), " | ".join(MODES))


def _number(
    settings: YamlMapping, key: str, default: float, limits: tuple[float, float], unit: str = ""
) -> float:
    """A number, with its unit or without."""
    least, most = limits
    wanted = f"{least:g}{unit} – {most:g}{unit}"
    written = settings.text(key, "", rf"\d{{1,2}}(\.\d+)?\s*({unit})?", wanted)
    number = float(written.removesuffix(unit)) if written else default
    if written and not least <= number <= most:
        settings.refuse(key, wanted)
    return number


def read_reading(settings: YamlMapping) -> Reading:
    """How the author wants the EPUB made."""
    epub = settings.mapping("epub", EPUB_KEYS)
    reader = epub.choice("for", tuple(READERS))
    own = READERS[reader]
    breaks = epub.choice("breaks", (own, *(mark for mark in BREAKS if mark != own)))
    return Reading(breaks, reader, epub.text("certified_by"))
