"""A text as Markdown is to read it, by what the ends of its lines mean.

Enters: the text of a chapter. Leaves: the same lines, with the signs of Markdown for what their
ends mean; and what each of them is when it is read so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from thaibook.grammar.divisions import BELOW_ITEM
from thaibook.grammar.kinds import Kind
from thaibook.grammar.line_signs import HARD_BREAK
from thaibook.grammar.lines import KEPT, Line, offset_of_last, scan
from thaibook.grammar.meant_lines import End, line_ends
from thaibook.grammar.signs import CODE_INDENT


def arranged(text: str, mode: str = "") -> str:
    """The text as Markdown is to read it: with a hard break or an empty line where a line end
    is meant, without the indent of lines that are prose, and with a division around what stands
    below an item of a law."""
    meant = line_ends(text, mode).meant
    lines = scan(text) if meant or "\n  " in f"\n{text}" or "\t" in text else ()
    if not meant and not any(line.outdent or line.is_below for line in lines):
        return text
    opens, closes = _blocks_below(lines)
    arranged: list[str] = []
    for number, (line, written) in enumerate(zip(lines, text.split("\n"), strict=True)):
        end = meant.get(number)
        if number in opens:
            arranged.append(f"::: {BELOW_ITEM}")
        if line.outdent:
            own = written.lstrip(" \t")  # whose tabs may part a line of verse
            indent = written[: len(written) - len(own)].expandtabs(CODE_INDENT)
            written = indent[line.outdent :] + own
        elif meant.get(number - 1) is End.PARAGRAPH:  # of which an indent would make code
            written = written.lstrip()
        if end is End.LINE and not HARD_BREAK.search(written):
            written = f"{written.rstrip()}  "
        arranged.append(written)
        if number in closes:
            arranged.append(":::")
        elif end is End.PARAGRAPH:
            arranged.append("")
    return "\n".join(arranged)


@lru_cache(maxsize=KEPT)
def lines_as_read(text: str, mode: str = "") -> tuple[Line, ...]:
    """What each of the lines is when it is read as it is arranged: a line that is meant to begin
    a paragraph may begin a list as well."""
    lines, meant = scan(text), line_ends(text, mode).meant
    opens, closes = _blocks_below(lines)
    if End.PARAGRAPH not in meant.values() and not opens:
        return lines
    read = iter(scan(arranged(text, mode)))
    made: list[Line] = []
    for number, (line, written) in enumerate(zip(lines, text.split("\n"), strict=True)):
        if number in opens:
            next(read)
        now = next(read)
        if line.outdent:
            left = len(written.expandtabs(CODE_INDENT)) - line.outdent
            begins = offset_of_last(written, left) + now.begins
            now = now._replace(outdent=line.outdent, begins=begins)
        elif meant.get(number - 1) is End.PARAGRAPH:
            now = now._replace(begins=now.begins + len(written) - len(written.lstrip()))
        made.append(now)
        if number in closes or meant.get(number) is End.PARAGRAPH:
            next(read)  # the empty line, or the end of the division
    return tuple(made)


def _blocks_below(lines: Sequence[Line]) -> tuple[set[int], set[int]]:
    """The first and the last lines of what stands below items that Markdown has no list for."""
    opens, closes = set[int](), set[int]()
    last = -1
    for number, line in enumerate(lines):
        if line.is_below and last < 0:
            opens.add(number)
        if line.is_below:
            last = number
        elif line.kind is not Kind.BLANK and last >= 0:
            closes.add(last)
            last = -1
    return opens, closes | {last} - {-1}
