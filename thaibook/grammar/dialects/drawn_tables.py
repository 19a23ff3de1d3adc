"""Tables that Pandoc draws with lines of `-`, `=` and `+`, made into rows with bars.

    +-----+-----+        ก     ข
    | ก   | ข   |        ----- -----
    +=====+=====+        1     2
    | 1   | 2   |
    +-----+-----+        (the line of dashes says where the columns are)

Enters: a Draft. Leaves: in it, tables with bars, and as many lines as before. Columns are
counted as they are seen: a Thai vowel above or below a letter takes no column.
"""

from __future__ import annotations

import re
import unicodedata

from thaibook.grammar.dialects.draft import MARK, Draft
from thaibook.text import late_pattern

EDGE = late_pattern(r" {0,3}\+(?:[-=:]{2,}\+)+[ \t]*$")
DASHES = late_pattern(r" {0,3}(?=-{2,}[ \t]+-{2})[- \t]+$")
FULL = late_pattern(r" {0,3}-{5,}[ \t]*$")
GROUP = late_pattern("-+")
BAR = late_pattern(r"(?<!\\)\|")
# `: words` below a table and its empty lines.
CAPTION = late_pattern(r"(?<=\|\n)(\n{1,40}):[ \t]+(?=\S)")
# The name in the attributes of a caption, which has a use for `float` alone of the others.
NAMED = late_pattern(
    r"^([ ]{0,3}(?:ตาราง|Table):[^\n]*?\{)(#[^\s{}=]+)[ \t]"
    r"(?!float=(?:auto|here)\})[^{}\n]{1,300}\}[ \t]*$",
    re.MULTILINE,
)
LONGEST = 400  # rows of a table whose rows may have several lines

Cells = list[str]


def read_tables(draft: Draft) -> None:
    """Make the tables of a draft."""
    if "--" not in draft.text:
        return
    lines = draft.text.split("\n")
    if "+-" in draft.text or "+=" in draft.text or "+:" in draft.text:
        _grids(draft, lines)
    if "- -" in draft.text.replace("  ", " ").replace("\t", " ").replace("  ", " "):
        _simple(lines)
    text = CAPTION.sub(r"\1ตาราง: ", "\n".join(lines))
    draft.text = NAMED.sub(r"\1\2}", text)


def _grids(draft: Draft, lines: list[str]) -> None:
    number = 0
    while number < len(lines):
        if not EDGE.match(lines[number]):
            number += 1
            continue
        end = number
        while end < len(lines) and (
            EDGE.match(lines[end]) or lines[end].lstrip(" ").startswith("|")
        ):
            end += 1
        table = _grid(lines[number:end], draft)
        if table:
            lines[number:end] = [*table, *([""] * (end - number - len(table)))]
        elif end - number > 2:
            draft.tell_line(number + 1, "Pandoc", lines[number].strip(), "table")
        number = end


def _grid(block: list[str], draft: Draft) -> list[str] | None:
    """The rows of a grid with bars; None where it is none, or has cells across columns."""
    edges = [line.strip() for line in block if EDGE.match(line)]
    if len(edges) < 2 or not EDGE.match(block[-1]):
        return None
    count = edges[0].count("+") - 1
    rows: list[list[Cells]] = []
    head = -1
    for line in block:
        text = line.strip()
        if EDGE.match(line):
            if text.count("+") - 1 != count:
                return None
            if "=" in text and head < 0 and rows:
                head = len(rows)
            rows.append([])
            continue
        cells = [cell.strip() for cell in BAR.split(text)[1:-1]]
        if len(cells) != count:
            return None
        rows[-1].append(cells)
    filled = [_merged(row) for row in rows if row]
    alignment = next((edge for edge in edges if "=" in edge), edges[0])
    dashes = [_dashes(part) for part in alignment.strip("+").split("+")]
    if head < 0:
        filled.insert(0, [" "] * count)
    return [_row(filled[0]), _row(dashes), *map(_row, filled[1:])]


def _dashes(part: str) -> str:
    left, right = part.startswith(":"), part.endswith(":")
    return f"{':' if left else ''}---{':' if right else ''}"


def _merged(lines: list[Cells]) -> Cells:
    """One row of the lines of a row; a cell that has items or an empty line keeps its lines."""
    merged: Cells = []
    for column in zip(*lines, strict=True):
        words = list(column)
        while words and not words[-1]:
            words.pop()
        stays = any(re.match(r"[-*+] |\d+[.)] ", each) for each in words) or "" in words
        words = [re.sub(r"^[-*+] ", "• ", each) for each in words]  # a row holds no list
        merged.append(("<br>" if stays else " ").join(filter(None, words)))
    return merged


