"""Headings, fences, bold and tables that do not come out as they were meant.

Enters: the prose of one chapter. Leaves: Findings. Sources: headings in order are asked
for by EPUB Accessibility 1.1 (WCAG 2.2, 1.3.1); the rest is what Markdown does with a sign
that has no partner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from thaibook.grammar import (
    IN_FORMULAS,
    OF_TABLE,
    TYPED_BULLET,
    UNDERLINE,
    Kind,
    cells,
    line_ends,
    title_of,
)
from thaibook.lint.prose import NO_PROSE, Finding, Prose
from thaibook.text import late_pattern

NO_CONTENT = (Kind.BLANK, Kind.COMMENT, Kind.MDX, Kind.HEADING, Kind.UNDERLINE)
BULLETED = re.compile(rf"^[ \t>]*(?={TYPED_BULLET}[^\s{NO_PROSE}])(\S)", re.MULTILINE)
TAG = re.compile(r"<[^<>]*>")
ATTRIBUTES = re.compile(r"\{[^{}\n]*\}\s*$")
# A word before the full stop; an abbreviation is short or has no vowel.
SENTENCE = re.compile(r"(?:(?=[ก-ฮ]*[ะ-ฺเ-์])[ก-ฮะ-ฺเ-์]{4,}|[A-Za-z]{5,})\.$")
ABBREVIATED = late_pattern(r"(?:^|[^ก-์])(?:โทร|เลขา)\.$")
# What may follow a table without an empty line: attributes, a caption, a comment, ///.
AFTER_TABLE = late_pattern(rf"[{{:{NO_PROSE}]|/{{3,}}|{OF_TABLE}")
BARRED = re.compile(r"\|[^\n|]*\|")  # a row that begins with a bar, and has another
# 1.ข้อ above 2.ข้อ, -ข้อ above -ข้อ
NUMBERED = re.compile(r"[.)](?<=[0-9๐-๙].)[ก-ฮเ-ไ]|\n[*+][ก-ฮเ-ไ]")
GLUED = late_pattern(
    r"(\A|\n\n|\n(?=[-*+]|[1๑][.)]))(?:((?:[0-9๐-๙]{1,2}[.)]|-)(?=[ก-ฮเ-ไ]))[^\n]*"
    r"\n(?:[0-9๐-๙]{1,2}[.)]|-)(?=[ก-ฮเ-ไ])"
    r"|([*+](?=[ก-ฮเ-ไ]))[^\n*]*\n[*+](?=[ก-ฮเ-ไ])[^\n*]*(?=\n|\Z))"
)
SPACED_BOLD = late_pattern(
    r"(?:(?<=\s)|^)\*\* +(?=[^\s\d*])[^*\n]{1,200}(?<=\S) +\*\*(?=\s|$)", re.MULTILINE
)
SPACED_STRIKE = late_pattern(
    r"(?:(?<=\s)|^)~~(?:[^~\s][^~\n]{0,200} +|[ ]+[^~\n]{1,200})~~(?=\s|$)", re.MULTILINE
)
# *words *go on: what an editor for pages leaves of italics; both stars are printed.
SPACED_STAR = late_pattern(
    r"(?:(?<=\s)|^)(?<!\\)\*(?=[^\s*])[^*\n]{1,60} \*(?=[\u0e01-\u0e5bA-Za-z])"
    r"(?!(?:[^*\n]|\*\*){0,300}+(?<!\*)\*(?!\*))",
    re.MULTILINE,
)
DOLLARS = late_pattern(
    r"(?<![$\\A-Za-z0-9])\$\$(?:(?=[^\s$])|[ \t]*$|(?=[^\u0e01-\u0e5b\n]*[=\\^_+<>]))", re.MULTILINE
)
DOLLAR_SIGNS = {"sign": "$$", "end": "$$", "escaped": "\\$\\$"}
OF_TEX = late_pattern(r"(?<!\\)\\[(\[]")
UP_TO_THAI = late_pattern(r"[^\u0e01-\u0e5b]*")
STARS = late_pattern(r"(?<![\\*])\*{2,3}(?!\*)")
CENSORED = late_pattern(r"[A-Za-z0-9]\*+[A-Za-z0-9]")


def structure(prose: Prose) -> Iterator[Finding]:
    """What is wrong with the Markdown of a chapter."""
    open_fences = (number for number, line in enumerate(prose.lines, 1) if line.is_open)
    if first := next(open_fences, 0):
        yield Finding("L405-fence-open", first)
    yield from _formulas(prose)
    yield from _headings(prose)
    yield from _only_title(prose)
    yield from _typed_bullets(prose)
    yield from _open_bold(prose)
    yield from _tables(prose)
    yield from _spaced_bold(prose)
    yield from _rows_without_table(prose)
    yield from _rules_under_text(prose)
    yield from _blocks(prose)
    yield from _glued_items(prose)


def typed_lines(prose: Prose, mode: str) -> Iterator[Finding]:
    """Lines that run on, and prose that is set as code, where nothing says that it is meant.

    mode: as in model.Chapter.lines.
    """
    for numbers in line_ends(prose.text, mode).doubtful:
        for first, last in _runs([number + 1 for number in numbers]):
            ends = str(first) if first == last else f"{first}–{last}"
            yield Finding("L415-lines-joined", first, {"ends": ends})
    for number, line in enumerate(prose.lines, 1):
        if line.is_doubtful:
            yield Finding("L416-indent-code", number)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in order as the first and the last of those that follow each other."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def _formulas(prose: Prose) -> Iterator[Finding]:
    """`$$`, `\\[` and `\\(` that nothing closes."""
    for found in DOLLARS.finditer(prose.marked) if "$$" in prose.marked else ():
        yield Finding("L417-formula-open", prose.line(found.start()), DOLLAR_SIGNS)
    for begin, end in prose.blocks if OF_TEX.search(prose.marked) else ():
        yield from _open_tex(prose, begin, end)


def _open_tex(prose: Prose, begin: int, end: int) -> Iterator[Finding]:
    """The brackets of TeX in one paragraph that nothing closes, where a formula follows them."""
    text = prose.marked[begin:end]
    for found in OF_TEX.finditer(text):
        closing = "\\]" if found[0] == "\\[" else "\\)"
        rest = text[found.end() :]
        inside = UP_TO_THAI.match(rest)
        is_alone = not rest.split("\n", 1)[0].strip() and found[0] == "\\["
        if closing[1] not in rest and inside and (is_alone or IN_FORMULAS.search(inside[0])):
            yield Finding(
                "L417-formula-open",
                prose.line(begin + found.start()),
                {"sign": found[0], "end": closing, "escaped": found[0][1]},
            )


def _headings(prose: Prose) -> Iterator[Finding]:
    """Headings that are empty, skip a level, end with a full stop, or are a second title."""
    level, title = 1, 0
    for line, own, text in _heading_levels(prose):
        if not text:
            yield Finding("L401-heading-empty", line)
        elif SENTENCE.search(text) and not ABBREVIATED.search(text):
            yield Finding("L404-heading-period", line, {"heading": text})
        if own > level + 1:
            words = {"level": "#" * own, "wanted": "#" * (level + 1)}
            yield Finding("L402-heading-skipped", line, words)
        if own == 1 and title:
            yield Finding("L403-title-twice", line, {"first": str(title)})
        title = title or (line if own == 1 else 0)
        level = own


def _heading_levels(prose: Prose) -> Iterator[tuple[int, int, str]]:
    """(line, level, text) of each heading, of both of Markdown's kinds."""
    written, marked = prose.text.split("\n"), prose.marked.split("\n")
    for number, line in enumerate(prose.lines):
        if line.kind is not Kind.HEADING:
            continue
        text = written[number][line.begins :]
        if number + 1 < len(written) and prose.lines[number + 1].kind is Kind.UNDERLINE:
            below = prose.lines[number + 1].begins
            own = 1 if written[number + 1][below] == "=" else 2
            yield number + 1, own, _plain_heading(marked[number][line.begins :])
        else:
            words = text.lstrip("#")
            yield number + 1, min(6, len(text) - len(words)), _plain_heading(words)


