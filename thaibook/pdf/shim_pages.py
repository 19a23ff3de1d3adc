"""Shim."""

from contextlib import contextmanager
from typing import Any, NamedTuple

from thaibook.pdf.exporting import pdf_bytes


class Pages(NamedTuple):
    starts: Any
    data: bytes


@contextmanager
def lay_out(book, design):
    starts = []
    data = pdf_bytes(book, design, starts.extend)
    yield Pages(tuple(starts), data)


def write_pdf(pages):
    return pages.data
