"""What a word processor's styles mean, by their names.

Enters: the names of a style and of those that it is based on, nearest first. Leaves: a StyleRole.
The names are those of Word, LibreOffice, Google Docs and pandoc, in English and in Thai.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from thaibook.grammar import form_of
from thaibook.importing.source_document import Role

HEADING = re.compile(r"(?:heading|หัวเรื่อง|หัวข้อ|ส่วนหัวเรื่อง)[ _]*([1-9])(?:[ _]*char)?")
CONTENTS = re.compile(
    r"(?:toc|contents?|table of contents|table of figures|index|สารบัญ)(?:[ _]*(?:\d|heading))?"
    r"|(?:contents|toc|index|user index|illustration index)[ _]+heading"
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LETTERING = re.compile(r"[^\w\u0e00-\u0e7f ]+")
ROLES = {
    "title": Role.TITLE, "ชื่อเรื่อง": Role.TITLE, "book title": Role.TITLE,
    "subtitle": Role.SUBTITLE, "ชื่อเรื่องรอง": Role.SUBTITLE, "หัวเรื่องรอง": Role.SUBTITLE,
    "author": Role.AUTHOR, "ผู้เขียน": Role.AUTHOR, "ผู้แต่ง": Role.AUTHOR,
    "caption": Role.CAPTION, "คำอธิบายภาพ": Role.CAPTION, "คำบรรยายภาพ": Role.CAPTION,
    "image caption": Role.CAPTION, "table caption": Role.CAPTION, "illustration": Role.CAPTION,
    "figure": Role.CAPTION, "table": Role.CAPTION, "drawing": Role.CAPTION,
    "source code": Role.CODE, "html preformatted": Role.CODE, "preformatted text": Role.CODE,
    "code": Role.CODE, "plain code": Role.CODE, "โค้ด": Role.CODE, "code block": Role.CODE,
    "figure caption": Role.CAPTION, "definition definition": Role.MEANING,
    "definition term": Role.TERM, "definition": Role.MEANING, "list heading": Role.TERM,
}  # fmt: skip
QUOTATIONS = (
    "quote", "intense quote", "block text", "quotations", "quotation", "blockquote", "block quote",
    "คำอ้างอิง", "อ้างอิง", "คำพูด", "คำอ้างอิงแบบเข้ม", "ข้อความอ้างอิง", "อัญพจน์", "อัญประกาศ",
)  # fmt: skip
VERSE = ("verse", "poem", "poetry", "บทกวี", "คำประพันธ์", "ร้อยกรอง", "บทร้อยกรอง")
CODE_OF_LETTERS = ("verbatim char", "source text", "html code", "inline code", "teletype")


class StyleRole(NamedTuple):
    """level: of a heading, 0 for none; name: of a form of verse; is_contents: a line of a
    contents list, which the book makes anew; is_code: letters of a program."""

    level: int = 0
    role: Role = Role.BODY
    quotes: int = 0
    name: str = ""
    is_contents: bool = False
    is_code: bool = False


def role_of(names: Iterable[str]) -> StyleRole:
    """What the first of `names` that means anything means."""
    for written in names:
        apart = CAMEL.sub(" ", written).lower()
        name = " ".join(LETTERING.sub(" ", apart).replace("_", " ").split())
        if heading := HEADING.fullmatch(name):
            return StyleRole(level=min(int(heading[1]), 6))
        if CONTENTS.fullmatch(name):
            return StyleRole(is_contents=True)
        if role := ROLES.get(name):
            return StyleRole(role=role)
        if name in QUOTATIONS:
            return StyleRole(quotes=1)
        if name in CODE_OF_LETTERS:
            return StyleRole(is_code=True)
        if name in VERSE:
            return StyleRole(role=Role.VERSE)
        if not name.isascii() and form_of(name):
            return StyleRole(role=Role.VERSE, name=name)
    return StyleRole()
