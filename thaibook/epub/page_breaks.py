"""Where the pages of the printed book begin in the text of an EPUB.

Enters: the marked body of a section, and the pages of the PDF that begin in it. Leaves: the
body with a page break at each place that is found (EPUB 3.3, 7.4; W3C Publishing CG, Page
Source Identification). This is a step after the marks: the pages are known later.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from thaibook.epub.navigation import page_id
from thaibook.model import PageStart
from thaibook.text import letters, texts_and_tags
from thaibook.vocabulary import NOTE_CALLS

ENOUGH = (40, 12)  # letters that tell a place; fewer where paper adds something between
CHARACTER = re.compile(r"&[^&;]+;|.", re.DOTALL)  # as it stands in XHTML
BREAK_MARK = "\u200b"


def with_page_breaks(body: str, starts: Sequence[PageStart]) -> str:
    """`body` with a page break where each page begins; one that is not found is left out."""
    if not starts:
        return body
    text, offsets = _letters_of(body)
    breaks: list[tuple[int, str]] = []
    search_from = 0
    for number, start in enumerate(starts):
        place = _place_of(start.letters.replace(BREAK_MARK, ""), text, search_from)
        if place < 0:
            if number or not text:
                continue
            place = 0  # a section begins on a page of its own
        search_from = place
        breaks.append((offsets[place], _page_break(start)))
    return "".join(_broken(body, breaks))


def _letters_of(body: str) -> tuple[str, list[int]]:
    """The letters by which places are found, and where in the body each stands. The calls of
    notes are not among them: paper has other ones."""
    known: dict[str, str] = {BREAK_MARK: ""}
    stream: list[str] = []
    offsets: list[int] = []
    offset, in_call = 0, False
    for text, tag in texts_and_tags(body):
        for match in () if in_call else CHARACTER.finditer(text):
            written = match[0]
            if written not in known:
                known[written] = letters(html.unescape(written))
            stream.append(known[written])
            offsets += [offset + match.start()] * len(known[written])
        offset += len(text) + (len(tag.source) if tag else 0)
        in_call = bool(tag and tag.source.startswith(NOTE_CALLS))
    return "".join(stream), offsets


def _place_of(wanted: str, text: str, search_from: int) -> int:
    """Where the first letters of a page stand; -1 where they do not."""
    if not wanted:
        return -1
    tried = (text.find(wanted[:size], search_from) for size in ENOUGH)
    return next((place for place in tried if place >= 0), -1)


def _page_break(start: PageStart) -> str:
    return (
        f'<span epub:type="pagebreak" role="doc-pagebreak" id="{page_id(start)}" '
        f'aria-label="{html.escape(start.folio)}"></span>'
    )


def _broken(body: str, breaks: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The body in parts, with each page break at its offset."""
    begin = 0
    for offset, page_break in breaks:
        yield body[begin:offset]
        yield page_break
        begin = offset
    yield body[begin:]
