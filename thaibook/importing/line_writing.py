"""The runs of a paragraph become one line of Markdown, or several where it has line ends.

Enters: inlines, and what is known of notes, pictures and places. Leaves: Markdown that is read
back before it is used: where the book's own Markdown would give other letters, or other bold and
italic, than the source has, the line is written again in the way that cannot be misread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from thaibook.importing.escaping import armoured, escaped
from thaibook.importing.gathering import merged, trimmed
from thaibook.importing.reading_back import reads_as
from thaibook.importing.source_document import (
    PLAIN,
    Anchor,
    Formula,
    IndexMark,
    Inline,
    LineBreak,
    Look,
    NoteCall,
    Picture,
    Text,
)

LINE_END = "\\\n"
SIGNS = {"bold": "**", "italic": "*", "strike": "~~", "mark": "=="}
TAGS = {"bold": "strong", "italic": "em", "strike": "del", "mark": "mark", "underline": "u"}
SPACES = re.compile(r"[ \t\n\r\f\v]+")
TAB = re.compile("(?<![ \u00a0])[ \u00a0]*+\t[ \t\u00a0]*")
EM_SPACE = "\u2003"  # a TAB between words, which Markdown would take for a space
MOST_SIGNS = 1_500  # that are read back in one paragraph; more are no prose
LINKED = re.compile(r"(?:https?://|mailto:|tel:)[^\n]+", re.IGNORECASE)
NO_ADDRESS = re.compile(r"[\s<>()\\|\"*`\[\]]")  # what would end an address in Markdown
# Letters that mean nothing to Markdown wherever they stand, and beginnings of lines that mean none.
RISKY = re.compile(r"[\\`*_\[\]{}<>#$~^=|&@:+!%\t\n-]|www|http", re.IGNORECASE)
SAFE_BEGINNING = re.compile(r"[\u0e01-\u0e2e\u0e40-\u0e44“‘](?![.)])")
SIMPLE = (Look(bold=True), Look(italic=True))
LETTERS_AT_ENDS = re.compile(r"[\u0e01-\u0e5bA-Za-z0-9](?:.*[\u0e01-\u0e5bA-Za-z0-9])?")


@dataclass(frozen=True)
class Surroundings:
    """What a chapter knows of what its lines mention.

    notes: the label of each note by its key; pictures: the file of each; anchors: the name of each
    place that is there, by the name it has in the source.
    """

    notes: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)

    def target(self, link: str) -> str:
        """The address of a link as it stands in Markdown; "" for one that leads nowhere."""
        if link.startswith("#"):
            name = self.anchors.get(link[1:], "")
            return f"#{name}" if name else ""
        if not LINKED.fullmatch(link):
            return ""
        return NO_ADDRESS.sub(lambda c: "".join(f"%{byte:02X}" for byte in c[0].encode()), link)


def written_line(
    inlines: Sequence[Inline], around: Surroundings, line_end: str = LINE_END, in_cell: bool = False
) -> str:
    """The Markdown of a paragraph's runs. line_end: what parts its lines; in_cell: it stands in
    a table."""
    runs = merged(_spaced(each) for each in trimmed(inlines) if not _is_blank_script(each))
    if not runs:
        return ""
    plain = _Writer(around, line_end, in_cell).line(runs)
    if _is_sure(runs):
        return plain
    if _signs_in(runs) > MOST_SIGNS:
        return _Writer(around, line_end, in_cell, with_tags=True, in_armour=True).line(runs)
    if reads_as(plain, runs, in_cell):
        return plain
    tagged = _Writer(around, line_end, in_cell, with_tags=True).line(runs)
    if reads_as(tagged, runs, in_cell):
        return tagged
    return _Writer(around, line_end, in_cell, with_tags=True, in_armour=True).line(runs)


def _is_sure(runs: Sequence[Inline]) -> bool:
    """Whether nothing in a line could be misread: letters without signs, some bold or italic
    among them. It saves most of the time that reading back takes."""
    marked = False
    for at, run in enumerate(runs):
        if not isinstance(run, Text) or run.link or RISKY.search(run.text):
            return False
        if at == 0 and not SAFE_BEGINNING.match(run.text):
            return False
        if run.look != PLAIN:
            if marked or run.look not in SIMPLE or not LETTERS_AT_ENDS.fullmatch(run.text):
                return False
        marked = run.look != PLAIN
    return True


def _signs_in(runs: Sequence[Inline]) -> int:
    """How much there is in a line that Markdown looks at."""
    signs = (len(RISKY.findall(each.text)) for each in runs if isinstance(each, Text))
    return len(runs) + sum(signs)


def _is_blank_script(run: Inline) -> bool:
    """Whether a run is a raised space, as LibreOffice puts it before the call of a note."""
    return isinstance(run, Text) and bool(run.look.script) and not run.text.strip()


def _spaced(inline: Inline) -> Inline:
    """Its white space as a book has it: one space; and a wide one for a TAB between words."""
    if not isinstance(inline, Text):
        return inline
    text = TAB.sub(EM_SPACE, inline.text)
    return replace(inline, text=text.replace("\n", " ").replace("\r", " "))


class _Writer:
    def __init__(
        self,
        around: Surroundings,
        line_end: str,
        in_cell: bool,
        with_tags: bool = False,
        in_armour: bool = False,
    ) -> None:
        self._around, self._line_end, self._in_cell = around, line_end, in_cell
        self._with_tags, self._in_armour = with_tags, in_armour

    def line(self, runs: Sequence[Inline]) -> str:
        """All runs, each line of its own."""
        lines: list[list[Inline]] = [[]]
        for each in runs:
            if isinstance(each, LineBreak):
                lines.append([])
            else:
                lines[-1].append(each)
        written = (self._one_line(trimmed(line)) for line in lines)
        return self._line_end.join(filter(None, written))

    def _one_line(self, runs: Sequence[Inline]) -> str:
        parts, at = "", 0
        while at < len(runs):
            link, end = _link(runs[at]), at + 1
            while end < len(runs) and link and _link(runs[end]) == link:
                end += 1
            parts += self._linked(runs[at:end], link, not parts)
            at = end
        return parts.strip(" ")

    def _linked(self, runs: Sequence[Inline], link: str, begins_line: bool) -> str:
        target = self._around.target(link)
        words = "".join(each.text for each in runs if isinstance(each, Text))
        if not target or (words.strip() == target and LINKED.fullmatch(target)):
            return self._looked(runs, (), begins_line)  # an address is a link by itself
        before, inner, after = _outside(self._looked(runs, (), False, in_link=True))
        return f"{before}[{inner}]({target}){after}" if inner else before + after

    def _looked(
        self,
        runs: Sequence[Inline],
        done: tuple[str, ...],
        begins_line: bool,
        in_link: bool = False,
    ) -> str:
        """Runs with signs around those that look alike, the longest of them outermost."""
        parts, at = "", 0
        while at < len(runs):
            name, end = _longest(runs, at, done)
            starts = begins_line and not parts
            if not name:
                parts += self._letters(runs[at], starts, in_link)
                at += 1
                continue
            inside = self._looked(runs[at:end], (*done, name), False, in_link)
            parts += self._signed(name, _script(runs[at]), inside)
            at = end
        return parts

    def _signed(self, name: str, script: str, inside: str) -> str:
        """Letters between the signs of a look; spaces stay outside."""
        before, inner, after = _outside(inside)
        if not inner:
            return inside
        if name == "script":
            return f"{before}<{script}>{inner}</{script}>{after}"
        if self._with_tags or name not in SIGNS:
            return f"{before}<{TAGS[name]}>{inner}</{TAGS[name]}>{after}"
        return f"{before}{SIGNS[name]}{inner}{SIGNS[name]}{after}"

    def _letters(self, run: Inline, begins_line: bool, in_link: bool) -> str:
        match run:
            case Text():
                return self._text(run, begins_line, in_link)
            case NoteCall():
                label = self._around.notes.get(run.key, "")
                return f"[^{label}]" if label else ""
            case Anchor():
                name = self._around.anchors.get(run.name, "")
                return f"[]{{#{name}}}" if name else ""
            case IndexMark():
                return f'[]{{.index term="{run.term.replace(chr(34), "")}"}}'
            case Formula():
                return f"${run.tex}$"
            case Picture():
                return self._picture(run)
        return ""

    def _picture(self, picture: Picture) -> str:
        file = self._around.pictures.get(picture.key, "")
        if not file:
            return ""
        words = escaped(" ".join(picture.alternative.split()), in_link=True)
        share = round(picture.share * 100)
        width = f"{{width={share}%}}" if 5 <= share < 95 else ""
        return f"![{words}]({file}){width}"

    def _text(self, run: Text, begins_line: bool, in_link: bool) -> str:
        if run.look.code:
            return self._code(run.text)
        if self._in_armour:
            return armoured(run.text)
        text = escaped(run.text, begins_line=begins_line, in_link=in_link)
        return text

    def _code(self, text: str) -> str:
        before, inner, after = _outside(text)
        if not inner or self._in_cell or "`" in inner:
            return f"{before}<code>{armoured(inner)}</code>{after}" if inner else text
        return f"{before}`{inner}`{after}"


def _link(run: Inline) -> str:
    return run.link if isinstance(run, Text | Picture) else ""


def _outside(text: str) -> tuple[str, str, str]:
    """The spaces before, the words, the spaces after."""
    inner = text.strip(" \u00a0\u2003")
    begin = text.find(inner) if inner else len(text)
    return text[:begin], inner, text[begin + len(inner) :]


def _script(run: Inline) -> str:
    return run.look.script if isinstance(run, Text) else ""


def _has(run: Inline, name: str) -> bool:
    if not isinstance(run, Text):
        return False
    return bool(getattr(run.look, name))


def _longest(runs: Sequence[Inline], at: int, done: tuple[str, ...]) -> tuple[str, int]:
    """The look of the run `at` that goes on over most runs, and where that ends."""
    best, furthest = "", at
    for name in ("bold", "italic", "mark", "underline", "strike", "script"):
        if name in done or not _has(runs[at], name):
            continue
        end = at + 1
        while end < len(runs) and _goes_on(runs, at, end, name):
            end += 1
        if end > furthest:
            best, furthest = name, end
    return best, furthest


def _goes_on(runs: Sequence[Inline], at: int, end: int, name: str) -> bool:
    """Whether a look goes on at `end`; a note between two runs of one look does not part them."""
    run = runs[end]
    if isinstance(run, Text):
        return _has(run, name) and (name != "script" or _script(run) == _script(runs[at]))
    following = runs[end + 1] if end + 1 < len(runs) else None
    return isinstance(following, Text) and _has(following, name) and name != "script"