def _row(cells: Cells) -> str:
    return f"| {' | '.join(cells)} |"


def _simple(lines: list[str]) -> None:
    number = 0
    while number < len(lines):
        if DASHES.match(lines[number]) and MARK not in lines[number]:
            number = _one_simple(lines, number)
        else:
            number += 1


def _one_simple(lines: list[str], dashes: int) -> int:
    """Make the table around a line of dashes; where to go on."""
    above = dashes - 1
    has_head = above >= 0 and bool(lines[above].strip()) and not FULL.match(lines[above])
    first = dashes
    if has_head:
        while first > 0 and lines[first - 1].strip() and not FULL.match(lines[first - 1]):
            first -= 1
        if dashes - first > 3 or _breaks_columns(lines[dashes - 1], lines[dashes]):
            return dashes + 1
    framed = first > 0 and bool(FULL.match(lines[first - 1]))
    if not has_head and above >= 0 and lines[above].strip() and not framed:
        return dashes + 1
    end, closing = _end(lines, dashes + 1, framed)
    body = lines[dashes + 1 : end]
    if not any(line.strip() for line in body) or not (has_head or closing):
        return dashes + 1
    columns = _columns(lines[dashes])
    rows = _body_rows(body, columns, framed)
    head = _joined([_cut(line, columns) for line in lines[first:dashes]]) if has_head else []
    table = [_row(head or [" "] * len(columns)), _row(["---"] * len(columns)), *map(_row, rows)]
    begin, after = first - framed, end + closing
    lines[begin:after] = [*table, *([""] * (after - begin - len(table)))]
    if len(table) > after - begin:  # never: a head, dashes and rows have lines of their own
        raise AssertionError(table)
    return after


def _end(lines: list[str], number: int, framed: bool) -> tuple[int, bool]:
    """The line after the rows, and whether it is one of dashes that belongs to the table."""
    limit = min(len(lines), number + LONGEST)
    while number < limit:
        line = lines[number]
        if DASHES.match(line) or (FULL.match(line) if framed else False):
            return number, True
        if not line.strip() and not framed:
            return number, False
        if framed and line.startswith("#"):
            break
        number += 1
    return number, False


def _body_rows(body: list[str], columns: list[int], framed: bool) -> list[Cells]:
    if not framed or not any(not line.strip() for line in body):
        return [_cut(line, columns) for line in body if line.strip()]
    rows: list[list[Cells]] = [[]]
    for line in body:
        if line.strip():
            rows[-1].append(_cut(line, columns))
        elif rows[-1]:
            rows.append([])
    return [_joined(row) for row in rows if row]


def _joined(lines: list[Cells]) -> Cells:
    return [" ".join(filter(None, column)) for column in zip(*lines, strict=True)]


def _columns(dashes: str) -> list[int]:
    return [group.start() for group in GROUP.finditer(dashes.expandtabs(4))]


def _width(letter: str) -> int:
    return 0 if unicodedata.category(letter) in ("Mn", "Cf") else 1


def _cut(line: str, columns: list[int]) -> Cells:
    """The cells of a line: each begins where its dashes do, or with the word that stands
    there."""
    parts = re.split(r"[ \t]{2,}", line.strip())
    if len(parts) == len(columns) > 1 and line.startswith(parts[0]):
        return [BAR.sub(r"\\|", part) for part in parts]
    cells = [""] * len(columns)
    column, index = 0, 0
    pieces: list[list[str]] = [[] for _ in columns]
    for letter in line.expandtabs(4):
        while index + 1 < len(columns) and column >= columns[index + 1] and _width(letter):
            index += 1
        pieces[index].append(letter)
        column += _width(letter)
    for number, piece in enumerate(pieces):
        cells[number] = BAR.sub(r"\\|", "".join(piece).strip())
    return cells


def _breaks_columns(head: str, dashes: str) -> bool:
    """Whether words of the head go across a gap between the dashes: it is no head."""
    gaps = {found.start() for found in re.finditer(r"(?<=-)[ \t]", dashes.expandtabs(4))}
    if len(re.split(r"[ \t]{2,}", head.strip())) == len(GROUP.findall(dashes)):
        return False
    column = 0
    for letter in head.expandtabs(4):
        if not letter.isspace() and _width(letter) and column in gaps:
            return True
        column += _width(letter)
    return False
