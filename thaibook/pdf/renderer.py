"""WeasyPrint, closed off from the machine: no network, no file, no system font.

Enters: HTML and the resources it may name. Leaves: the bytes of a PDF.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from thaibook.messages import BookError, install_command, problem
from thaibook.pdf.paper_document import PAPER_URL, Resources
from thaibook.storage import cannot_write
from thaibook.thai import Break

Breaks = Callable[[str], Sequence[Break]]
# WeasyPrint's own seam: called with its document and the finished pydyf.PDF before writing.
Finisher = Callable[[Any, Any], None]

# fontconfig.org, user manual: this file replaces the system's configuration, so that the
# book's own fonts are the only ones there are, on every machine.
FONTCONFIG = Path(__file__).with_name("fonts.conf")


class NotDrawnError(Exception):
    """The SVG at `address` cannot be drawn."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)


@contextlib.contextmanager
def _own_fonts() -> Iterator[None]:
    """Show fontconfig nothing but the book's own fonts, and leave the environment as it was."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTCONFIG)
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


@contextlib.contextmanager
def _own_folder() -> Iterator[None]:
    """Have temporary files made where all of them go in the end: WeasyPrint's copies of fonts
    would stay until its last object is taken apart."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="thaibook-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def load_weasyprint() -> Any:
    """Import WeasyPrint with the book's own font configuration.

    Raises BookError: pango-missing, package-missing.
    """
    if sys.platform == "darwin":
        # Homebrew's libraries lie where Python looks only when it is told.
        places = ["/opt/homebrew/lib", "/usr/local/lib"]
        known = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH", "")
        os.environ["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join([*filter(None, [known]), *places])
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No fonts configured")  # that is what we asked for
            import weasyprint
    except OSError:
        raise BookError([problem("pango-missing", command=install_command())]) from None
    except ModuleNotFoundError as error:
        raise BookError([problem("package-missing", name=error.name)]) from None
    return weasyprint


def _fetcher(resources: Resources) -> Any:
    """What WeasyPrint asks for files: the book's own, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class BookFetcher(URLFetcher):  # type: ignore[misc]
        """Answers from the book's own files and from nothing else."""

        def fetch(self, url: str, headers: object = None) -> Any:
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            try:
                content, media_type = resources[unquote(url)]
            except KeyError:
                raise ValueError(f"not a file of the book: {url}") from None
            return URLFetcherResponse(url, content, {"Content-Type": media_type})

    return BookFetcher()


@_own_fonts()
def render(
    html: str,
    resources: Resources,
    identifier: str,
    breaks: Breaks,
    finisher: Finisher | None = None,
    to_read: bool = True,
    laid_out: Callable[[Any], None] | None = None,
    better: Callable[[Any], str] | None = None,
) -> bytes:
    """Lay out the HTML and write the PDF; only `resources` can be fetched.

    to_read: whether the text will be searched; not for a page that becomes a picture.
    better: called with the document once its pages are known; gives the HTML that is laid
    out in its place. laid_out: called with the document before it is written.

    Raises BookError: pango-missing, package-missing, disk-full, output-unwritable; and
    NotDrawnError.
    """
    weasyprint = load_weasyprint()
    from thaibook.pdf import text_layer as textlayer
    from thaibook.pdf.weasyprint70 import setting

    def finish(document: Any, pdf: Any) -> None:
        if to_read:
            textlayer.mend(pdf, drawer.layers)
        if finisher:
            finisher(document, pdf)

    def lay_out(html: str) -> Any:
        page = weasyprint.HTML(string=html, base_url=PAPER_URL, url_fetcher=_fetcher(resources))
        return page.render()

    try:
        with _own_folder(), setting(breaks, to_read) as drawer:
            document = lay_out(html)
            if better:
                document = lay_out(better(document))
            if laid_out:
                laid_out(document)
            written: bytes = document.write_pdf(
                pdf_identifier=identifier.encode() or None, finisher=finish
            )
    except OSError as error:  # WeasyPrint keeps copies of the fonts in a temporary folder
        raise BookError([cannot_write(Path(tempfile.gettempdir()), error)]) from None
    return written
