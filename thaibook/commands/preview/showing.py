"""The preview as a whole: a server, and a book that is built again and again.

Enters: a BOOK. Leaves: a page on this machine alone, until interrupted. Nothing is written into
the author's folders but the answers that are given on the page.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from thaibook.commands.preview.following import Preview, build_as_it_changes
from thaibook.commands.preview.page_answers import Answers
from thaibook.commands.preview.serving import PreviewServer
from thaibook.messages import BookError, Problem, free_folder, problem, program


def show(
    book: Path,
    language: str,
    port: int,
    editor: str,
    ready: Callable[[str], object],
    built: Callable[[Sequence[Problem]], object],
) -> None:
    """Show `book` until interrupted. Raises BookError: book-missing, port-taken, port-refused.

    language: of the page, "en" or "th"; port: 0 for any that is free; editor: an address with
    {path} and {line}, "" for none; ready: called with the address of the page; built: called
    after each build, with what is wrong.
    """
    if not book.exists():
        raise BookError([problem("book-missing", book, new=f"{program()} new {free_folder()}")])
    preview = Preview()
    with PreviewServer(Answers(preview, language, editor, book), port) as server:
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        ready(server.address)
        try:
            build_as_it_changes(book, preview, built)
        finally:
            server.shutdown()
