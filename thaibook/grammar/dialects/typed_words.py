"""Words that hold signs of Markdown: faces, hashtags, words with a letter made a star.

Enters: a Draft. Leaves: in it, a backslash before each sign that is a part of a word:
`>_<`, `^_^`, `#แฮชแท็ก`, `ส*ตว์`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from thaibook.grammar.dialects.draft import Draft
from thaibook.text import late_pattern

FACE = late_pattern(
    r"(?<![A-Za-z0-9\\<>^_=*;.-])(?:>_+<|>_>|<_<|\^_+\^|=_+=|\*_+\*|-_+-|>\.<|>o<|\^o\^)"
    r"(?![A-Za-z0-9<>^_=*])|-_+-(?=z)"
    # Stars as cheeks and eyes: (*^_^*), *-*; *.* is a name of files.
    r"|(?<![\w*\\])\*[-^.´`_=▽ω∀°]{1,5}\*(?![\w*])"
    r"|(?<=¯)\\_(?=\()|(?<=\))_(?=/¯)"  # ¯\_(ツ)_/¯
    r"|(?P<eye>[@;.°・¬'\"$%#!?~+|])_+(?P=eye)"  # @_@ ;_;
)
# x<y และ y>z: a tag has no words in Thai but in the values of its attributes.
NO_TAG = late_pattern(r"(?<!\\)<(?=[A-Za-z][\w-]* [^<>=\"'\n]*[\u0e01-\u0e5b][^<>=\"'\n]*>)")
# A sign for headings right before a word: that of the title where it is the first of a text.
HASHTAG = late_pattern(r"^([ \t>]*(?:[-*+] +)?)#(?=[A-Za-z0-9\u0e01-\u0e5b])", re.MULTILINE)
LETTER = r"[A-Za-z\u0e01-\u0e5b]"
STARS = tuple(late_pattern(rf"(?<={LETTER})\*{{{size}}}(?={LETTER})") for size in (1, 2))
TIMES = late_pattern(r"(?<=[0-9๐-๙])\*(?=[0-9๐-๙])")
# What cuts a word: a lone consonant, a vowel that wants one, and what begins no word.
CUT_BEFORE = late_pattern(r"(?:(?:^|[^\u0e01-\u0e5b])[ก-ฮ]|[เแโใไ\u0e31])$")
CUT_AFTER = late_pattern(
    r"[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]|[ก-ฮ]{1,2}[\u0e34\u0e38]?\u0e4c|[ก-ฮ](?:[^\u0e01-\u0e5b]|$)"
)
# A line that begins with stars and has no others: a note below a text, or an item.
NOTE = late_pattern(r"(\*{1,5}) ?(?=[^\s*])[^*]*$")
CALL = late_pattern(r"[^\s*\\]\*(?=[\s,.)|]|$)")
INDENT = "    "
DEPENDENT = late_pattern("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
SIGN = late_pattern(r"[<>^_=*.`\\]")


def read_words(draft: Draft) -> None:
    """Everything of this module."""
    draft.replace(FACE, lambda face: SIGN.sub(r"\\\g<0>", face[0]))
    draft.replace(NO_TAG, lambda _: "\\<")
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
    if "*" not in line:
        return line
    words = {star.start() for star in TIMES.finditer(line)}
    for size, pattern in enumerate(STARS, 1):
        words.update(_in_words(line, [star.start() for star in pattern.finditer(line)], size))
    return "".join(f"\\{sign}" if place in words else sign for place, sign in enumerate(line))


def _in_words(line: str, stars: list[int], size: int) -> Iterator[int]:
    """Of the places of stars between letters, so many at each, those that are a part of a word."""
    index = 0
    while index < len(stars):
        begin = stars[index]
        end = stars[index + 1] if index + 1 < len(stars) else -1
        if end > 0:
            cut = (_dependent, _cut)[bool(re.search(r"\s", line[begin:end]))]
            is_word = cut(line, begin, size) or cut(line, end, size)
        else:  # `*words*` that begins or ends beside a space may end or begin here
            is_word = line.count("*") > size and _cut(line, begin, size)
        if is_word:
            yield from range(begin, begin + size)
        index += 1 if is_word or end < 0 else 2


def _dependent(line: str, at: int, size: int) -> bool:
    """Whether what follows stars cannot stand without the letter before them."""
    return bool(DEPENDENT.match(line, at + size))


def _cut(line: str, at: int, size: int) -> bool:
    """Whether stars stand within a word, in the place of its letters."""
    before, after = line[max(at - 2, 0) : at], line[at + size : at + size + 4]
    is_latin = before[-1:].isascii() and after[:1].isascii()
    return is_latin or bool(CUT_BEFORE.search(before) or CUT_AFTER.match(after))
