"""Words that hold signs of Markdown: faces, hashtags, words with a letter made a star.

Enters: a Draft. Leaves: in it, a backslash before each sign that is a part of a word:
`>_<`, `^_^`, `#แฮชแท็ก`, `ส*ตว์`.
"""

from __future__ import annotations

import re

from thaibook.grammar.dialects.draft import Draft
from thaibook.text import late_pattern

FACE = late_pattern(
    r"(?<![A-Za-z0-9\\<>^_=*;.-])(?:>_+<|>_>|<_<|\^_+\^|=_+=|\*_+\*|>\.<|>o<|\^o\^)(?![A-Za-z0-9<>^_=*])"
)
# A sign for headings right before a word: that of the title where it is the first of a text.
HASHTAG = late_pattern(r"^([ \t>]*(?:[-*+] +)?)#(?=[A-Za-z\u0e01-\u0e5b])", re.MULTILINE)
STAR = late_pattern(r"(?<=[\u0e01-\u0e5b])\*(?=[\u0e01-\u0e5b])")
# A line that begins with stars and has no others: a note below a text, or an item.
NOTE = late_pattern(r"(\*{1,5}) ?(?=[^\s*])[^*]*$")
CALL = late_pattern(r"[^\s*\\]\*(?=[\s,.)|]|$)")
INDENT = "    "
DEPENDENT = late_pattern("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
SIGN = late_pattern(r"[<>^_=*.]")


def read_words(draft: Draft) -> None:
    """Everything of this module."""
    draft.replace(FACE, lambda face: SIGN.sub(r"\\\g<0>", face[0]))
    first = len(draft.text) - len(draft.text.lstrip())
    draft.replace(HASHTAG, lambda tag: None if tag.start() == first else f"{tag[1]}\\#")
    if "*" in draft.text:
        lines = _with_notes(draft.text.split("\n"))
        draft.text = "\n".join(map(_without_stars, lines))


def _with_notes(lines: list[str]) -> list[str]:
    """The lines, where the stars are escaped that begin notes below a text or a table: `*`, `**`
    and `***` each on its line, or a single `*` that a word above calls. Where they come back,
    `*`, `**`, `**`, `*`, they are items within items."""
    stars = [len(mark[1]) if (mark := NOTE.match(line)) else 0 for line in lines]
    for number, line in enumerate(lines[1:]):
        if stars[number] and not stars[number + 1] and "*" in line:
            stars[number] = 0  # emphasis that ends on the line below
    called, run = False, list[int]()
    for number, line in enumerate([*lines, "."]):
        if number < len(lines) and stars[number]:
            run.append(number)
        elif line:
            _write_notes(lines, run, [stars[each] for each in run], called)
            called = called or bool(CALL.search(line) and line.count("*") % 2)
            run = []
    return lines


def _write_notes(lines: list[str], run: list[int], stars: list[int], called: bool) -> None:
    """Write the lines of a run, which begin with so many stars, as what they are."""
    if stars == list(range(1, len(stars) + 1)) and (len(stars) > 1 or called):
        for number, count in zip(run, stars, strict=True):
            lines[number] = "\\*" * count + lines[number][count:]
    elif stars[:1] == [1] and max(stars) > 1 and run[-1] - run[0] == len(run) - 1:
        for number, count in zip(run, stars, strict=True):
            if lines[number][count] == " ":
                lines[number] = INDENT * (count - 1) + "*" + lines[number][count:]


def _without_stars(line: str) -> str:
    """A line in which stars inside words that make no emphasis are escaped."""
    stars = [star.start() for star in STAR.finditer(line)] if "*" in line else []
    if len(stars) < 1 or line.count("*") < 2:
        return line
    words: set[int] = set()
    index = 0
    while index < len(stars):
        begin = stars[index]
        end = stars[index + 1] if index + 1 < len(stars) else -1
        if (
            end > 0
            and not re.search(r"\s", line[begin:end])
            and not (DEPENDENT.match(line, end + 1) or DEPENDENT.match(line, begin + 1))
        ):
            index += 2
            continue
        # `*words*` that begins or ends beside a space may end or begin here.
        alone = end < 0 and not DEPENDENT.match(line, begin + 1)
        if not alone:
            words.add(begin)
        index += 1
    return "".join(f"\\{sign}" if place in words else sign for place, sign in enumerate(line))
