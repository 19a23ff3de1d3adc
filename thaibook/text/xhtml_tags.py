"""The tags of a section's body, one by one: the only place that takes finished XHTML apart.

Bodies are read here and not by a parser of XML: break marks are put between the letters of
fifty chapters a second, and a tree of so many words takes three times as long (measured with
benchmarks/speed.py). compose writes the bodies from a tree, so that every tag is whole, < and
> stand in no attribute, and each attribute has double quotes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)([^<>]*?)(/?)>")
SOURCE = re.compile(r"(</?[A-Za-z][^<>]*>)")  # the same, whole
ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')


class Tag(NamedTuple):
    """One tag; source is the whole of it, rest the attributes as they are written."""

    source: str
    name: str
    rest: str
    is_end: bool
    is_empty: bool  # <br/>

    def get(self, attribute: str) -> str:
        """The value of an attribute, unescaped; "" where there is none."""
        value = next((v for name, v in ATTRIBUTE.findall(self.rest) if name == attribute), "")
        return html.unescape(value) if "&" in value else value


def texts_and_sources(body: str) -> Iterator[tuple[str, str]]:
    """Each text of a body with the tag after it, both as they are written; "" after the last. For
    who looks at no more of a tag than how it begins."""
    parts = SOURCE.split(body)
    yield from zip(parts[::2], [*parts[1::2], ""], strict=True)


def texts_and_tags(body: str) -> Iterator[tuple[str, Tag | None]]:
    """Each text of a body, still escaped, with the tag after it; None after the last."""
    begin = 0
    for match in TAG.finditer(body):
        end, name, rest, empty = match.groups()
        yield body[begin : match.start()], Tag(match[0], name, rest, bool(end), bool(empty))
        begin = match.end()
    yield body[begin:], None
