"""`make_book.py preview`: a local page that shows the book, and builds it anew as files change.

Enters: a BOOK. Leaves: a page on this machine alone (127.0.0.1) with the PDF, the EPUB at
the width of a telephone, and what is wrong with the manuscript. Nothing is written into
the author's folders.
"""

from __future__ import annotations

import html
import io
import mimetypes
import os
import posixpath
import threading
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from urllib.parse import unquote

from lxml import etree

from thaibook.build import build
from thaibook.messages import BookError, Problem, problem
from thaibook.storage import cannot_write

PAGE = Path(__file__).with_name("preview.html")
PACKAGE = "epub/EPUB/content.opf"
LOOK_EVERY = 0.5  # seconds
MOST_FILES = 5000  # of a manuscript, that are looked at
# Documents of a text from elsewhere: nothing runs, nothing is fetched.
POLICY = "default-src 'self' 'unsafe-inline' data:; script-src 'self'"

Stamp = tuple[tuple[str, int, int], ...]


@dataclass
class Preview:
    """What the page shows: files by their address, the problems, and how often it changed."""

    version: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def stamp(book: Path) -> Stamp:
    """The files of a manuscript with their sizes and times; two differ where one changed."""
    if book.is_file():
        paths = [book]
    else:
        paths = []
        for root, folders, names in os.walk(book):
            folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "dist")
            paths += [Path(root) / name for name in sorted(names) if not name.startswith(".")]
            if len(paths) > MOST_FILES:
                break
    marks = []
    for path in paths:
        try:
            state = path.stat()
        except OSError:  # it has just gone
            continue
        marks.append((str(path), state.st_mtime_ns, state.st_size))
    return tuple(marks)


def rebuild(preview: Preview, book: Path) -> None:
    """Build the book into `preview`; where that fails, the last files stay, with the reasons."""
    try:
        preview.files, preview.problems = _built(book)
    except BookError as error:
        preview.problems = tuple(error.problems)
    preview.version += 1


def _built(book: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The files of the book by their address, and the warnings. Raises BookError."""
    try:
        folder = TemporaryDirectory(prefix="thaibook-")
    except OSError as error:  # the disk is full, or nobody may write there
        raise BookError([cannot_write(Path(gettempdir()), error)]) from None
    with folder as name:
        built = build(book, Path(name))
        epub, printed = (path.read_bytes() for path in built.files)
    files = {"book.pdf": printed}
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        files |= {f"epub/{name}": archive.read(name) for name in archive.namelist()}
    return files, built.warnings


def server(preview: Preview, language: str, port: int = 0) -> ThreadingHTTPServer:
    """A server of `preview` on this machine alone; port 0 takes any that is free."""

    class Handler(BaseHTTPRequestHandler):
        """Answers from memory: there is no path from an address to a file."""

        def do_GET(self) -> None:
            name = unquote(self.path.partition("?")[0].lstrip("/"))
            if name == "version":
                self._answer(str(preview.version).encode(), "text/plain")
            elif not name:
                self._answer(page(preview, language).encode(), "text/html; charset=utf-8")
            elif name == "preview.js":
                self._answer(PAGE.with_suffix(".js").read_bytes(), "text/javascript")
            elif name in preview.files:
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                kind = "application/xhtml+xml" if name.endswith(".xhtml") else kind
                self._answer(preview.files[name], kind)
            else:
                self.send_error(404)

        def _answer(self, data: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *values: object) -> None:
            """Say nothing: the terminal is for what is wrong with the book."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def reading_order(files: dict[str, bytes]) -> dict[str, str]:
    """The texts of the EPUB as one reads them: address -> title."""
    if PACKAGE not in files:
        return {}
    package = etree.fromstring(files[PACKAGE])
    names = {item.get("id"): item.get("href") for item in package.iterfind(".//{*}item")}
    order = [names.get(ref.get("idref")) for ref in package.iterfind(".//{*}itemref")]
    titles = {}
    for name in filter(None, order):
        address = posixpath.join(posixpath.dirname(PACKAGE), name)
        title = etree.fromstring(files[address]).findtext(".//{*}title") or ""
        titles[address] = title.strip() or Path(name).stem
    return titles


def page(preview: Preview, language: str) -> str:
    """The page: both files, and every problem."""
    lines = [
        f"<li><b>{html.escape(p.place())}</b> {html.escape(p.code)} "
        f"{html.escape(p.message(language))}<br>{html.escape(p.hint(language))}</li>"
        for p in preview.problems
    ]
    texts = reading_order(preview.files)
    first = next((name for name in texts if "chapter-1" in name), next(iter(texts), ""))
    options = "".join(
        f'<option value="{html.escape(name)}"{" selected" if name == first else ""}>'
        f"{html.escape(title)}</option>"
        for name, title in texts.items()
    )
    source = PAGE.read_text("utf-8")
    blanks = {
        "version": str(preview.version), "problems": "".join(lines), "options": options,
        "first": html.escape(first), "language": language,
    }  # fmt: skip
    for blank, value in blanks.items():
        source = source.replace(f"{{{blank}}}", value)
    return source


def follow(
    book: Path,
    language: str,
    port: int,
    ready: Callable[[str], None],
    changed: Callable[[Sequence[Problem]], object],
) -> None:
    """Build and serve `book` until interrupted. Raises BookError: book-missing, port-taken.

    ready: called with the address of the page; changed: after each build.
    """
    if not book.exists():
        raise BookError([problem("book-missing", book)])
    preview = Preview()
    try:
        serving = server(preview, language, port)
    except (OSError, OverflowError):  # a port beyond 65535
        raise BookError([problem("port-taken", port=port)]) from None
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    ready(f"http://127.0.0.1:{serving.server_address[1]}/")
    last: Stamp | None = None
    try:
        while True:
            now = stamp(book)
            if now != last:
                last = now
                rebuild(preview, book)
                changed(preview.problems)
            time.sleep(LOOK_EVERY)
    finally:
        serving.shutdown()
        serving.server_close()
