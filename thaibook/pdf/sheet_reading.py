"""What WeasyPrint does not understand of an author's style sheet.

Enters: the text of a sheet for paper. Leaves: (line, what, reason) of each declaration and
selector that does nothing. WeasyPrint tells it to a logger, in words.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from difflib import get_close_matches

from thaibook.design import OwnStyles
from thaibook.messages import Phrase, Problem, problem
from thaibook.pdf.engine_loading import load_weasyprint
from thaibook.pdf.own_faults import is_own
from thaibook.pdf.own_sheet_search import failing_line
from thaibook.pdf.own_sheets_bounds import UNUSABLE

BASE = "file:///book/styles/own.css"  # nothing lies there
UNREAD = "the engine of the pages cannot read it"
MOST = 50  # after so many nobody reads on
UNKNOWN = "unknown property"
ALIKE = 0.8  # how much of a name has to be right
IGNORED = re.compile(r"Ignored `(?P<what>.*?)` at (?P<line>\d+):\d+, (?P<reason>.*?)\.?", re.DOTALL)
SELECTOR = re.compile(r"Invalid or unsupported selector,? '?(?P<what>.*?)'?", re.DOTALL)


def ignored_styles(own: OwnStyles) -> list[Problem]:
    """A warning for what has no effect in each of the author's sheets, where all can be read."""
    if any(each.is_error for each in own.problems):
        return []
    problems = []
    for file in own.files:
        if file.name.startswith("styles/"):
            on_paper = "epub" not in file.name
            try:
                faults = style_faults(file.data.decode(), on_paper)
            except UnreadableError as error:
                if not on_paper:  # e-readers may know better
                    continue
                problems.append(problem(UNUSABLE, file.path, error.line, reason=Phrase(UNREAD)))
                continue
            for line, what, reason in faults:
                words = {"what": what, "reason": Phrase(reason)}
                problems.append(problem("style-ignored", file.path, line, **words))
    return problems


class UnreadableError(Exception):
    """A sheet that the engine of the pages does not get through; line: of what it fails at."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


class _Told(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is told."""
        if len(self.messages) < MOST:
            self.messages.append(record.getMessage())


def style_faults(css: str, on_paper: bool) -> list[tuple[int, str, str]]:
    """What of a sheet has no effect. E-readers know more than paper: of a sheet that is not for
    paper, only names that are nearly right. Raises UnreadableError; BookError: pango-missing,
    package-missing."""
    load_weasyprint()
    import weasyprint  # at the top it would cost half a second

    known = [name.replace("_", "-") for name in weasyprint.css.properties.INITIAL_VALUES]
    logger, told = logging.getLogger("weasyprint"), _Told()
    before = logger.propagate
    logger.addHandler(told)
    logger.propagate = False

    def is_read(sheets: Mapping[str, str]) -> bool:
        told.messages.clear()
        try:
            weasyprint.CSS(string=sheets[BASE], base_url=BASE, url_fetcher=_nothing)
        except Exception as error:  # a list that is empty, a number that is none …
            if is_own(error):
                raise
            return False
        return True

    try:
        if not is_read({BASE: css}):
            _, line = failing_line([(BASE, css)], is_read)
            raise UnreadableError(line)
    finally:
        logger.removeHandler(told)
        logger.propagate = before
    faults = []
    for message in told.messages:
        if match := IGNORED.fullmatch(message):
            what = " ".join(match["what"].split())
            name = what.partition(":")[0]
            if on_paper or (match["reason"] == UNKNOWN and _is_slip(name, known)):
                faults.append((int(match["line"]), what, match["reason"]))
        elif on_paper and (match := SELECTOR.fullmatch(message)):
            selector = match["what"].strip()
            place = css.find(selector)
            line = css.count("\n", 0, place) + 1 if place >= 0 else 0
            faults.append((line, selector, "invalid selector"))
    return faults


def _is_slip(name: str, known: list[str]) -> bool:
    """Whether a name is nearly that of a property."""
    return not name.startswith("-") and bool(get_close_matches(name, known, 1, ALIKE))


def _nothing(url: str) -> dict[str, object]:
    """No file is asked for while a sheet is read."""
    raise ValueError(url)
