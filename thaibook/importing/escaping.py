"""Letters that Markdown would take for signs are written so that they arrive as typed.

Enters: text. Leaves: the same in Markdown. Only what means something where it stands gets a
backslash, so that the manuscript stays easy to read; `armoured` leaves nothing to chance.
"""

from __future__ import annotations

import re

from thaibook.grammar import OF_PICTURE, OF_TABLE

# Addresses become links by themselves, and a backslash would end them.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\[\]()*`\\\u0e00-\u0e7f\"'“”]+"
    r"|(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9-]{1,64}\.[A-Za-z0-9.-]{1,64}"
)
SIGNS = re.compile(
    r"\\|`|\*|\]\(|\[|<|\$"
    r"|_{1,3}(?!_)(?<!____)"  # four or more are a blank to be filled in
    r"|\{[%{#/]?|==+|%%|[~^|]"
    r"|&(?=\#?\w{1,40};)"
    r"|:(?=[a-z0-9_+-]+:)"
    r"|[\u2001-\u2003\u3000]"
)
# What a backslash does not help: the proof of the letters looks for such signs in the text as it
# was typed, and two backslashes before a bracket may be a formula.
UNSAFE = {"`": "&#96;", "&": "&amp;", "<": "&lt;", "](": "]\\(", "\\": "&#92;"}
WORD = re.compile(r"(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])")
BLANK = re.compile("_{4,}|\\*{4,}")
# What a line may begin with that is no text: a heading, an item, a rule, a quotation, a box.
NUMBERED = re.compile(r"(\(?(?:[0-9๐-๙]{1,3}|[ก-ฮ]))([.)])(?=\s|$)")
BEGINS = re.compile(
    r"[#>]|[-+](?=\s|$)|-{2,}|\+{3,}|={1,}\s*$|:(?=\s|::|$)|/{3,}|!{3,}|\?{3,}|={3,}|;{3,}|%(?=\s|$)|~{3,}"
)
CAPTION = re.compile(rf"({OF_PICTURE[:-1]})(:)|({OF_TABLE[:-1]})(:)")
# Lines of a program where it is read as one (MDX).
PROGRAM = re.compile(r"(?:import|export)(?=[\s{\"'*])")
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def escaped(text: str, *, begins_line: bool = False, in_link: bool = False) -> str:
    """The text as Markdown that says just that. begins_line: nothing stands before it on its
    line; in_link: brackets are around it."""
    parts, at = [], 0
    for address in ADDRESS.finditer(text):
        parts += [_signs(text[at : address.start()], in_link), address[0]]
        at = address.end()
    written = "".join([*parts, _signs(text[at:], in_link)])
    return _beginning(written) if begins_line else written


def _signs(text: str, in_link: bool) -> str:
    if not text:
        return text
    kept = {match.start() for match in WORD.finditer(text)}
    kept |= {place for blank in BLANK.finditer(text) for place in range(*blank.span())}
    written = SIGNS.sub(
        lambda sign: sign[0] if sign.start() in kept else _escaped_sign(sign[0]), text
    )
    return written.replace("]", "&#93;") if in_link else written


def _escaped_sign(sign: str) -> str:
    if not sign.isascii():
        return sign
    if sign in UNSAFE:
        return UNSAFE[sign]
    return "".join(f"\\{each}" for each in sign)


def _beginning(written: str) -> str:
    """A line of which the beginning says nothing but itself."""
    if numbered := NUMBERED.match(written):
        end = numbered.start(2)
        return f"{written[:end]}\\{written[end:]}" if not numbered[1].startswith("(") else written
    if begun := BEGINS.match(written):
        signs = "".join(f"\\{each}" if PUNCTUATION.match(each) else each for each in begun[0])
        return signs + written[begun.end() :]
    if caption := CAPTION.match(written):
        end = caption.end() - 1
        return f"{written[:end]}\\{written[end:]}"
    if PROGRAM.match(written):
        return f"&#{ord(written[0])};{written[1:]}"
    return written


def armoured(text: str) -> str:
    """The text with a number for each sign, which nothing takes for another."""
    if PROGRAM.match(text):
        return f"&#{ord(text[0])};{armoured(text[1:])}"
    if (numbered := NUMBERED.match(text)) and len(numbered[1]) == 1:
        return f"&#{ord(text[0])};{armoured(text[1:])}"
    return PUNCTUATION.sub(lambda sign: f"&#{ord(sign[0])};", text)