def _rules_under_text(prose: Prose) -> Iterator[Finding]:
    """`---` right between two lines, which makes a heading and no break between scenes."""
    written = prose.text.split("\n")
    for number in range(2, len(written) - 1):
        if written[number].rstrip() != "---" or prose.lines[number].kind is not Kind.UNDERLINE:
            continue
        before, heading, below = written[number - 2], prose.own(number - 1), written[number + 1]
        if not before.strip() and below.strip() and heading.strip(f" {NO_PROSE}"):
            yield Finding("L412-rule-heading", number + 1)


def _rows_without_table(prose: Prose) -> Iterator[Finding]:
    """Rows with a bar before them, and more in them, that make no table: the first of two."""
    rows: list[str] = []
    above = ""
    for number in range(len(prose.lines) + 1 if "|" in prose.marked else 0):
        row = prose.own(number).strip()
        if BARRED.match(row) and prose.lines[number].kind is Kind.PROSE:
            rows.append(row)
            continue
        if len(rows) > 1 and not any(map(_is_dashes, (above, *rows))):
            yield Finding("L411-table-line", number - len(rows) + 1)
        above = row or (rows or [above])[-1]
        rows = []


def _blocks(prose: Prose) -> Iterator[Finding]:
    """`:::` that is never closed, or not where it was opened."""
    opened: list[tuple[int, tuple[int, ...]]] = []
    unclosed: list[int] = []
    for number, line in enumerate(prose.lines):
        if line.kind is not Kind.DIVISION:
            continue
        place = (line.quotations, line.items, line.notes)
        if title_of(prose.own(number)) is not None:
            opened.append((number + 1, place))
            continue
        while opened and opened[-1][1] != place:
            unclosed.append(opened.pop()[0])
        del opened[-1:]
    for first in sorted((*unclosed, *(number for number, _ in opened))):
        yield Finding("L410-block-open", first)


