"""How the text is set on paper and in the EPUB: book.yaml's keys `typography` and `epub`.

Enters: the settings of book.yaml. Leaves: Typography and Reading.
"""

from __future__ import annotations

from thaibook.grammar import MODES
from thaibook.model import Reading, Typography
from thaibook.storage import YamlMapping

TYPOGRAPHY_KEYS = (
    "body", "size", "leading", "justify", "digits", "maiyamok", "numbering", "sections", "lines",
)  # fmt: skip
EPUB_KEYS = ("breaks", "certified_by")
SIZES_PT, LEADINGS = (6.0, 30.0), (1.2, 3.0)


def read_typography(settings: YamlMapping, families: tuple[str, ...]) -> Typography:
    """How the author wants the text set; families: the faces there are, the default first."""
    typography = settings.mapping("typography", TYPOGRAPHY_KEYS)
    return Typography(
        body=typography.choice("body", families),
        size_pt=_number(typography, "size", 11.0, SIZES_PT, "pt"),
        leading=_number(typography, "leading", 0.0, LEADINGS),
        justify=typography.flag("justify", True),
        digits=typography.choice("digits", ("arabic", "thai")),
        maiyamok=typography.choice("maiyamok", ("keep", "spaced", "tight")),
        numbering=typography.choice("numbering", ("none", "words", "thai", "arabic")),
        lines=read_lines(typography),
        sections=typography.flag("sections", False),
    )


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
    breaks = epub.choice("breaks", ("zwsp", "wbr", "none"))
    return Reading(breaks, epub.text("certified_by"))
