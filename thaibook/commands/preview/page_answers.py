"""What the server answers, address by address.

Enters: the address below the token. Leaves: the page and its parts, the state of the preview,
pages of the PDF and files of the EPUB, all from memory or from the program's own folder: no
address leads to a file of the author's.
"""

from __future__ import annotations

import html
import json
import mimetypes
import os
import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

from thaibook.commands.preview.book_doubts import BookDoubts
from thaibook.commands.preview.following import Edition, Preview
from thaibook.commands.preview.page_marks import PageMarks
from thaibook.commands.preview.page_texts import texts_in
from thaibook.commands.preview.serving import Answer, NotThereError
from thaibook.design import FONTS
from thaibook.messages import BookError, Problem

STATIC = Path(__file__).with_name("static")
SCRIPTS = (
    "preview.js",
    "doubts.js",
    "paper.js",
    "proof.js",
    "screen.js",
    "messages.js",
    "shared.js",
)
FACES = ("Sarabun-Regular.ttf", "Sarabun-Bold.ttf", "Pridi-Medium.ttf")
WAIT = 20.0  # seconds after which the page asks again
# The page: its own scripts and styles, pictures, frames of its own origin; nothing from elsewhere.
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# A file of the book, which may be a text from anywhere: nothing runs and nothing is fetched.
BOOK = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-same-origin"
)
JSON = "application/json"
NUMBER, NUMBER_OF_LETTERS = re.compile(r"[0-9]{1,6}"), re.compile(r"[0-9]{1,10}")
BLANK = re.compile(r"\{\{([\w-]+)\}\}")


