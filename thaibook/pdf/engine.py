"""WeasyPrint, closed off from the machine: no network, no file, no system font.

Enters: HTML and the resources it may name. Leaves: a laid-out document, and the bytes of its
PDF. To be imported only after engine_loading.load_weasyprint has been called.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from thaibook.messages import BookError
from thaibook.pdf.engine_loading import own_fonts
from thaibook.pdf.paper_files import PAPER_URL, Resources
from thaibook.pdf.text_layer import mend
from thaibook.pdf.weasyprint70 import Ink, LineSetter, our_drawing, our_layout
from thaibook.storage import cannot_write
from thaibook.thai import Break

# WeasyPrint's own seam: called with its document and the finished pydyf.PDF before writing.
Finisher = Callable[[Any, Any], None]


class BookFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Answers from the book's own files and from nothing else."""

    def __init__(self, resources: Resources) -> None:
        super().__init__()
        self._resources = resources

    def fetch(self, url: str, headers: object = None) -> Any:
        """The file at an address of the book, or the picture that an address itself holds."""
        if url.startswith("data:image/"):
            return super().fetch(url, headers)
        try:
            content, media_type = self._resources[unquote(url)]
        except KeyError:
            raise ValueError(f"not a file of the book: {url}") from None
        return URLFetcherResponse(url, content, {"Content-Type": media_type})


class Engine:
    """WeasyPrint with the files of one book; made by `engine`."""

    def __init__(
        self, resources: Resources, breaks: Callable[[str], Sequence[Break]], folder: str
    ) -> None:
        self._fetcher = BookFetcher(resources)
        self._setter = LineSetter(breaks)
        self._folder = folder
        self.ink = Ink()  # of the last document that was written

    def lay_out(self, html: str) -> Any:
        """The WeasyPrint document of the HTML; a second layout goes quicker than the first.

        Raises BookError: disk-full, output-unwritable.
        """
        with self._at_work(), our_layout(self._setter):
            page = weasyprint.HTML(string=html, base_url=PAPER_URL, url_fetcher=self._fetcher)
            return page.render()

    def write(
        self,
        document: Any,
        identifier: str = "",
        finisher: Finisher | None = None,
        to_read: bool = True,
    ) -> bytes:
        """The PDF of a laid-out document.

        to_read: whether the text will be searched; not for a page that becomes a picture.
        Raises BookError: disk-full, output-unwritable; and NotDrawnError.
        """

        def finish(document: Any, pdf: Any) -> None:
            if to_read:
                mend(pdf, drawer.layers)
            if finisher:
                finisher(document, pdf)

        with self._at_work(), our_drawing(to_read) as drawer:
            written: bytes = document.write_pdf(
                pdf_identifier=identifier.encode() or None, finisher=finish
            )
        self.ink = drawer.ink
        return written

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Have WeasyPrint see the book's fonts alone, and put its copies of them where all of
        them go in the end: they would stay until its last object is taken apart."""
        before, tempfile.tempdir = tempfile.tempdir, self._folder
        try:
            with own_fonts():
                yield
        except OSError as error:  # no room for the copies
            raise BookError([cannot_write(Path(self._folder).parent, error)]) from None
        finally:
            tempfile.tempdir = before


@contextmanager
def engine(resources: Resources, breaks: Callable[[str], Sequence[Break]]) -> Iterator[Engine]:
    """An Engine, and the folder for its temporary files, which goes with it.

    breaks: gives the places of a text where lines may end.
    Raises BookError: disk-full, output-unwritable.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="thaibook-")
    except OSError as error:
        raise BookError([cannot_write(Path(tempfile.gettempdir()), error)]) from None
    with folder as name:
        yield Engine(resources, breaks, name)


def render(
    html: str, resources: Resources, breaks: Callable[[str], Sequence[Break]], to_read: bool = True
) -> bytes:
    """The PDF of the HTML, laid out and written."""
    with engine(resources, breaks) as press:
        return press.write(press.lay_out(html), to_read=to_read)
