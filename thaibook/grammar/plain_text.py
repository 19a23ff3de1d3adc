"""What the lines of a Markdown text say, when its signs are left out.

Enters: the text of a chapter. Leaves: for each line that holds letters the readings in
which it may arrive; which of them does is for Markdown to decide. Signs are looked for in
whole paragraphs: a tag, the words of a link and code may go over several lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from typing import NamedTuple

from thaibook.grammar.arranged_lines import lines_as_read
from thaibook.grammar.divisions import title_of
from thaibook.grammar.lines import Line
from thaibook.grammar.mdx import without_mdx
from thaibook.grammar.signs import (
    ALERT,
    ATTRIBUTES,
    BOX,
    CONTAINERS,
    INLINE_NOTE,
    MARKER,
    NEW_PAGE,
    NOTE_CALL,
    NUMBER,
    OF_PICTURE,
    OF_TABLE,
    TARGET,
    TASK,
)
from thaibook.grammar.verbatim import FENCE
from thaibook.text import late_pattern

# Markdown's own signs, which are not text. Order matters.
BRACES = re.compile(rf"\{{:?\s*{ATTRIBUTES}\s*\}}")
NOTE = re.compile(rf"{NOTE_CALL}:?")  # a call, or the label of a note
CODE = tuple(  # nothing in it is a sign; in a list, it ends with the item
    late_pattern(rf"(?<!`)(`+)(?!`)({inside})(?<!`)\1(?!`)") for inside in (r"(?s:.+?)", ".+?")
)
KEPT = re.compile("\x02(\\d+)\x03")  # code, while signs are looked for
# HTML tags, such as <o:p> too, but no addresses that become links. What stands in quotes
# after = is no end of a tag for a parser of HTML; Markdown looks for the nearest.
NAME = r"</?(?!https?:|ftp:|mailto:|[^\s<>]+@)[A-Za-z][^\s<>/]*"
TAGS = (
    re.compile(NAME + r"(?:\s[^<>]*)?/?>"),
    late_pattern(NAME + r"(?>=\s*\"[^\"]*\"|=\s*'[^']*'|[^>]){0,2000}+>"),
)
BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
COMMENT = re.compile(r"<!--(?:(?!-->)[^<])*-->")
# A picture as HTML has it: what it says is the words in `alt`.
IN_TAG = r"(?:[^<>\"']|\"[^\"]{0,500}\"|'[^']{0,500}')"
IMAGE = late_pattern(
    rf"<img\b{IN_TAG}{{0,300}}?\balt\s*=\s*"
    rf"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)){IN_TAG}{{0,300}}>",
    re.IGNORECASE,
)
MAILTO = re.compile(r"<mailto:(?=[^\s<>]+@)", re.IGNORECASE)
LINK = re.compile(rf"\]\(\s*{TARGET}(?:\s+(?:\".{{0,999}}?\"|'.{{0,999}}?'))?\s*\)", re.DOTALL)
LABEL = re.compile(r"\]\[([^\[\]]*)\]")  # [text][label]
DEFINITION = re.compile(
    r"^[ >]*\[([^\]^][^\]]*)\]:\s*(?:<[^>\n]*>|\S+)"
    r"(?:\s+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
ABBREVIATION = re.compile(r"^ {0,3}\*\[[^\]]+\] ?:.*", re.MULTILINE)
# What HTML never shows.
UNSEEN = re.compile(r"<!--|<[!?](?=[A-Za-z\[])|<(script|style)\b", re.IGNORECASE)
# What the words of a line may begin with: the kind of a box, the word before a caption.
BEGUN_BY = re.compile(f"{ALERT}|{OF_PICTURE}|{OF_TABLE}")
# Titles and credits of pictures, which may stand apart from the line.
APART = re.compile(
    r"!\[[^\[\]]{0,999}\]\(\s*[^()\s]{0,999}\s+\"(.{0,999}?)\"\)|\bcredit=\"([^\"]*)\""
)
IN_LINE = late_pattern(INLINE_NOTE)
# All that a line begins in. Lists may renew their numbers; letters stay as they were written.
STANDS_IN = re.compile(CONTAINERS)
RENEWED = re.compile(rf"{NUMBER}[.)](?=\s)")
OF_TASK = re.compile(rf"{TASK}(?=\s)")
ITEM_LAST = re.compile(rf"{MARKER}\s+$")  # before [x], the sign of a task
# What is compared: everything but white space, ASCII punctuation and typographic signs
# that Markdown may set in another form.
COMPARED = re.compile(
    r"[^\s!-/:-@\[-`{-~\u00a0\u00ad\u200b-\u200f\u2010-\u2015\u2018-\u201f\u2026\u2060\ufeff]+"
)
# What none of these patterns matches without, but for STANDS_IN; most paragraphs have none.
SIGN = re.compile(r"[`<\[\]{&:!?/\\=~]")


class PlainText(NamedTuple):
    """What a line may say, what of it may stand apart (titles of pictures, credits), and the
    letters once more, in runs between signs and spaces."""

    letters: str
    apart: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()


class _Names(NamedTuple):
    notes: frozenset[str]
    labels: frozenset[str]


def bare(text: str) -> str:
    """The letters and digits that are compared."""
    return "".join(COMPARED.findall(text))


def without_tags(text: str) -> str:
    """The text without HTML's tags and comments; a break of a line is a space."""
    if "<" not in text:
        return text
    return TAGS[0].sub("", BREAK.sub(" ", COMMENT.sub("", text)))


