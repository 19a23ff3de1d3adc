"""Tables as paper needs them: as large as their page allows, and named where they go on.

Enters: the tree of a section. Leaves: the same tree, in which a table that is wider than its
column knows how much smaller it has to be, and one that may go on on the next page has a row that
says so. That row has no height where the table begins (thaibook/pdf/weasyprint70/
continued_tables.py).
"""

from __future__ import annotations

import re

import lxml.html

from thaibook.vocabulary import BRIEF, FITS, LABEL

CONTINUED = "continued"  # <tr>: the number of a table, and that it goes on
FITTED = "fitted"  # <table>: smaller than others, by --fits
# How much smaller than usual a table may be: for words not to be cut, and for phrases not to be.
LEAST, LEAST_FOR_PHRASES = 0.54, 0.8
WIDTHS = re.compile(rf"\b{FITS}(\d+)-(\d+)")


def size_tables(root: lxml.html.HtmlElement, room: float) -> None:
    """Set tables small that need more than the column has, and no smaller than they must be.
    room: em of a table's type that the column has."""
    for table in root.iter("table"):
        widths = WIDTHS.search(table.get("class", ""))
        if widths is None:
            continue
        needs, wants = map(int, widths.groups())
        fits = min(max(room / needs, LEAST), max(room / wants, LEAST_FOR_PHRASES))
        if fits < 1:
            table.classes.add(FITTED)
            styles = table.get("style"), f"--fits: {fits:.3f}"
            table.set("style", "; ".join(filter(None, styles)))


def name_continued(root: lxml.html.HtmlElement, words: str) -> None:
    """Give each table that may go on on another page a row for that; words: (ต่อ)."""
    for table in root.iter("table"):
        rows = table.findall("tbody/tr") or table.findall("tr")
        if BRIEF in table.classes or len(rows) < 2:
            continue
        labels = table.find_class(LABEL)
        label = labels[0].text_content().strip() if labels else ""
        width = max(sum(int(cell.get("colspan") or 1) for cell in row) for row in rows)
        row = lxml.html.Element("tr", {"class": CONTINUED})
        cell = lxml.html.Element("th", {"colspan": str(width)})
        cell.text = " ".join(filter(None, (label, words)))
        row.append(cell)
        head = table.find("thead")
        if head is None:
            head = lxml.html.Element("thead", {"class": CONTINUED})
            body = rows[0].getparent()
            (rows[0] if body is table else body).addprevious(head)
        head.insert(0, row)
