"""The text of sections as e-readers need it.

Enters: the XHTML of sections. Leaves: the same text with break marks between words (most
engines know no Thai words, and let lines run off the page), with what a line must not part
kept together, and with Latin words tagged, so that a voice reads them as English. Only text
nodes are touched: no title, no attribute, no address, no code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from thaibook.break_marks.line_ends import mark_ends
from thaibook.break_marks.whole_text import Inserts, JoinedText, Order, join

# Words of two letters or more; single letters are labels, read as letters in any voice.
_LETTER = "A-Za-z\u00c0-\u024f"
_WORD = f"[{_LETTER}][{_LETTER}0-9\u2019'.&+/-]*[{_LETTER}0-9]"
LATIN = re.compile(f"{_WORD}(?:,? (?:{_WORD}|[{_LETTER}&]))*")
URL = re.compile(r"(?:https?://|www\.)\S+")


def marked(
    bodies: Sequence[str], sign: str, words: frozenset[str], language: str, held: bool = True
) -> list[str]:
    """The bodies with `sign` where a line may end, and Latin tagged in a book whose language
    is Thai. words: the author's, which are never cut; held: whether words are that another
    engine would cut. No body holds NUL, which no XML does."""
    whole, inserts = join(bodies)
    if not whole.text:
        return list(bodies)
    mark_ends(whole, words, sign, inserts, held)
    if language.split("-")[0] == "th":
        _tag_latin(whole, inserts)
    return inserts.written(whole)


def _tag_latin(whole: JoinedText, inserts: Inserts) -> None:
    """Say of Latin words in Thai text that they are English."""
    occupied = np.zeros(len(whole.text) + 1, np.bool_)
    occupied[inserts.offsets()] = True
    # numpy.unique would load masked arrays, which take 15 ms.
    for number in dict.fromkeys(whole.piece[whole.flags(f"[{_LETTER}]")].tolist()):
        piece = whole.pieces[number]
        if piece.frozen or piece.foreign:
            continue
        addresses = [match.span() for match in URL.finditer(whole.text, piece.begin, piece.end)]
        for match in LATIN.finditer(whole.text, piece.begin, piece.end):
            begin, end = match.span()
            if not occupied[begin + 1 : end].any() and not any(
                first <= begin < last for first, last in addresses
            ):
                inserts.put(begin, Order.LATIN, '<span lang="en" xml:lang="en">')
                inserts.put(end, Order.LATIN_ENDS, "</span>")
