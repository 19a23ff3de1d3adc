"""Divisions, lines and lists as Pandoc and Quarto write them.

    ::: {.callout-note title="…"}     a box
    :::: {#id .class key=value}       a division with a name
    | line                            lines that stay lines
    (@) item, #. item                 items that the program numbers
    Term, and below it ~ meaning      a definition
    > [!note]                         a box, which an empty line ends

Enters: a Draft. Leaves: in it, the same in the words of this program.
"""

from __future__ import annotations

import re

from thaibook.grammar.dialects.draft import Draft
from thaibook.grammar.kinds import Kind
from thaibook.grammar.signs import ALERT, BRACES, MARKER, VALUE
from thaibook.text import late_pattern

OPENING = late_pattern(
    rf"^(?P<colons>[ \t>]{{0,20}}(?:{MARKER}[ \t]+)?:{{3,}})[ \t]*"
    r"(?P<words>[^\s:][^\n]{0,500}?)[ \t]*$",
    re.MULTILINE,
)
KIND = re.compile(r" *\.?([A-Za-z\u0e00-\u0e7f][\w\u0e00-\u0e7f-]*)(?![\w=])")
FIRST = re.compile(r"^\{([^{}\n]*)\}")  # right after the colons, whatever is in it
BRACED = re.compile(BRACES)
ONE = re.compile(rf"[#.][^\s#.{{}}=\"']+|[a-z][a-z-]*={VALUE}")
KEPT = re.compile(r"#|\.[A-Za-z]|lang=")  # of the attributes: what a book has a use for
CALLOUT = late_pattern(r"callout-(note|tip|warning|important|caution)$")
TITLE = late_pattern(rf"(?:^|(?<= ))(?:title|name)=({VALUE})")
ENDS = re.compile(r"(?:^|\s):{3,}$")  # colons behind the words as well
HEADING_IN_BOX = late_pattern(
    r"^( {0,3}:{3,} */(?:note|tip|warning|important|caution))[ \t]*\n"
    r"((?:[ \t]*\n)*)#{1,6} +([^\n]*)$",
    re.MULTILINE,
)
# What Quarto shows in one format alone.
FOR_A_FORMAT = late_pattern(r"(?:when|unless)-(?:format|profile|meta)=(?:\"[^\"\n]*\"|[^\s}]+)")
LINE = late_pattern(r" {0,3}\|(?: (?P<words>[^\n]*)|)$")
EXAMPLE = late_pattern(r"^( {0,3})\(@([\w\u0e00-\u0e7f-]*)\)(?=[ \t]+\S)", re.MULTILINE)
REFERENCE = late_pattern(r"\(@([\w\u0e00-\u0e7f-]+)\)")
HASHED = late_pattern(r"^( {0,12})#\.(?=[ \t]+\S)", re.MULTILINE)
MEANING = late_pattern(
    r"(?P<word>(?:^|\n\n)[ ]{0,3}(?![-*+>#~|: ])[^\n~]{1,60}\n)(?P<gap>\n?)"
    r"(?P<rest> {0,3}~ [^\n]*(?<!~)(?:\n\n? {0,3}~ [^\n]*(?<!~))*)(?=\n[ \t]*(?:\n|$)|$)"
)
# An empty line between the quotation of a box and one that is no box.
ALERT_ENDS = late_pattern(
    rf"^(?P<quote> {{0,3}}> ?{ALERT}[^\n]*(?:\n {{0,3}}>[^\n]*)*\n)[ \t]*"
    rf"(?=\n {{0,3}}>(?! ?{ALERT}))",
    re.MULTILINE,
)
INDENT = "\u2003"  # EM SPACE: an indented line of a block of lines


def read_divisions(draft: Draft) -> None:
    """Everything of this module."""
    if ":::" in draft.text:
        for shown in FOR_A_FORMAT.finditer(draft.text):
            draft.tell(shown.start(), "Quarto", shown[0], "format", is_left_out=True)
        draft.replace(OPENING, _division)
        draft.replace(HEADING_IN_BOX, lambda box: f"{box[1]} {box[3]}\n{box[2]}")
    if "[!" in draft.text:
        draft.replace(ALERT_ENDS, lambda alert: f"{alert['quote']}<!-- -->")
    if "~ " in draft.text:
        draft.replace(MEANING, _definition)
    if "| " in draft.text:
        _lines(draft)
    if "(@" in draft.text:
        _examples(draft)
    draft.replace(HASHED, lambda item: f"{item[1]}1.")


