"""One document, laid out, drawn and written: a page that stands for itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from thaibook.pdf.book_writing import section_pdf
from thaibook.pdf.engine import Breaks, Engine
from thaibook.pdf.paper_files import Resources
from thaibook.pdf.work_folder import work_folder


def render(
    html: str,
    resources: Resources,
    breaks: Breaks,
    to_read: bool = True,
    finisher: Callable[[Any], None] = lambda _pdf: None,
) -> bytes:
    """The PDF of the HTML, without heads and folios; its arguments are those of Engine.draw.
    finisher: is given the pydyf.PDF before it is written.

    Raises BookError: disk-full, output-unwritable.
    """
    with work_folder() as folder:
        press = Engine(resources, folder)
        drawn = press.draw(html, breaks, known={}, to_read=to_read)
        fonts = [content for content, kind in resources.values() if kind == "font/ttf"]
        return section_pdf(press, html, drawn, fonts, finisher)
