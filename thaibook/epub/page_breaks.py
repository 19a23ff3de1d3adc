"""Where the pages of the printed book begin in the text of an EPUB.

Enters: the marked body of a section, and the pages of the PDF that begin in it. Leaves: the
body with a page break at each place that is found (EPUB 3.3, 7.4; W3C Publishing CG, Page
Source Identification). This is a step after the marks: the pages are known later.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from thaibook.epub.navigation import page_id
from thaibook.model import PageStart
from thaibook.text import letters, texts_and_sources
from thaibook.vocabulary import NOTE_CALLS

ENOUGH = (40, 12)  # letters that tell a place; fewer where paper adds something between
CHARACTER = re.compile(r"&[^&;]+;|.", re.DOTALL)  # as it stands in XHTML
BREAK_MARK = "\u200b"


def with_page_breaks(body: str, starts: Sequence[PageStart]) -> str:
    """`body` with a page break where each page begins; one that is not found is left out."""
    if not starts:
        return body
    text, runs = _letters_of(body)
    breaks: list[tuple[int, str]] = []
    search_from = 0
    for number, start in enumerate(starts):
        place = _place_of(start.letters.replace(BREAK_MARK, ""), text, search_from)
        if place < 0:
            if number or not text:
                continue
            place = 0  # a section begins on a page of its own
        search_from = place
        breaks.append((_offset_of(place, runs), _page_break(start)))
    return "".join(_broken(body, breaks))


class _Run(NamedTuple):
    """A text between two tags. place: of its first letter among those by which places are
    found; offset: in the body; written: as it stands there."""

    place: int
    offset: int
    written: str


class _Known(dict[int, str]):
    """What each character is for `letters`, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = found = letters(chr(code))
        return found


KNOWN = _Known({ord(BREAK_MARK): ""})


def _said(written: str) -> str:
    """The letters of a text as it stands in XHTML."""
    if "&" not in written:
        return written.translate(KNOWN)
    return "".join(html.unescape(c).translate(KNOWN) for c in CHARACTER.findall(written))


def _letters_of(body: str) -> tuple[str, list[_Run]]:
    """The letters by which places are found, and the runs of text that they stand in. The calls
    of notes are not among them: paper has other ones."""
    stream: list[str] = []
    runs: list[_Run] = []
    place, offset, in_call = 0, 0, False
    for text, tag in texts_and_sources(body):
        if text and not in_call and (said := _said(text)):
            stream.append(said)
            runs.append(_Run(place, offset, text))
            place += len(said)
        offset += len(text) + len(tag)
        in_call = tag.startswith(NOTE_CALLS)
    return "".join(stream), runs


def _offset_of(place: int, runs: Sequence[_Run]) -> int:
    """Where in the body a letter stands."""
    run = runs[bisect_right(runs, place, key=attrgetter("place")) - 1]
    left = place - run.place
    for match in CHARACTER.finditer(run.written):
        left -= len(_said(match[0]))
        if left < 0:
            return run.offset + match.start()
    raise AssertionError(place)  # the letters of a run are those of its text


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
