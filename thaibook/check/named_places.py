"""Whether what the parts of an EPUB say of one another holds, down to the places in them.

Enters: an EPUB taken apart. Leaves: a reason for each place that has two names or none, each
file that a style sheet needs and that is not there, and each text that is no page. EPUBCheck
finds these too; they are looked for here because it needs Java. Sources: EPUB 3.3, 5.7.2
(spine), 6.1 (XHTML), 6.3 (CSS).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from thaibook.check.shops import NS, Unzipped, target_of

URL = re.compile(r"url\(\s*[\"']?([^\"'()\s]+)")
CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")
HTML = f"{{{NS['x']}}}html"


def misplaced(book: Unzipped) -> Iterator[str]:
    """Each reason, in the order of the files."""
    ids = {name: _ids(tree) for name, tree in book.documents.items()}
    for name, count in (("the package", _ids(book.package)), *ids.items()):
        for own, times in count.items():
            if times > 1:
                yield f"{name} has the id {own} twice"
    for name, tree in book.documents.items():
        if tree.tag != HTML:
            yield f"{name} is no XHTML"
        yield from _lost_places(name, tree, ids)
    for name, times in Counter(book.spine).items():
        if name and times > 1:
            yield f"its order of reading (spine) names {name} twice"
    yield from _needed_by_sheets(book)


def _needed_by_sheets(book: Unzipped) -> Iterator[str]:
    there = set(book.names)
    for sheet, css in book.styles.items():
        for address in dict.fromkeys(URL.findall(CSS_COMMENT.sub("", css))):
            target = target_of(sheet, address)
            if not ELSEWHERE.match(address) and target not in there and target not in book.items:
                yield f"{sheet} needs {target}, which is not in the file"


def _ids(tree: etree._Element) -> Counter[str]:
    return Counter(own for each in tree.iter(etree.Element) if (own := each.get("id")))


def _lost_places(name: str, tree: etree._Element, ids: dict[str, Counter[str]]) -> Iterator[str]:
    """Links to a place in a page of the book that has no such place."""
    for link in tree.iterfind(".//x:a[@href]", NS):
        address = link.get("href", "").strip()
        place = unquote(address.partition("#")[2])
        if not place or "(" in place or (ELSEWHERE.match(address) and address[0] != "#"):
            continue
        target = target_of(name, address)
        if target in ids and place not in ids[target]:
            yield f"{name} leads to {place} in {target}, and there is no such place"
