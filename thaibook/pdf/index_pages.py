"""The pages of an index.

Enters: the section of the index, and the page of each named place, once the other sections are
counted. Leaves: the section with the pages of each entry in the place of its links, each page
once; three and more in a row are a range (3–7).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

import lxml.html

from thaibook.pdf.paper_body import inside
from thaibook.pdf.paper_section import PaperSection
from thaibook.text import numeral
from thaibook.vocabulary import INDEX_LINK

SEPARATOR = ", "
RANGE = 3  # pages in a row


def has_index(section: PaperSection) -> bool:
    """Whether the section has an index whose pages are wanted."""
    return f'class="{INDEX_LINK}"' in section.body


def index_places(section: PaperSection) -> list[str]:
    """The places whose pages the index of the section wants, by their ids."""
    root = lxml.html.fragment_fromstring(section.body, create_parent="div")
    return [_place(link) for link in root.xpath(f"//a[@class='{INDEX_LINK}']")]


def _place(link: lxml.html.HtmlElement) -> str:
    return str(link.get("href", "").removeprefix("#"))


def with_pages(section: PaperSection, folios: Mapping[str, int], digits: str) -> PaperSection:
    """The section with numbers in its index; folios: the page of each place, by its id."""
    root = lxml.html.fragment_fromstring(section.body, create_parent="div")
    for first in root.xpath(f"//a[@class='{INDEX_LINK}']"):
        if first.getparent() is not None:  # else it went with the links before it
            _number(_row(first), folios, digits)
    return section._replace(body=inside(root))


def _row(first: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """The links of one entry: `first`, and those after it with a separator between."""
    row = [first]
    while row[-1].tail == SEPARATOR:
        following = row[-1].getnext()
        if following is None or following.get("class") != INDEX_LINK:
            break
        row.append(following)
    return row


def _number(row: list[lxml.html.HtmlElement], folios: Mapping[str, int], digits: str) -> None:
    """Put links with the numbers of pages in the place of a row of links."""
    places: dict[int, str] = {}
    for link in row:
        place = _place(link)
        places.setdefault(folios.get(place, 0), place)
    parent, tail = row[0].getparent(), row[-1].tail
    numbered = list(_page_links(places, digits))
    for link in numbered:
        link.tail = SEPARATOR
        row[0].addprevious(link)
    numbered[-1].tail = tail
    for link in row:
        parent.remove(link)


def _page_links(places: Mapping[int, str], digits: str) -> Iterator[lxml.html.HtmlElement]:
    """A link for each page or range; places: what each page is wanted for."""
    pages = sorted(places)
    for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0]):
        row = [page for _, page in run]
        ranges = [(row[0], row[-1])] if len(row) >= RANGE else [(page, page) for page in row]
        for first, last in ranges:
            link = lxml.html.Element("a", {"class": "index-page", "href": f"#{places[first]}"})
            link.text = numeral(first, digits)
            if last > first:
                link.text += f"–{numeral(last, digits)}"
            yield link
