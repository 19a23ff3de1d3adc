"""The text of sections as e-readers need it.

Enters: the XHTML of sections. Leaves: the same text with break marks between words (most
engines know no Thai words, and let lines run off the page), with what a line must not part
kept together, with Latin words tagged, so that a voice reads them as English, and with the
places where the pages of the printed book begin. Only text nodes are touched: no title, no
attribute, no address, no code.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import numpy as np

from thaibook.epub.break_marks.line_ends import mark_ends
from thaibook.epub.break_marks.marked_text import At, Inserts, Piece, Whole, join
from thaibook.epub.navigation import page_id
from thaibook.model import PageStart
from thaibook.text import letters

# The body of a section, and the pages of the printed book that begin in it.
Marking = tuple[str, Sequence[PageStart]]

# Words of two letters or more; single letters are labels, read as letters in any voice.
_LETTER = "A-Za-z\u00c0-\u024f"
_WORD = f"[{_LETTER}][{_LETTER}0-9\u2019'.&+/-]*[{_LETTER}0-9]"
LATIN = re.compile(f"{_WORD}(?:,? (?:{_WORD}|[{_LETTER}&]))*")
URL = re.compile(r"(?:https?://|www\.)\S+")
ENOUGH = (40, 12)  # letters that tell a place; fewer where paper adds something between


def marked(
    sections: Sequence[Marking], mark: str, words: frozenset[str], language: str
) -> list[str]:
    """The bodies of `sections` with `mark` where a line may end, Latin tagged in a
    book whose language is Thai, and page breaks for the starts that are found in each.
    No body holds NUL, which no XML does."""
    whole, inserts = join([body for body, _ in sections])
    if not whole.text:
        return [body for body, _ in sections]
    mark_ends(whole, words, mark, inserts)
    if language.split("-")[0] == "th":
        _tag_latin(whole, inserts)
    for number, (_, starts) in enumerate(sections):
        if starts:
            _break_pages(whole.of_section(number), starts, inserts)
    return inserts.written(whole)


def _tag_latin(whole: Whole, inserts: Inserts) -> None:
    """Say of Latin words in Thai text that they are English."""
    occupied = np.zeros(len(whole.text) + 1, np.bool_)
    occupied[inserts.offsets()] = True
    for number in np.unique(whole.piece[whole.flags(f"[{_LETTER}]")]).tolist():
        piece = whole.pieces[number]
        if piece.frozen or piece.foreign:
            continue
        addresses = [found.span() for found in URL.finditer(whole.text, piece.begin, piece.end)]
        for found in LATIN.finditer(whole.text, piece.begin, piece.end):
            begin, end = found.span()
            if not occupied[begin + 1 : end].any() and not any(
                first <= begin < last for first, last in addresses
            ):
                inserts.put(begin, At.LATIN, '<span lang="en" xml:lang="en">')
                inserts.put(end, At.LATIN_ENDS, "</span>")


def _break_pages(pieces: Sequence[Piece], starts: Sequence[PageStart], inserts: Inserts) -> None:
    """Mark in the texts of a section where each page begins; a page that is not found is
    left out."""
    # The calls of notes are not in the text that the pages of the PDF are known by.
    pieces = [piece for piece in pieces if not piece.call]
    if not pieces:
        return
    text = "".join(piece.text for piece in pieces)
    offsets = np.concatenate([np.arange(piece.begin, piece.end) for piece in pieces])
    known = {character: letters(character) for character in set(text)}
    stream = [known[character] for character in text]
    where = np.repeat(offsets, list(map(len, stream)))
    whole, at = "".join(stream), 0
    for number, start in enumerate(starts):
        tried = (whole.find(start.letters[:size], at) for size in ENOUGH)
        found = next((place for place in tried if place >= 0), -1)
        if found < 0 or not start.letters:
            if number or not whole:
                continue
            found = 0  # a section begins on a page of its own
        at = found
        label = html.escape(start.folio)
        inserts.put(
            int(where[found]),
            At.PAGE,
            f'<span epub:type="pagebreak" role="doc-pagebreak" id="{page_id(start)}" '
            f'aria-label="{label}"></span>',
        )
