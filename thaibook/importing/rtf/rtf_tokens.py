"""The signs of an RTF file, one after the other.

Enters: bytes. Leaves: tokens. Source: Rich Text Format Specification 1.9.1, Contents of an RTF
File.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,40})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])"
    rb"|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
MAX_TOKENS = 8_000_000


class Token(NamedTuple):
    """kind: "word", "byte", "sign", "open", "close", "text"."""

    kind: str
    word: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens; the bytes of \\bin are one."""
    at = 0
    for _ in range(MAX_TOKENS):
        found = TOKEN.match(data, at)
        if not found:
            if at >= len(data):
                return
            at += 1  # a backslash at the very end
            continue
        at = found.end()
        word, number, byte, sign, brace, text = found.groups()
        if word:
            value = int(number) if number else None
            if word == b"bin" and value and value > 0:
                yield Token("bin", data=data[at : at + value])
                at += value
            else:
                yield Token("word", word.decode("ascii"), value)
        elif byte:
            yield Token("byte", data=bytes.fromhex(byte.decode("ascii")))
        elif sign:
            yield Token("sign", sign.decode("latin-1"))
        elif brace:
            yield Token("open" if brace == b"{" else "close")
        elif text:
            yield Token("text", data=text)


def letter_of(number: int, high: int) -> tuple[str, int]:
    """The letter of a \\u, "" where another half follows or there is none; and the first half of a
    letter of two. high: the half that came before, 0 for none."""
    code = number + 0x10000 if number < 0 else number
    if 0xD800 <= code < 0xDC00:
        return "", code
    if 0xDC00 <= code < 0xE000:
        both = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        return (chr(both), 0) if high else ("", 0)
    return (chr(code), 0) if 0 < code < 0x110000 else ("", 0)
