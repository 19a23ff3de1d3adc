"""The signs of Markdown: what begins a list, a heading, a note, an address, a formula.

Each is written here once, as a pattern of one line or of a part of one, so that the book,
its proof, lint and the limits cannot disagree about them. What they are in their places
(a `#` in code is no heading) `thaibook.grammar.lines` says. Sources: Python-Markdown 3.11 for what
it reads by itself, CommonMark 0.31 and GitHub Flavored Markdown 0.29 for the rest.
"""

from __future__ import annotations

import re

from thaibook.text import late_pattern

CODE_INDENT = 4  # spaces that make a line code, or a part of the box or the note above it

# --- Lists. A number of four digits and more is a year or an amount, and begins no item.
NUMBER = r"[0-9๐-๙]{1,3}"
LETTER = r"[\u0e01-\u0e2e]"
MARKER = rf"(?:[*+-]|(?:{NUMBER}|{LETTER})[.)])"
ITEM = re.compile(
    rf"(?P<indent> *)(?:(?P<bullet>[*+-])|(?P<number>{NUMBER}|{LETTER})(?P<sign>[.)]))"
    r"(?P<gap> +)(?=\S)"
)
TASK = r"\[[ xX]\]"  # after the marker: to do, done

# --- What a line begins with of all that it stands in: quotations, items, notes, definitions.
CONTAINER = rf"(?:>|{MARKER}(?=\s)|\[\^[^\]\n]*\]:|:(?=\s))"
CONTAINERS = rf"(?:\s|{CONTAINER})*"

# --- Lines that are blocks by themselves, or begin one.
HEADING = re.compile(r"(#{1,6})((?:[^\\\n]|\\.)*)$")
UNDERLINE = re.compile(r"(?:=+|-+) *$")  # of a heading that stands above it
RULE = late_pattern(r" {0,3}(?>(?:-+ {0,2}){3,}|(?:_+ {0,2}){3,}|(?:\*+ {0,2}){3,}) *$")
QUOTATION = late_pattern(r" {0,3}> ?")
DEFINITION = re.compile(r" {0,3}: {1,3}")  # of the words above it
NOTE = re.compile(r" {0,3}\[\^([^\]\n]*)\]: *")
ABBREVIATION = late_pattern(r"\*\[[^\\\n]*?\] ?:")
# The address of a label, which may go over three lines; and how it begins.
LINK = late_pattern(
    r" {0,3}\[([^\[\]]*)\]: *(?:\n *)?([^\s]+) *(?:\n *)?(?:([\"'])(.*)\3 *|\((.*)\) *)?$",
    re.MULTILINE,
)
LABEL = late_pattern(r" {0,3}\[[^\[\]\n]*\]:")
BARS = late_pattern(r"[|:\- ]+$")  # what may part the head of a table from its rows
NEW_PAGE = re.compile(r"^ {0,3}(?:\+\+\+|\\newpage|\\pagebreak) *$", re.MULTILINE)
# !!! note "title", ??? note, === "tab": what is indented below it stands in the box.
BOX = re.compile(
    r"^(?:(?:!!!|\?\?\?\+?) ?(?P<kind>[A-Za-z][\w-]*)(?: +[\w-]+)*(?: +\"(?P<title>[^\n]*)\")?"
    r"|===[!+]? +\"(?P<tab>[^\n]*)\") *$",
    re.MULTILINE,
)
# > [!NOTE] title: a quotation that is a box; of any kind, and [!note|left] for looks elsewhere.
ALERT = r"\[!([A-Za-z\u0e01-\u0e4e][\w\u0e01-\u0e4e -]{0,40})(?:\|[^\[\]\n]{0,100})?\][-+]?"
# What lines may be indented below without being code: an item, a box, a note.
HOLDER = late_pattern(rf"\s*(?:{MARKER}|!!!|\?\?\?\+?|===[!+]?|\[\^[^\]\n]*\]:) ")

# --- Attribute lists, {#id .class key=value}: only what clearly is one.
CLASS = r"[A-Za-z\u0e01-\u0e2e\u0e40-\u0e44][\w\u0e01-\u0e4e-]*"  # of a class
VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}=]+)"
ATTRIBUTE = rf"(?:#[^\s#.{{}}=\"']+|\.{CLASS}|[a-z][a-z-]*={VALUE})"
ATTRIBUTES = rf"{ATTRIBUTE}(?:\s+{ATTRIBUTE})*"
BRACES = rf"\{{:?[ ]*({ATTRIBUTES})[ ]*\}}"

# --- Parts of a line.
# The target of a link that has spaces, [a](b c.md). For CommonMark (6.3) it would have to
# stand in < >, and all of it is text; authors write it so when their files have such names.
# With other spaces it is text in brackets.
SPACED = r"[^()<>\"'\n]{1,200}\.[A-Za-z0-9]{2,5}(?:#[^()\s]*)?(?=\s*[)\"'])"
BARE_TARGET = r"[^()\s]*(?:\([^()\s]*\)[^()\s]*)*"
TARGET = rf"(?:<[^<>\n]*>|{SPACED}|{BARE_TARGET})"
# What stands between the brackets of TeX, \\( \\) and \\[ \\], where they are no escaped ones.
IN_FORMULAS = late_pattern(r"[\\^_=+<>/]|[0-9A-Za-z)] *[-*] *[0-9A-Za-z(]")
NOTE_CALL = r"\[\^([^\]]*)\]"
# A note in its line: ^[words].
INLINE_NOTE = r"(?<!\\)\^\[(?P<note>(?:[^\[\]\n]|\[[^\[\]\n]*\]){1,2000}+)\](?!\()"
# The words that make a line the caption of a picture or of a table.
OF_PICTURE = r"(?:ภาพ|ภาพที่|รูป|รูปที่|Figure|Fig\.|Image)\s*:"
OF_TABLE = r"(?:ตาราง|ตารางที่|Table)\s*:"
# Those that make a paragraph right below a table its note.
OF_TABLE_NOTE = r"(?:หมายเหตุ|ที่มา|Notes?|Sources?)\s*:"
# What word processors put before an item, some as a code of their own fonts; o only with a TAB.
TYPED_BULLET = r"(?:[•‣▪◦·\uf076\uf0a7\uf0b7\uf0d8\uf0fc][ \t]*|o\t[ \t]*)"


def unquoted(text: str) -> str:
    """A line of a quotation without its sign."""
    if text.strip() == ">":
        return ""
    sign = QUOTATION.match(text)
    return text[sign.end() :] if sign else text
