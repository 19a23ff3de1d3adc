"""Captions of pictures and tables, and the numbers that were typed into them.

Enters: the words of a caption. Leaves: the words without `ภาพที่ ๑`, where the book counts to the
same number by itself; else nothing, and the caption stays a line of text with its own number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thaibook.importing.gathering import trimmed
from thaibook.importing.source_document import Inline, Paragraph, Picture, Role, Text

KINDS = {
    "picture": re.compile(
        r"\s*(?:ภาพประกอบ(?:ที่)?|ภาพที่|ภาพ|รูปที่|รูป|แผนภูมิที่|แผนภาพที่|Figure|Fig\.|Image|Illustration)"
        r"\s*([0-9๐-๙]{1,3}(?:[.\-–][0-9๐-๙]{1,3})*)?\s*[:.：]?\s+(?=\S)"
    ),
    "table": re.compile(
        r"\s*(?:ตารางที่|ตาราง|Table)\s*([0-9๐-๙]{1,3}(?:[.\-–][0-9๐-๙]{1,3})*)?\s*[:.：]?\s+(?=\S)"
    ),
}
WORDS = {"picture": "ภาพ", "table": "ตาราง"}
WESTERN = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
LONGEST = 300


@dataclass
class Counted:
    """How many numbered pictures and tables the book has so far."""

    picture: int = 0
    table: int = 0


def is_caption(block: object, kind: str) -> bool:
    """Whether a paragraph is the caption of a picture or a table beside it."""
    if not isinstance(block, Paragraph) or block.level or block.item:
        return False
    if not block.text.strip() or len(block.text) > LONGEST:
        return False
    named = KINDS[kind].match(block.text)
    if block.role is Role.CAPTION:
        other = "table" if kind == "picture" else "picture"
        return bool(named) or not KINDS[other].match(block.text)
    return bool(named and named[1])


def caption_words(
    caption: Paragraph, kind: str, counted: Counted
) -> tuple[tuple[Inline, ...], str] | None:
    """The words below the number that the book itself gives, and the number that was typed;
    None where the book would give another number."""
    named = KINDS[kind].match(caption.text)
    number = named[1] if named else None
    following = getattr(counted, kind) + 1
    if number and number.translate(WESTERN) != str(following):
        return None
    setattr(counted, kind, following)
    if not named:
        return caption.inlines, ""
    return _without_letters(caption.inlines, named.end()), named[0].strip() if number else ""


def _without_letters(inlines: Sequence[Inline], count: int) -> tuple[Inline, ...]:
    """The runs without their first `count` letters."""
    rest: list[Inline] = []
    for each in inlines:
        if count and isinstance(each, Text):
            cut = min(count, len(each.text))
            count -= cut
            each = replace(each, text=each.text[cut:])
        rest.append(each)
    return trimmed(rest)


def parted_pictures(block: Paragraph) -> tuple[Paragraph, Paragraph] | None:
    """A paragraph that begins with pictures, parted: the pictures, and the words below them."""
    texts = (at for at, e in enumerate(block.inlines) if isinstance(e, Text) and e.text.strip())
    at = next(texts, len(block.inlines))
    pictures, words = block.inlines[:at], block.inlines[at:]
    if not any(isinstance(each, Picture) for each in pictures):
        return None
    if any(isinstance(each, Picture) for each in words):
        return None
    return replace(block, inlines=pictures, role=Role.BODY), replace(block, inlines=words)


def with_pictures_apart(block: Paragraph) -> tuple[Paragraph, Paragraph] | None:
    """A paragraph that ends with pictures, parted: the words, and the pictures."""
    texts = [at for at, e in enumerate(block.inlines) if isinstance(e, Text) and e.text.strip()]
    if not texts:
        return None
    words, pictures = block.inlines[: texts[-1] + 1], block.inlines[texts[-1] + 1 :]
    if not any(isinstance(each, Picture) for each in pictures):
        return None
    return replace(block, inlines=trimmed(words)), replace(block, inlines=pictures)
