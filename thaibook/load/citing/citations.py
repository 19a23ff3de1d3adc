"""Citations in the text of a chapter, and the list of the works that were cited.

    [@key]   [@key, น. 12]   [ดู @key; @other]   [-@key]   @key

Enters: book.yaml's key `bibliography`, then the text of each chapter. Leaves: the text with
(ผู้แต่ง, ปี) in the place of each citation, so that all that reads it afterwards reads the same;
and the entries of the list as HTML. The style is thai-apa.csl, set by citeproc-py: as Thai for Thai
works, as English for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType

from thaibook.grammar import Kind, scan
from thaibook.load.citing.works import Work, read_works
from thaibook.messages import BookError, Problem, problem
from thaibook.storage import MAX_SETTINGS_MB, YamlMapping, locate, read_text

KEY = r"[A-Za-z0-9ก-๙_][A-Za-z0-9ก-๙_:.#$%&+?<>~/-]*[A-Za-z0-9ก-๙_]|[A-Za-z0-9ก-๙_]"
# A link's words are no citation; another citation may come right behind it, and words with
# attributes, such as a note in the margin.
NO_LINK = r"(?!\()(?!\[(?!-?@)[^\[\]\n]*\](?!\{))"
CLUSTER = re.compile(rf"\[([^\[\]@\n]*-?@(?:{KEY})[^\[\]\n]*)\]{NO_LINK}")
ONE = re.compile(rf"^(?P<before>[^@]*?)(?P<alone>-?)@(?P<key>{KEY})(?P<after>.*)$")
IN_TEXT = re.compile(rf"(?<![\w@\[./-])@(?P<key>{KEY})")
PLACE = re.compile(r"^:{3,} *(?:บรรณานุกรม|bibliography)[^\n]*\n\s*:{3,} *$", re.MULTILINE)
SPAN = re.compile(r"(`+)[^`]*\1")
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~^])")
LATE = re.compile("([เ-ไ])([ก-ฮ])")  # a vowel that is typed before the consonant it belongs to
SUFFIXES = ("กขคงจฉชซฌญ", "abcdefghij")  # of works of one author and year: Thai, other


class Citations:
    """The works of a book, and which of them its chapters have cited so far."""

    def __init__(self, works: dict[str, Work]) -> None:
        self._works = {key: _suffixed(work, works) for key, work in works.items()}
        self._cited: dict[str, None] = {}
        self._said: dict[str, tuple[str, str]] = {}

    def cited(self, text: str, path: Path, problems: list[Problem]) -> str:
        """The text of a chapter with its citations set; code is left alone."""
        if not self._works or "@" not in text:
            return text
        lines = text.split("\n")
        for number, line in enumerate(scan(text)):
            if "@" in lines[number] and line.kind is not Kind.CODE:
                told: list[Problem] = []
                lines[number] = self._line(lines[number], path, number + 1, told)
                problems += told
        return "\n".join(lines)

    def is_unlisted(self, texts: Iterable[str]) -> bool:
        """Whether works were cited, and none of the texts has a place for their list."""
        return bool(self._cited) and not any(PLACE.search(text) for text in texts)

    def entries(self) -> tuple[str, ...]:
        """The list of all works that were cited, as HTML: Thai ones first, in their order."""
        works = [self._works[key] for key in self._cited]
        style = _style() if works else None
        entries = [(work, style.entry(work)) for work in works] if style else []
        listed = [(not work.is_thai, _collated(entry), entry) for work, entry in entries]
        return tuple(entry for *_, entry in sorted(listed))

    def _line(self, line: str, path: Path, number: int, problems: list[Problem]) -> str:
        parts, reached = [], 0
        for span in [*SPAN.finditer(line), None]:
            end = span.start() if span else len(line)
            prose = line[reached:end]
            prose = CLUSTER.sub(lambda c: self._cluster(c, path, number, problems), prose)
            prose = IN_TEXT.sub(self._in_text, prose)
            parts.append(prose + (span[0] if span else ""))
            reached = span.end() if span else end
        return "".join(parts)

    def _cluster(
        self, cluster: re.Match[str], path: Path, number: int, problems: list[Problem]
    ) -> str:
        """(ผู้แต่ง, ปี, น. 12; …); as it was typed where a key is not known."""
        said = []
        for part in cluster[1].split(";"):
            one = ONE.match(part)
            if one is None:
                return cluster[0]
            work = self._works.get(one["key"])
            if work is None:
                near = get_close_matches(one["key"], self._works, 1, 0.0)
                words = {"key": one["key"], "nearest": near[0] if near else ""}
                problems.append(problem("citation-missing", path, number, **words))
                return f"\\{cluster[0]}"  # no other program's, and as it was typed
            author, year = self._cite(work)
            named = year if one["alone"] else f"{author}, {year}"
            words_before = f"{one['before'].strip()} " if one["before"].strip() else ""
            said.append(f"{words_before}{named}{one['after'].rstrip()}")
        return f"({'; '.join(said)})"

    def _in_text(self, found: re.Match[str]) -> str:
        """ผู้แต่ง (ปี)"""
        work = self._works.get(found["key"])
        if work is None:
            return found[0]
        author, year = self._cite(work)
        return f"{author} ({year})"

    def _cite(self, work: Work) -> tuple[str, str]:
        """The author and the year of a work, which is cited from now on."""
        self._cited[work.key] = None
        if work.key not in self._said:
            author, year = _style().author_and_year(work)
            self._said[work.key] = _escaped(author), _escaped(year)
        return self._said[work.key]


def read_citations(
    settings: YamlMapping, book: Path, path: Path, problems: list[Problem]
) -> Citations:
    """The works that book.yaml's key `bibliography` names: one file, or several."""
    works: dict[str, Work] = {}
    for name, line in settings.texts("bibliography", "references.bib"):
        place = locate(book, name)
        if place is None or not place.is_file():
            code = "outside-book" if place is None else "works-missing"
            problems.append(problem(code, path, line, name=name))
            continue
        try:
            text = read_text(place, MAX_SETTINGS_MB, problems=problems)
        except BookError as error:
            problems.extend(error.problems)
            continue
        works = read_works(text, place, problems) | works
    return Citations(works)


def _style() -> ModuleType:
    """What sets citations."""
    # Imported late: 390 ms, for a book that cites.
    from thaibook.load.citing import apa_style

    return apa_style


def _suffixed(work: Work, works: dict[str, Work]) -> Work:
    """The work with ก, ข … behind its year, where others have the same author and year."""
    alike = [other.key for other in works.values() if _sign(other) == _sign(work)]
    if len(alike) < 2 or "issued" not in work.data:
        return work
    place, signs = alike.index(work.key), SUFFIXES[not work.is_thai]
    return work._replace(data={**work.data, "year-suffix": signs[min(place, len(signs) - 1)]})


def _sign(work: Work) -> str:
    return repr((work.data.get("author"), work.data.get("issued")))


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def _collated(entry: str) -> str:
    """What a Thai list is sorted by: the consonant before its vowel, no marks of tone."""
    plain = re.sub(r"<[^>]+>|[\u0e47-\u0e4c]", "", entry)
    return LATE.sub(r"\2\1", plain).casefold()
