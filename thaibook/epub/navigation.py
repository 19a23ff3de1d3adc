"""The navigation document of an EPUB: contents, landmarks, and the pages of the printed book.

Enters: a Book, and where the pages of its PDF begin. Leaves: XHTML without break marks,
since reading systems show these titles in lists of their own. Rules: EPUB 3.3, 7.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from thaibook.compose import Entry, outline, outline_list
from thaibook.epub.matter import BODY
from thaibook.markup import one_per_line, to_xhtml
from thaibook.model import Book, PageStart

# Kinds of sections that have a name of their own among the landmarks; others have their title.
LABELLED = {"titlepage": "titlepage", "toc": "contents", BODY: "bodymatter"}


def page_id(start: PageStart) -> str:
    """The id of the place where a page begins; Thai digits become ASCII."""
    return f"page-{''.join(str(int(c)) if c.isdigit() else c for c in start.folio)}"


def address(entry: Entry) -> str:
    """Where an entry of the outline leads, from the folder of the navigation document."""
    inside = "" if entry.heading.id.endswith("-title") else f"#{entry.heading.id}"
    return f"text/{entry.section}.xhtml{inside}"


def navigation(
    book: Book, pages: Sequence[tuple[str, PageStart]], matter: Mapping[str, str]
) -> str:
    """The body of nav.xhtml. pages: those found in the text, each with its section; matter: in
    which part of the book each section stands."""
    listed = outline_list(outline(book.sections, book.looks.deepest), address)
    entries = to_xhtml(one_per_line(listed))
    contents = book.label("contents")
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n'
        f'<h1 id="toc-title">{contents}</h1>\n{entries}\n</nav>\n'
        f'<nav epub:type="landmarks" id="landmarks" aria-labelledby="landmarks-title" '
        f'hidden="hidden">\n<h2 id="landmarks-title">{book.label("landmarks")}</h2>\n'
        f"<ol>\n{_landmarks(book, matter)}\n</ol>\n</nav>"
    )
    return f"{body}\n{_page_list(book, pages)}" if pages else body


def _landmarks(book: Book, matter: Mapping[str, str]) -> str:
    """The items of the landmarks: the cover, the first section of each kind, and the place
    where the text begins."""
    landmarks = {"cover": ("cover", book.label("cover"))}
    for section in book.sections:
        if section.name not in matter:
            continue
        kind = BODY if matter[section.name] == BODY else section.kind
        label = book.label(LABELLED[kind]) if kind in LABELLED else section.title
        landmarks.setdefault(kind, (section.name, label))
    escaped = {k: (name, html.escape(t, quote=False)) for k, (name, t) in landmarks.items()}
    return "\n".join(
        f'<li><a epub:type="{kind}" href="text/{name}.xhtml">{label}</a></li>'
        for kind, (name, label) in escaped.items()
    )


def _page_list(book: Book, pages: Sequence[tuple[str, PageStart]]) -> str:
    """The list of the pages of the printed book, hidden until a reader asks for it."""
    items = "\n".join(
        f"<li>{_link(f'text/{name}.xhtml#{page_id(start)}', start.folio)}</li>"
        for name, start in pages
    )
    return (
        f'<nav epub:type="page-list" role="doc-pagelist" id="page-list" '
        f'aria-labelledby="page-list-title" hidden="hidden">\n'
        f'<h2 id="page-list-title">{book.label("pages")}</h2>\n<ol>\n{items}\n</ol>\n</nav>'
    )


def _link(href: str, title: str) -> str:
    return f'<a href="{href}">{html.escape(title, quote=False)}</a>'