def plain_lines(text: str, mode: str = "") -> list[tuple[int, tuple[PlainText, ...]]]:
    """(line, its readings) for each line that holds letters in all of them. mode: as in
    line_ends."""
    return list(_plain_lines(text, mode))


def _plain_lines(text: str, mode: str) -> Iterator[tuple[int, tuple[PlainText, ...]]]:
    seen, lines = _seen(text), lines_as_read(text, mode)
    notes = frozenset(_notes(lines)) if "[^" in text else frozenset[str]()
    labels = frozenset(_normal(definition[1]) for definition in DEFINITION.finditer(seen))
    names = _Names(notes, labels)
    versions = [_of_lines(seen, lines, names)]
    if seen != text:  # in code, comments and scripts are text
        versions.append(_of_lines(text, lines, names))
    shown = seen.split("\n")
    for number, line in enumerate(text.split("\n")):
        if not shown[number].strip():
            continue
        plain = {each for version in versions for each in version[number]}
        plain.add((line, ()))  # as it stands: in a block of code
        said = {_said(text, apart) for text, apart in plain}
        if all(reading.letters for reading in said):
            yield number + 1, tuple(sorted(said))


def _said(text: str, apart: tuple[str, ...]) -> PlainText:
    runs = tuple(COMPARED.findall(text))
    return PlainText("".join(runs), apart, runs)


def _notes(lines: Sequence[Line]) -> Iterator[str]:
    """The names of the notes that a text has."""
    for line in lines:
        for marker in line.markers:
            if marker.startswith("[^"):
                yield marker[2:-2]


Plain = tuple[str, tuple[str, ...]]  # a reading before it is bared


def _of_lines(text: str, lines: Sequence[Line], names: _Names) -> list[set[Plain]]:
    """For each line what it may say, paragraph by paragraph."""
    made: list[set[Plain]] = []
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            block.append(line)
            continue
        here = lines[len(made) : len(made) + len(block)]
        made += _of_block(block, here, names) if block else []
        made.append(set())
        block = []
    return made


