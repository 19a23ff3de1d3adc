"""The pages of an index.

Enters: the HTML of the book and its layout. Leaves: the HTML with the pages of each entry
in the place of its links, each page once; three and more in a row are a range (3–7). The
book is then laid out again, which is why the index comes last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from thaibook.text import numeral

LINK = r'<a class="index-ref" href="#([^"]+)"></a>'
LINKS = re.compile(rf"{LINK}(?:, {LINK})*")
RANGE = 3  # pages in a row


def has_index(html: str) -> bool:
    """Whether the HTML has an index whose pages are wanted."""
    return 'class="index-ref"' in html


def with_pages(html: str, folios: dict[str, int], digits: str) -> str:
    """The HTML with numbers in the index; folios: the page of each place, by its id."""

    def numbers(found: re.Match[str]) -> str:
        places: dict[int, str] = {}
        for place in re.findall(LINK, found[0]):
            places.setdefault(folios.get(place, 0), place)
        return ", ".join(_linked(places, digits))

    return LINKS.sub(numbers, html)


def _linked(places: dict[int, str], digits: str) -> Iterator[str]:
    pages = sorted(places)
    for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0]):
        row = [page for _, page in run]
        whole = [(row[0], row[-1])] if len(row) >= RANGE else [(page, page) for page in row]
        for first, last in whole:
            text = numeral(first, digits) + (f"–{numeral(last, digits)}" if last > first else "")
            yield f'<a class="index-page" href="#{places[first]}">{text}</a>'