class Answers:
    """The answers of one preview. language: of the page, "en" or "th"; editor: an address with
    {path} and {line}, "" for none."""

    def __init__(
        self, preview: Preview, language: str, editor: str = "", book: Path | None = None
    ) -> None:
        self._preview, self._language, self._editor = preview, language, editor
        self._doubts, self._marks = BookDoubts(book), PageMarks(book)

    def __call__(self, method: str, name: str, query: str) -> Answer:
        """The answer to a request. Raises NotThereError where there is none."""
        if method == "POST":
            return self._do(name, parse_qs(query))
        first, _, rest = name.partition("/")
        known: dict[str, Callable[[str, dict[str, list[str]]], Answer]] = {
            "": self._page, "state": self._state, "book": self._book, "page": self._leaf,
            "epub": self._file, "book.pdf": self._pdf, "fonts": _font, "doubts": self._open,
            "marks": self._proof,
        }  # fmt: skip
        if first in known:
            return known[first](unquote(rest), parse_qs(query))
        return _static(name)

    def _do(self, name: str, query: dict[str, list[str]]) -> Answer:
        """stop: give up the build; answer?at=START&words=WORDS&all=1: answer a doubt; undo: take
        the last answer back."""
        if name == "stop":
            self._preview.stop()
            return _json({})
        if name not in ("answer", "undo"):
            raise NotThereError(name)
        at, words = query.get("at", [""])[0], query.get("words", [""])[0]
        try:
            if name == "undo":
                self._doubts.undo()
            elif NUMBER_OF_LETTERS.fullmatch(at) and words and "\n" not in words:
                self._doubts.answer(int(at), words, "all" in query)
        except BookError as error:
            return _json({"problem": error.problems[0].message(self._language)})
        return self._open("", {})

    def _open(self, _: str, __: object) -> Answer:
        """The doubts that nobody has answered."""
        try:
            return _json(self._doubts.listed(self._language))
        except BookError as error:
            problems = [each.message(self._language) for each in error.problems[:1]]
            return _json({"doubts": [], "count": 0, "undo": False, "problem": problems[0]})

    def _page(self, rest: str, _: object) -> Answer:
        if rest:
            raise NotThereError(rest)
        texts = texts_in(self._language)
        known = {name: html.escape(text) for name, text in texts.items()}
        told = {"texts": texts, "editor": self._editor, "language": self._language}
        known["language"] = self._language
        known["told"] = html.escape(json.dumps(told, ensure_ascii=False))
        source = (STATIC / "page.html").read_text("utf-8")
        page = BLANK.sub(lambda blank: known[blank[1]], source)
        return Answer(page.encode(), "text/html; charset=utf-8", PAGE)

    def _state(self, _: str, query: dict[str, list[str]]) -> Answer:
        """The state, as soon as it is another than the page has."""
        after = query.get("after", [""])[0]
        serial = int(after) if NUMBER.fullmatch(after) else -1
        state = self._preview.state_after(serial, WAIT)
        edition = state.edition
        return _json(
            {
                "serial": state.serial,
                "doing": state.doing,
                "seconds": round(time.monotonic() - state.since, 1),
                "build_seconds": round(state.build_seconds, 2),
                "failed": state.failed,
                "problems": [self._problem(each) for each in state.problems],
                "edition": edition.number if edition else 0,
                "changed": edition.changed if edition else -1,
                "made": time.strftime("%H:%M", time.localtime(edition.at)) if edition else "",
            }
        )

    def _problem(self, problem: Problem) -> dict[str, Any]:
        return {
            "code": problem.code,
            "place": problem.place(),
            "path": problem.path,
            "file": os.path.abspath(problem.path) if problem.path else "",
            "line": problem.line,
            "error": problem.is_error,
            "message": problem.message(self._language),
            "hint": problem.hint(self._language),
        }

    def _proof(self, number: str, _: object) -> Answer:
        """marks/EDITION: what a proof-reader would mark on its pages."""
        return _json(self._marks.listed(self._edition(number), self._language))

    def _edition(self, number: str) -> Edition:
        edition = self._preview.state.edition
        if edition is None or str(edition.number) != number:
            raise NotThereError(number)
        return edition

    def _book(self, number: str, _: object) -> Answer:
        """What the page has to know of a whole edition."""
        edition = self._edition(number)
        made, paper = edition.made, edition.paper
        chapters = [
            {
                "name": chapter.name,
                "title": chapter.title,
                "path": chapter.path,
                "file": os.path.abspath(chapter.path) if chapter.path else "",
                "first": chapter.first,
                "digest": chapter.digest,
            }
            for chapter in made.chapters
        ]
        return _json(
            {
                "title": made.title,
                "language": made.language,
                "chapters": chapters,
                "lines": made.places.lines,
                "pages": [
                    [label, *map(round, size)]
                    for label, size in zip(paper.labels, paper.sizes, strict=True)
                ],
                "firsts": paper.firsts,
            }
        )

    def _leaf(self, rest: str, query: dict[str, list[str]]) -> Answer:
        """page/EDITION/INDEX: where its lines are; page/EDITION/INDEX/WIDTH: the page drawn."""
        number, _, rest = rest.partition("/")
        index, _, width = rest.partition("/")
        paper = self._edition(number).paper
        if not NUMBER.fullmatch(index) or (width and not NUMBER.fullmatch(width)):
            raise NotThereError(rest)
        try:
            if width:
                return Answer(paper.picture(int(index), int(width)), "image/png")
            lines = [
                [*(round(n, 4) for n in (line.left, line.top, line.width, line.height)), line.place]
                for line in paper.lines(int(index))
            ]
            return _json({"digest": paper.digest(int(index)), "lines": lines})
        except IndexError:  # no such page, or of an edition that has just been replaced
            raise NotThereError(rest) from None

    def _file(self, rest: str, _: object) -> Answer:
        """epub/EDITION/NAME: a file of the EPUB, of the edition that there is now."""
        _, _, name = rest.partition("/")
        edition = self._preview.state.edition
        if edition is None or name not in edition.made.files:
            raise NotThereError(name)
        data = edition.made.files[name]
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if name.endswith((".xhtml", ".html", ".htm")):
            media_type = "application/xhtml+xml"
        return Answer(data, media_type, BOOK)

    def _pdf(self, _: str, __: object) -> Answer:
        edition = self._preview.state.edition
        if edition is None:
            raise NotThereError("book.pdf")
        return Answer(edition.made.pdf, "application/pdf", "frame-ancestors 'none'")


def _json(value: object) -> Answer:
    return Answer(json.dumps(value, ensure_ascii=False).encode(), JSON)


@cache
def _static(name: str) -> Answer:
    if name in SCRIPTS:
        return Answer((STATIC / name).read_bytes(), "text/javascript; charset=utf-8")
    if name == "preview.css":
        return Answer((STATIC / name).read_bytes(), "text/css; charset=utf-8")
    if name == "icon.svg":
        return Answer((STATIC / name).read_bytes(), "image/svg+xml")
    raise NotThereError(name)


def _font(name: str, _: object) -> Answer:
    if name not in FACES:
        raise NotThereError(name)
    return Answer((FONTS / name.partition("-")[0] / name).read_bytes(), "font/ttf")