def _glued_items(prose: Prose) -> Iterator[Finding]:
    """Items of lists without the space after their signs: two lines at least."""
    text = prose.marked
    for item in GLUED.finditer(text) if "\n-" in text or NUMBERED.search(text) else ():
        yield Finding("L413-item-glued", prose.line(item.end(1)), {"sign": item[2] or item[3]})


def _plain_heading(text: str) -> str:
    """The end of a heading's text, without tags, attributes and closing #."""
    text = ATTRIBUTES.sub("", TAG.sub("", text))
    return text.rstrip().rstrip("#").strip(" \t*_")[-80:]


def _only_title(prose: Prose) -> Iterator[Finding]:
    """A chapter in which nothing follows its headings."""
    headings = [number for number, line in enumerate(prose.lines, 1) if line.kind is Kind.HEADING]
    written = zip(prose.lines, prose.text.split("\n"), strict=True)
    if headings and not any(
        line.kind not in NO_CONTENT and not UNDERLINE.match(text) for line, text in written
    ):
        yield Finding("L408-chapter-empty", headings[0])


def _typed_bullets(prose: Prose) -> Iterator[Finding]:
    """Items that Markdown does not know as such: the first of each run of lines."""
    last = 0
    for item in BULLETED.finditer(prose.marked):
        line = prose.line(item.start(1))
        if line != last + 1:
            sign = item[1] if item[1].isprintable() else f"‹U+{ord(item[1]):04X}›"
            yield Finding("L409-typed-bullet", line, {"sign": sign})
        last = line


def _open_bold(prose: Prose) -> Iterator[Finding]:
    """Blocks in which one `**` has no partner."""
    for begin, end in prose.blocks if "**" in prose.prose else ():
        stars = [sign for sign in STARS.finditer(prose.prose, begin, end)]
        opening_or_closing = [sign for sign in stars if not _is_no_sign(prose.prose, sign)]
        if len(opening_or_closing) % 2:
            yield Finding("L406-bold-open", prose.line(opening_or_closing[-1].start()))


def _spaced_bold(prose: Prose) -> Iterator[Finding]:
    """`** words **` and `*words *more`, which stay stars, and ~~ in the same way."""
    for bold in SPACED_BOLD.finditer(prose.prose) if "** " in prose.prose else ():
        yield Finding("L414-bold-spaced", prose.line(bold.start()), {"sign": "**"})
    for strike in SPACED_STRIKE.finditer(prose.prose) if "~~" in prose.prose else ():
        yield Finding("L414-bold-spaced", prose.line(strike.start()), {"sign": "~~"})
    for star in SPACED_STAR.finditer(prose.prose) if " *" in prose.prose else ():
        yield Finding("L414-bold-spaced", prose.line(star.start()), {"sign": "*"})


def _is_no_sign(text: str, stars: re.Match[str]) -> bool:
    """Whether the stars stand between spaces, or in a word like 2**3: no sign of Markdown."""
    around = text[stars.start() - 1 if stars.start() else 0 : stars.end() + 1]
    return not around.strip("* \t\n") or bool(CENSORED.fullmatch(around))


def _tables(prose: Prose) -> Iterator[Finding]:
    """Rows with more or fewer cells than the line below the head of their table."""
    wanted, above = 0, ""
    for number, line in enumerate(prose.lines if "|" in prose.marked else ()):
        row = prose.own(number).strip(" \t>")
        if not row or line.kind is Kind.DIVISION:
            wanted = 0
        elif not wanted and "|" in above and "|" in row and _is_dashes(row):
            wanted = cells(row)
            if cells(above) != wanted:
                yield _uneven_row(number, cells(above), wanted)
        elif wanted and not AFTER_TABLE.match(row) and cells(row) != wanted:
            yield _uneven_row(number + 1, cells(row), wanted)
        above = row


def _is_dashes(row: str) -> bool:
    """Whether it may part the head of a table from its rows."""
    return "-" in row and not row.strip("|:- \t")


def _uneven_row(line: int, cells: int, wanted: int) -> Finding:
    return Finding("L407-table-cells", line, {"found": str(cells), "wanted": str(wanted)})
