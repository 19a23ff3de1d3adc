"""Bytes of a text in any encoding that Thai authors have become text, or are refused.

Enters: the bytes of a file. Leaves: its text with line ends as \\n, the name of the encoding,
and what was found on the way. Nothing is guessed that is not certain. Sources: WHATWG Encoding
Standard (windows-874, windows-1252), TIS 620-2533, RFC 3629, Unicode Standard 23.8 (byte order
marks).
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from thaibook.text.late_patterns import late_pattern
from thaibook.text.mojibake import turned_back

MARKS_OF_ORDER = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"), (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"), (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)  # fmt: skip
SAMPLE = 100_000  # bytes that tell an encoding
THAI_RUN = late_pattern("[ก-ฺเ-๎]{3}")  # three accented letters in a row are in no European text
NO_CHARACTER = late_pattern("[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class Decoded:
    """The text of a file.

    text: with \\n at the end of each line; form feeds stay, they are the ends of pages.
    encoding: UTF-8, UTF-16, UTF-32 or Windows-874 (which has all of TIS-620).
    found: codes of what is worth telling, in this order: "byte-order-mark", "crlf" (other line
    ends than \\n), "form-feed", "mojibake-utf8-1252", "mojibake-utf8-874",
    "mojibake-874-1252" (a text that was once read in the wrong encoding, turned back),
    "mojibake-left" (some of it that could not be).
    """

    text: str
    encoding: str
    found: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """The text of a file's bytes, or None where they are in no encoding that is known here."""
    found: list[str] = []
    for mark, codec, encoding in MARKS_OF_ORDER:
        if data.startswith(mark):
            found.append("byte-order-mark")
            text, name = _decoded(data[len(mark) :], codec), encoding
            break
    else:
        text, name = _without_mark(data)
    if text is None:
        return None
    if "\r" in text:
        found.append("crlf")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\f" in text:
        found.append("form-feed")
    text, kinds = turned_back(text)
    return Decoded(text, name, (*found, *kinds))


def _decoded(data: bytes, codec: str) -> str | None:
    """The text of bytes in an encoding, or None where they are not in it."""
    if codec.startswith("utf-16"):
        data = data[: len(data) // 2 * 2]  # a last half of a letter is a copy that was cut off
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _without_mark(data: bytes) -> tuple[str | None, str]:
    """The text of bytes that do not say what they are, and the encoding's name."""
    if order := _order_of_halves(data[:SAMPLE]):
        text = _decoded(data, f"utf-16-{order}")
        if text is not None and not NO_CHARACTER.search(text):
            return text, "UTF-16"
    text = _decoded(data, "utf-8")
    if text is not None:
        return text, "UTF-8"
    # Files that were joined, some in UTF-8 and some not: each line is in one of the two.
    lines = [_line(line) for line in data.splitlines(keepends=True)]
    if None not in lines:
        return "".join(filter(None, lines)), "Windows-874"
    text = _decoded(data, "cp874")
    return (text if text and THAI_RUN.search(text) else None), "Windows-874"


def _line(data: bytes) -> str | None:
    """The text of one line in UTF-8 or in Windows-874; None where it is hardly in either."""
    text = _decoded(data, "utf-8")
    if text is None:
        text = _decoded(data, "cp874")
        return text if text and THAI_RUN.search(text) else None
    return text


def _order_of_halves(data: bytes) -> str:
    """ "le" or "be" where the bytes are the halves of letters as UTF-16 has them, else "".

    The high half of what Thai text is made of is 00 or 0E, and no other encoding has these.
    """
    data = data[: len(data) // 2 * 2]
    if not data:
        return ""
    for order, high in (("le", data[1::2]), ("be", data[::2])):
        if (high.count(0) + high.count(0x0E) + high.count(0x20)) / len(high) > 0.9 and (
            high.count(0) + high.count(0x0E) > len(high) / 2
        ):
            return order
    return ""
