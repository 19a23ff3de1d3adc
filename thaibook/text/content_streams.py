"""The operators of a PDF's content stream, one after another.

Enters: the bytes of a content stream, uncompressed. Leaves: each operator with its operands as
they are written, and where it stands. Source: ISO 32000-1, 7.2 (lexical conventions), 7.8.2
(content streams), 8.9.7 (inline images). Written for speed: an array of numbers and hexadecimal
strings, as text is shown with, is one operand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

HEX = rb"<[0-9A-Fa-f\s]*>"
STRING = rb"\((?:[^()\\]|\\.)*\)"
TOKEN = re.compile(
    rb"(?:[\0\t\n\f\r ]+|%[^\r\n]*)*"
    rb"(?:(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*)"
    rb"|(?P<operand>"
    rb"[+\-.0-9]+"
    rb"|/[^\0\t\n\f\r ()<>\[\]{}/%]*"
    rb"|\[(?:[^\[\]()<>{}%A-Za-z/]|" + HEX + rb"|" + STRING + rb")*\]"
    rb"|<<(?:[^<>()]|" + HEX + rb"|" + STRING + rb")*>>"
    rb"|" + HEX + rb"|" + STRING + rb")"
    rb"|(?P<other>.)|$)",
    re.DOTALL,
)
# The end of an inline image; its bytes may hold these letters, but hardly between white space.
IMAGE_END = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)")
WORDS = (b"true", b"false", b"null")  # operands that look like operators


class Operator(NamedTuple):
    """One operator. operands: as they are written; start, end: where it stands, its operands
    with it. Of an inline image, name is b"BI" and the operands are its keys and values."""

    name: bytes
    operands: list[bytes]
    start: int
    end: int


def pdf_operators(content: bytes) -> Iterator[Operator]:
    """The operators of a content stream. What makes no sense is passed over."""
    at, begun, operands = 0, -1, list[bytes]()
    match, append = TOKEN.match, operands.append
    while found := match(content, at):
        kind, at = found.lastgroup, found.end()
        if kind is None:  # the end
            return
        text = found[kind]
        if begun < 0:
            begun = at - len(text)
        if kind == "operand":
            append(text)
            continue
        if kind == "other":
            text, at = _nested(content, at - 1)
        if kind == "other" or text in WORDS:
            append(text)
            continue
        if text == b"BI":  # its keys and values follow
            continue
        if text == b"ID":
            end = IMAGE_END.search(content, at)
            text, at = b"BI", end.end() if end else len(content)
        yield Operator(text, operands, begun, at)
        begun, operands = -1, []
        append = operands.append


def _nested(content: bytes, start: int) -> tuple[bytes, int]:
    """A string, dictionary or array with others in it, and where it ends; else one byte."""
    opening = content[start : start + 1]
    if opening == b"(":
        depth, at = 0, start
        while at < len(content):
            byte = content[at : at + 1]
            if byte == b"\\":
                at += 1
            elif byte in b"()":
                depth += 1 if byte == b"(" else -1
                if not depth:
                    return content[start : at + 1], at + 1
            at += 1
        return content[start:], len(content)
    if opening == b"[" or content[start : start + 2] == b"<<":
        depth = 0
        for bracket in re.finditer(rb"<<|>>|[\[\]]", content[start:]):
            depth += 1 if bracket[0] in (b"<<", b"[") else -1
            if not depth:
                at = start + bracket.end()
                return content[start:at], at
        return content[start:], len(content)
    return opening, start + 1
