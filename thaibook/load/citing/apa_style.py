"""A work as the Thai form of APA has it: in the text, and in the list.

Enters: a Work. Leaves: text, and HTML. The style is thai-apa.csl, set by citeproc-py, which takes
long to load: to be imported by whoever cites.
"""

from __future__ import annotations

import io
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import citeproc
from citeproc.source.json import CiteProcJSON

from thaibook.load.citing.works import Work

STYLE = Path(__file__).with_name("thai-apa.csl")
NO_YEAR = "ม.ป.ป."


def author_and_year(work: Work) -> tuple[str, str]:
    """What a citation says of the work."""
    bibliography, citation = _registered(work, citeproc.formatter.plain)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        said = _joined(str(bibliography.cite(citation, lambda _item: None)).strip("()"))
    author, comma, year = said.rpartition(", ")
    return (author, year) if comma else (said, NO_YEAR)


def entry(work: Work) -> str:
    """The entry of the work in the list, as HTML."""
    bibliography, _ = _registered(work, citeproc.formatter.html)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (said,) = bibliography.bibliography()
    return _joined(" ".join(str(said).split()))


def _registered(work: Work, formatter: Any) -> tuple[Any, Any]:
    """citeproc's bibliography of one work, and a citation of it."""
    key = work.key.lower()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that CSL does not know
        source = CiteProcJSON([{**work.data, "id": key}])
    bibliography = citeproc.CitationStylesBibliography(_style(work.is_thai), source, formatter)
    citation = citeproc.Citation([citeproc.CitationItem(key)])
    bibliography.register(citation)
    return bibliography, citation


@cache
def _style(is_thai: bool) -> Any:
    """The style in the language of a work; English has & for "and", with a comma in lists."""
    written = STYLE.read_text("utf-8")
    if not is_thai:
        written = written.replace('and="text"', 'and="symbol"')
        written = written.replace('precedes-last="never"', 'precedes-last="always"', 1)
    locale = "th-TH" if is_thai else "en-US"
    return citeproc.CitationStylesStyle(io.BytesIO(written.encode()), locale, validate=False)


def _joined(words: str) -> str:
    """The words with และ right before what it joins to them."""
    return words.replace(" และ ", " และ")
