"""What a reader gathers while it reads one file: the runs of a paragraph, and remarks.

Enters: letters, one piece after the other. Leaves: runs as few as their looks allow, since word
processors part a word into several for reasons of their own; and Remarks, each with its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from thaibook.importing.source_document import (
    PLAIN,
    Finding,
    Inline,
    LineBreak,
    Look,
    NoteCall,
    Remark,
    Text,
)
from thaibook.importing.symbol_fonts import characters_of, is_symbol_font
from thaibook.text import CONTROL
from thaibook.thai import repairs

# Scripts that word processors call complex, Thai among them: their bold and italic have flags of
# their own (ECMA-376 part 1, 17.3.2.26). What is of no script goes with the letters before it.
COMPLEX = "\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u0590-\u08ff"
SCRIPTS = re.compile(f"[{COMPLEX}](?:[^A-Za-z\u00c0-\u024f])*|[^{COMPLEX}]+")
IS_COMPLEX = re.compile(f"[{COMPLEX}]")
# What nobody sees and only a program puts there: zero-width spaces and joiners, soft hyphens,
# marks of direction. U+200C and U+200D stay: other scripts are written with them.
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Letters under private codes, which would be taken for no text.
OLD_FONT = next(each for each in repairs() if "old font" in each.why)
SOFT_HYPHEN = "\u00ad"


class Remarks:
    """The remarks on one file. place: where the reader is, as in Paragraph.place."""

    def __init__(self) -> None:
        self.place = 0
        self.every: list[Remark] = []

    def add(self, finding: Finding, what: str, text: str = "", place: int | None = None) -> None:
        """Keep a remark on what is at `place`, or where the reader is."""
        where = self.place if place is None else place
        self.every.append(Remark(finding, what, where, " ".join(text.split())))

    def left_out(self, what: str, text: str = "") -> None:
        """Say that something of the source is not in the manuscript."""
        self.add(Finding.LEFT_OUT, what, text)

    def changed(self, what: str, text: str = "") -> None:
        """Say that something is in the manuscript in another form."""
        self.add(Finding.CHANGED, what, text)


def seen(text: str, remarks: Remarks, font: str = "") -> str:
    """The text without characters that nobody sees; each kind of them is named. font: that it
    is set in, where the file says so; letters of a symbol font become what they look like."""
    if font and is_symbol_font(font):
        text, unknown = characters_of(font, text)
        if unknown:
            codes = " ".join(f"U+{ord(each):04X}" for each in unknown)
            remarks.left_out("symbol", f"{font} {codes}")
    if not text.isascii() and UNSEEN.search(text):
        found = UNSEEN.findall(text)
        soft = found.count(SOFT_HYPHEN)
        if soft:
            remarks.left_out("soft-hyphens", f"× {soft}")
        if len(found) > soft:
            names = sorted({f"U+{ord(each):04X}" for each in found if each != SOFT_HYPHEN})
            remarks.left_out("unseen", f"{' '.join(names)} × {len(found) - soft}")
        text = UNSEEN.sub("", text)
    if OLD_FONT.pattern.search(text):
        remarks.changed("marks", text[:60])
        text = OLD_FONT.pattern.sub(OLD_FONT.better, text)
    if strange := CONTROL.findall(text):
        names = sorted({f"U+{ord(each):04X}" for each in strange})
        remarks.left_out("control", f"{' '.join(names)} × {len(strange)}")
        text = CONTROL.sub("", text)
    return text


class Sizes:
    """The sizes of the letters of one paragraph. Word has a size for Thai and another for Latin
    (szCs and sz), so each script is compared with itself."""

    def __init__(self) -> None:
        self._letters: Counter[float] = Counter()
        self._pieces: dict[tuple[bool, float], list[str]] = {}

    def add(self, size: float, is_complex: bool, text: str) -> None:
        """Letters of a size in points, 0 for unknown."""
        if text.strip():
            self._letters[size] += len(text.strip())
            self._pieces.setdefault((is_complex, size), []).append(text)

    @property
    def most(self) -> float:
        """The size of most letters; 0 for none."""
        return max(self._letters, key=lambda size: self._letters[size], default=0.0)

    def others(self) -> list[str]:
        """The words that are larger or smaller than most of their script."""
        by_count = sorted(self._pieces, key=lambda own: sum(map(len, self._pieces[own])))
        usual = dict(by_count)  # of each script, the size that comes last
        return [
            "".join(pieces)
            for (is_complex, size), pieces in self._pieces.items()
            if size and usual[is_complex] and size != usual[is_complex]
        ]


class Flags(NamedTuple):
    """Bold and italic of Latin letters, and of Thai; None: nobody said, so it is as of Latin."""

    bold: bool = False
    bold_cs: bool | None = None
    italic: bool = False
    italic_cs: bool | None = None


def by_script(text: str, flags: Flags) -> Iterator[tuple[str, bool, bool, bool]]:
    """The letters in pieces that look alike: (letters, whether Thai, bold, italic)."""
    bold_cs = flags.bold if flags.bold_cs is None else flags.bold_cs
    italic_cs = flags.italic if flags.italic_cs is None else flags.italic_cs
    same = bold_cs == flags.bold and italic_cs == flags.italic
    for piece in [text] if same else SCRIPTS.findall(text):
        if IS_COMPLEX.search(piece):
            yield piece, True, bold_cs, italic_cs
        else:
            yield piece, False, flags.bold, flags.italic


def merged(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same runs, neighbours of one look joined, and those without letters taken out."""
    joined: list[Inline] = []
    for each in inlines:
        if isinstance(each, Text):
            if not each.text:
                continue
            last = joined[-1] if joined else None
            if isinstance(last, Text) and last.look == each.look and last.link == each.link:
                joined[-1] = replace(last, text=last.text + each.text)
                continue
        joined.append(each)
    return tuple(joined)


def trimmed(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The runs of a paragraph without white space and line ends at its two ends."""
    rest = list(inlines)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while rest:
            each = rest[end]
            if isinstance(each, LineBreak):
                rest.pop(end)
            elif isinstance(each, Text):
                kept = strip(each.text)
                if kept:
                    rest[end] = replace(each, text=kept)
                    break
                rest.pop(end)
            else:
                break
    return tuple(rest)


def without_common_look(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The runs of a heading: bold, italic and lines that all its letters have are those of the
    heading and not of its words."""
    texts = [each for each in inlines if isinstance(each, Text) and each.text.strip()]
    if not texts:
        return tuple(inlines)
    common = {
        name: all(getattr(each.look, name) for each in texts)
        for name in ("bold", "italic", "underline", "mark")
    }
    return merged(
        replace(each, look=_less(each.look, common)) if isinstance(each, Text) else each
        for each in inlines
    )


def _less(look: Look, common: dict[str, bool]) -> Look:
    lost = {name: False for name, all_have_it in common.items() if all_have_it}
    return replace(look, script=look.script, **lost)


def plain(text: str) -> tuple[Inline, ...]:
    """The runs of a text without looks."""
    return (Text(text, PLAIN),) if text else ()


def has_content(inlines: Iterable[Inline]) -> bool:
    """Whether there is anything to see, or a note."""
    return any(
        each.text.strip() if isinstance(each, Text) else not isinstance(each, LineBreak)
        for each in inlines
    )


def calls(inlines: Iterable[Inline]) -> list[str]:
    """The keys of the notes that are called, in order."""
    return [each.key for each in inlines if isinstance(each, NoteCall)]