def _division(opening: re.Match[str]) -> str | None:
    """The line in one order: colons, kind, title, and in braces what else it has."""
    words = opening["words"]
    if not any(sign in words for sign in ("{", "[", "title=", "name=", ":::")):
        return None
    own: list[str] = []

    def take(braces: re.Match[str]) -> str:
        own.extend(ONE.findall(braces[1]))
        return " "

    words = FIRST.sub(take, ENDS.sub("", words))
    kind = KIND.match(words) if not any(each.startswith(".") for each in own) else None
    if not kind and not opening["words"].startswith("{"):
        return None
    words = BRACED.sub(take, words[kind.end() :] if kind else words)
    own += [title[0] for title in TITLE.finditer(words)]
    words = TITLE.sub("", words)
    words = " ".join(words.split())
    if words.startswith("[") and words.endswith("]"):  # as Docusaurus has it
        words = words[1:-1]
    names = [each[1:] for each in own if each.startswith(".")]
    callouts = [name for name in names if CALLOUT.match(name)]
    callout = callouts[0].partition("-")[2] if callouts else ""
    named = f"/{callout}" if callout else kind[1] if kind else names[0] if names else "division"
    titles = [each for each in own if each.startswith(("title=", "name="))]
    title = titles[0].partition("=")[2].strip("\"'") if titles else ""
    own = [each for each in own if KEPT.match(each) and each[1:] not in (named, *callouts)]
    braces = f"{{{' '.join(own)}}}" if own else ""
    return " ".join(filter(None, (opening["colons"], named, title, words, braces)))


def _definition(meaning: re.Match[str]) -> str:
    """The same with the sign that we have for it."""
    rest = re.sub(r"^ {0,3}~ ", ":   ", meaning["rest"], flags=re.MULTILINE)
    return f"{meaning['word']}{meaning['gap']}{rest}"


def _lines(draft: Draft) -> None:
    """Blocks of lines that begin with a bar, and are no table."""
    lines = draft.text.split("\n")
    number = 0
    while number < len(lines):
        end = number
        while end < len(lines) and _is_line(draft, lines, end, number):
            end += 1
        block = lines[number:end]
        if block and not any("|" in line.lstrip(" ")[1:] for line in block):
            lines[number:end] = _hard(block)
        number = max(end, number + 1)
    draft.text = "\n".join(lines)


def _is_line(draft: Draft, lines: list[str], number: int, first: int) -> bool:
    kind = draft.kinds[number] if number < len(draft.kinds) else Kind.PROSE
    if kind in (Kind.VERSE, Kind.ROW, Kind.DASHES):
        return False
    if LINE.match(lines[number]):
        return True
    # A line goes on where the next one begins with spaces.
    return number > first and lines[number].startswith(" ") and bool(lines[number].strip())


def _hard(block: list[str]) -> list[str]:
    written: list[str] = []
    for number, line in enumerate(block):
        bar = LINE.match(line)
        words = (bar["words"] or "") if bar else line.strip()
        indent = len(words) - len(words.lstrip(" "))
        words = INDENT * ((indent + 1) // 2) + words.strip(" ")
        following = LINE.match(block[number + 1]) if number + 1 < len(block) else None
        hard = words.strip() and following and (following["words"] or "").strip()
        written.append(f"{words}\\" if hard else words)
    return written


def _examples(draft: Draft) -> None:
    numbers: dict[str, int] = {}
    count = 0

    def item(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        if found[2]:
            numbers.setdefault(found[2], count)
        return f"{found[1]}{count}."

    draft.replace(EXAMPLE, item)
    draft.replace(REFERENCE, lambda to: f"({numbers[to[1]]})" if to[1] in numbers else None)
