"""What the lines of a Markdown text say, when its signs are left out.

Enters: the text of a chapter. Leaves: for each line that holds letters the readings in
which it may arrive; which of them does is for Markdown to decide. Signs are looked for in
whole paragraphs: a tag, the words of a link and code may go over several lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from thaibook.grammar.lines import scan
from thaibook.grammar.mdx import without_mdx
from thaibook.grammar.signs import (
    ATTRIBUTES,
    INLINE_NOTE,
    LETTER,
    MARKER,
    NOTE_CALL,
    NUMBER,
    OF_PICTURE,
    OF_TABLE,
    TARGET,
)
from thaibook.grammar.signs import (
    TASK as SIGN_OF_TASK,
)

# Markdown's own signs, which are not text. Order matters.
BRACES = re.compile(rf"\{{:?\s*{ATTRIBUTES}\s*\}}")
NOTE = re.compile(rf"{NOTE_CALL}:?")  # a call, or the label of a note
CODE = tuple(  # nothing in it is a sign; in a list, it ends with the item
    re.compile(rf"(?<!`)(`+)(?!`)({inside})(?<!`)\1(?!`)") for inside in (r"(?s:.+?)", ".+?")
)
KEPT = re.compile("\x02(\\d+)\x03")  # code, while signs are looked for
# HTML tags, such as <o:p> too, but no addresses that become links. What stands in quotes
# after = is no end of a tag for a parser of HTML; Markdown looks for the nearest.
NAME = r"</?(?!https?:|ftp:|mailto:|[^\s<>]+@)[A-Za-z][^\s<>/]*"
TAGS = (
    re.compile(NAME + r"(?:\s[^<>]*)?/?>"),
    re.compile(NAME + r"(?>=\s*\"[^\"]*\"|=\s*'[^']*'|[^>]){0,2000}+>"),
)
MAILTO = re.compile(r"<mailto:(?=[^\s<>]+@)", re.IGNORECASE)
LINK = re.compile(rf"\]\({TARGET}(?:\s+(?:\".{{0,999}}?\"|'.{{0,999}}?'))?\s*\)", re.DOTALL)
LABEL = re.compile(r"\]\[([^\[\]]*)\]")  # [text][label]
DEFINITION = re.compile(
    r"^[ >]*\[([^\]^][^\]]*)\]:\s*(?:<[^>\n]*>|\S+)"
    r"(?:\s+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
ABBREVIATION = re.compile(r"^ {0,3}\*\[[^\]]+\] ?:.*", re.MULTILINE)
# What HTML never shows.
UNSEEN = re.compile(r"<!--|<[!?](?=[A-Za-z\[])|<(script|style)\b", re.IGNORECASE)
ALONE = re.compile(r"(?:`{3,}|~{3,})[^`]*$|\\(?:newpage|pagebreak) *$")  # a fence, a new page
DIV = re.compile(  # ::: verse, /// note | title
    r":{3,} */?\{?\.?[\w\u0e00-\u0e7f-]*\}?|/{3,} *(?:html *\|.*|[A-Za-z][\w-]*(?= *\||$))"
)
ALERT = re.compile(r"\[!\w+\][-+]?")  # > [!NOTE]
BOX = re.compile(r"(?:!!!|\?\?\?\+?) ?[\w-]+(?: +[\w-]+)*")  # !!! note "title"
CAPTION = re.compile(f"{OF_PICTURE}|{OF_TABLE}")
# Titles and credits of pictures, which may stand apart from the line.
APART = re.compile(r"!\[[^\]]{0,999}\]\([^()\s]{0,999}\s+\"(.{0,999}?)\"\)|\bcredit=\"([^\"]*)\"")
IN_LINE = re.compile(INLINE_NOTE)
# The quotations and items in which a line begins. Lists may renew their numbers; letters
# stay as they were written.
RENEWED = rf"(?:[-+*]|{NUMBER}[.)])(?=\s)"
LETTERED = re.compile(rf"{LETTER}[.)](?=\s)")
CONTAINER = re.compile(rf"(?:[\s>]|{MARKER}(?=\s))*")
BEGUN = re.compile(rf"[\s>]|{MARKER}(?=\s)")
TASK = re.compile(rf"{CONTAINER.pattern}{RENEWED}\s+{SIGN_OF_TASK}(?=\s)")  # - [x] งาน
# What is compared: everything but white space, ASCII punctuation and typographic signs
# that Markdown may set in another form.
IGNORED = re.compile(
    r"[\s!-/:-@\[-`{-~\u00a0\u00ad\u200b-\u200f\u2010-\u2015\u2018-\u201f\u2026\u2060\ufeff]+"
)
# What none of these patterns matches without, but for CONTAINER; most paragraphs have none.
SIGN = re.compile(r"[`<\[\]{&:!?/\\=~]")


class PlainText(NamedTuple):
    """What a line may say, and what of it may stand apart: titles of pictures, credits."""

    letters: str
    apart: tuple[str, ...] = ()


class _Names(NamedTuple):
    notes: frozenset[str]
    labels: frozenset[str]


def bare(text: str) -> str:
    """The letters and digits that are compared."""
    return IGNORED.sub("", text)


def keep_plain_lines(text: str) -> None:
    """Keep the readings of a text until they are asked for, once."""
    _ahead[text] = list(_plain_lines(text))


def plain_lines(text: str) -> list[tuple[int, tuple[PlainText, ...]]]:
    """(line, its readings) for each line that holds letters in all of them."""
    return _ahead.pop(text) if text in _ahead else list(_plain_lines(text))


_ahead: dict[str, list[tuple[int, tuple[PlainText, ...]]]] = {}


def _plain_lines(text: str) -> Iterator[tuple[int, tuple[PlainText, ...]]]:
    seen = _seen(text)
    notes = frozenset(_notes(text)) if "[^" in text else frozenset[str]()
    labels = frozenset(_normal(definition[1]) for definition in DEFINITION.finditer(seen))
    names = _Names(notes, labels)
    versions = [_of_lines(seen, names)]
    if seen != text:  # in code, comments and scripts are text
        versions.append(_of_lines(text, names))
    shown = seen.split("\n")
    for number, line in enumerate(text.split("\n")):
        if not shown[number].strip():
            continue
        plain = {each for version in versions for each in version[number]}
        plain.add((line, ()))  # as it stands: in a block of code
        said = {PlainText(bare(text), apart) for text, apart in plain}
        if all(reading.letters for reading in said):
            yield number + 1, tuple(sorted(said))


def _notes(text: str) -> Iterator[str]:
    """The names of the notes that the text has."""
    for line in scan(text):
        for marker in line.markers:
            if marker.startswith("[^"):
                yield marker[2:-2]


Plain = tuple[str, tuple[str, ...]]  # a reading before it is bared


def _of_lines(text: str, names: _Names) -> list[set[Plain]]:
    """For each line what it may say, paragraph by paragraph."""
    made: list[set[Plain]] = []
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            block.append(line)
            continue
        made += _of_block(block, names) if block else []
        made.append(set())
        block = []
    return made


def _of_block(lines: list[str], names: _Names) -> list[set[Plain]]:
    block = "\n".join(lines)
    if not SIGN.search(block) and not any(map(BEGUN.match, lines)):
        return [{(line, ())} for line in lines]
    apart = [tuple(filter(None, map(bare, _apart(line)))) for line in lines]
    for number, line in enumerate(lines) if "^[" in block else ():
        lines[number], notes = _without_notes(line, names)
        apart[number] += notes
    inner = [CONTAINER.sub(_letters, line, count=1) for line in lines]
    made: list[set[Plain]] = [set() for _ in lines]
    for version in (lines, inner) if inner != lines else (lines,):
        for plain in _plain("\n".join(version), names):
            for number, said in enumerate(plain.split("\n")):
                made[number].add((said, apart[number]))
                for sign in (DIV, ALERT, BOX, CAPTION, TASK):
                    if sign.match(said):
                        made[number].add((sign.sub("", said), apart[number]))
    for number, line in enumerate(inner):
        if ALONE.match(line):
            made[number].add(("", ()))
    return made


def _without_notes(line: str, names: _Names) -> tuple[str, tuple[str, ...]]:
    """A line without the notes in it, and what these say."""
    notes = [next(iter(_plain(note["note"], names))) for note in IN_LINE.finditer(line)]
    return IN_LINE.sub("", line), tuple(filter(None, map(bare, notes)))


def _letters(signs: re.Match[str]) -> str:
    """What stays of the signs that a line begins with."""
    return "".join(LETTERED.findall(signs[0]))


def _apart(line: str) -> Iterator[str]:
    for picture in APART.finditer(line):
        yield picture[1] or picture[2] or ""


def _plain(block: str, names: _Names) -> set[str]:
    """A paragraph without signs, line by line: braces may be attributes or text, and tags
    may end in two ways."""
    made = set()
    for pattern in CODE if "`" in block else CODE[:1]:
        code: list[str] = []
        kept = pattern.sub(partial(_keep, code), block)
        for version in _signless(kept, names):
            made.add(KEPT.sub(partial(_kept, code), version))
    return made


def _kept(code: list[str], place: re.Match[str]) -> str:
    return code[int(place[1])]


def _keep(code: list[str], span: re.Match[str]) -> str:
    """A place for each line of code, which goes to the end of `code`."""
    first = len(code)
    code.extend(span[2].split("\n"))
    return "\n".join(f"\x02{number}\x03" for number in range(first, len(code)))


def _signless(text: str, names: _Names) -> Iterator[str]:
    text = _without(MAILTO, _without(ABBREVIATION, _without(DEFINITION, text)))
    for tag in TAGS if "<" in text else TAGS[:1]:
        plain = _without(LINK, _without(tag, text))
        plain = LABEL.sub(lambda label: _known(label, names.labels), plain)
        # The call of a note that nobody wrote stays in the text.
        plain = NOTE.sub(lambda call: "" if call[1] in names.notes else call[0], plain)
        for version in {plain, _without(BRACES, plain)}:
            yield html.unescape(version)


def _known(label: re.Match[str], labels: frozenset[str]) -> str:
    """Nothing for a label that is defined, which is no text; else the label as it stands."""
    known = not label[1].strip() or _normal(label[1]) in labels
    return "\n" * label[0].count("\n") if known else label[0]


def _normal(label: str) -> str:
    return " ".join(label.lower().split())


def _without(sign: re.Pattern[str], text: str) -> str:
    return sign.sub(lambda part: "\n" * part[0].count("\n"), text)


def _seen(text: str) -> str:
    """The text with comments, declarations, scripts, styles and what MDX adds made empty lines.

    One that never ends is looked for only once: a thousand of them would take minutes.
    """
    text = without_mdx(text)
    parts, at, endless = [], 0, set[str]()
    while found := UNSEEN.search(text, at):
        name = (found[1] or "").lower()
        end = f"</{name}" if name else "-->" if found[0] == "<!--" else ">"
        close = -1 if end in endless else _find(text, end, found.end())
        if close < 0:
            endless.add(end)
            parts.append(text[at : found.end()])
            at = found.end()
            continue
        close = text.find(">", close) + 1 or len(text)
        parts += [text[at : found.start()], "\n" * text.count("\n", found.start(), close)]
        at = close
    return "".join([*parts, text[at:]])


def _find(text: str, end: str, start: int) -> int:
    found = re.compile(re.escape(end), re.IGNORECASE).search(text, start)
    return found.start() if found else -1