def _of_block(written: list[str], lines: Sequence[Line], names: _Names) -> list[set[Plain]]:
    block = "\n".join(written)
    likely = [_begun(text) for text in written]
    if not SIGN.search(block) and not any(likely):
        return [{(text, ())} for text in written]
    apart = [tuple(filter(None, map(bare, _apart(text)))) for text in written]
    beginnings = {tuple(likely), tuple(map(_known_to_stand_in, written, lines)), ("",) * len(lines)}
    made: list[set[Plain]] = [set() for _ in written]
    for begun in sorted(beginnings):
        _add_words(made, written, begun, apart, names)
    if "^[" in block:  # in code and raw HTML it is text
        without = [_without_notes(text, names) for text in written]
        apart = [own + notes for own, (_, notes) in zip(apart, without, strict=True)]
        for begun in sorted(beginnings):
            _add_words(made, [text for text, _ in without], begun, apart, names)
    return made


def _begun(text: str) -> str:
    """The signs of all that a line may stand in."""
    signs = STANDS_IN.match(text)
    return signs[0] if signs else ""


def _known_to_stand_in(text: str, line: Line) -> str:
    """The signs of all that a line does stand in: `ก.` may be somebody's initial."""
    signs = text[: line.begins]
    return signs if STANDS_IN.fullmatch(signs) else ""


def _add_words(
    made: list[set[Plain]],
    written: list[str],
    begun: Sequence[str],
    apart: list[tuple[str, ...]],
    names: _Names,
) -> None:
    """Add to `made` what each line of a paragraph may say behind the signs that it is begun by,
    and what of it may stand `apart`."""
    inner = [text[len(signs) :] for text, signs in zip(written, begun, strict=True)]
    kept = [_kept_of(signs, names) for signs in begun]
    for number, text in enumerate(inner):
        if FENCE.match(text) or NEW_PAGE.match(text):
            made[number].add(("", ()))
    for plain in _plain("\n".join(inner), names):
        for number, said in enumerate(plain.split("\n")):
            every = [*_words(said), *_done(begun[number], said)]
            made[number] |= {(k + words, apart[number]) for k in kept[number] for words in every}


def _kept_of(signs: str, names: _Names) -> set[str]:
    """What may stay of the signs that a line begins with: letters do, numbers may, and so does
    the call of a note that nobody wrote."""
    stays = NOTE.sub(lambda call: "" if call[1] in names.notes else call[0], signs)
    return {stays, RENEWED.sub("", stays)}


def _words(said: str) -> Iterator[str]:
    """What a line may say without its signs: a title alone, where it opens something."""
    yield said
    opening = said.strip()
    if (title := title_of(opening)) is not None:
        yield title
    elif box := BOX.match(opening):
        yield box["title"] or box["tab"] or ""
    elif word := BEGUN_BY.match(opening):
        yield opening[word.end() :]


def _done(begun: str, said: str) -> Iterator[str]:
    """The words of a task, `- [x] งาน`, without its sign."""
    if ITEM_LAST.search(begun) and (task := OF_TASK.match(said)):
        yield said[task.end() :]


def _without_notes(line: str, names: _Names) -> tuple[str, tuple[str, ...]]:
    """A line without the notes in it, and what these say."""
    notes = [next(iter(_plain(note["note"], names))) for note in IN_LINE.finditer(line)]
    return IN_LINE.sub("", line), tuple(filter(None, map(bare, notes)))


def _apart(line: str) -> Iterator[str]:
    for picture in APART.finditer(line):
        yield LINK.sub("", picture[1] or picture[2] or "")  # of a link in it, the words arrive


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
    marked = {text, IMAGE.sub(_said_of, text)} if "<" in text else {text}
    for tag, each in product(TAGS if "<" in text else TAGS[:1], sorted(marked)):
        plain = _without(LINK, _without(tag, each))
        plain = LABEL.sub(lambda label: _known(label, names.labels), plain)
        # The call of a note that nobody wrote stays in the text.
        plain = NOTE.sub(lambda call: "" if call[1] in names.notes else call[0], plain)
        for version in {plain, _without(BRACES, plain)}:
            yield html.unescape(version)


def _said_of(picture: re.Match[str]) -> str:
    """The words of a picture, and as many lines as it has."""
    said = " ".join((picture[1] or picture[2] or picture[3] or "").split())
    return said.replace("<", "&lt;") + "\n" * picture[0].count("\n")


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
