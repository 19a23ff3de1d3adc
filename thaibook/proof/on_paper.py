"""The proof that the PDF says what the author wrote, nothing else, and all of it visibly.

Enters: the manuscript, and what stands on the pages as they were drawn. Leaves: a Problem for
each line whose letters are not on paper, for each section with letters that it does not have,
for each box in the place of a character, and for what stands outside a page or cannot be seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from thaibook.grammar import bare
from thaibook.messages import Problem, name_of_character, path_as_typed, problem
from thaibook.model import Chapter, Manuscript, Misprint, Printed, PrintedSection
from thaibook.proof.completeness import lost_in
from thaibook.vocabulary import ANSWERS

CODES = {"box": "box-printed", "outside": "off-page", "hidden": "unseen-on-paper"}
REFUSED = "wish-refused"  # all others: what the author asked of a paragraph, by its class


def misprinted(
    manuscript: Manuscript, printed: Printed, first: int, told: Iterable[Problem]
) -> list[Problem]:
    """What is wrong on paper; first: the index of page 1; told: the warnings so far, which may
    have announced a box or a table that is too wide."""
    texts = {section.name: section.text for section in printed.sections}
    problems = [
        lost
        for chapter in manuscript.chapters
        for lost in lost_in(
            chapter, bare(texts.get(chapter.name, "")) + bare(texts.get(ANSWERS, "")), "PDF"
        )
    ]
    chapters = {chapter.name: chapter for chapter in manuscript.chapters}
    settings = Chapter(manuscript.settings_path, "")
    for section in printed.sections:
        problems += _added(section, chapters.get(section.name, settings))
    announced = _announced(told)
    for misprint in _first_ones(printed.misprints):
        chapter = chapters.get(misprint.section, settings)
        is_box = misprint.kind == "box"
        letters = name_of_character(misprint.letters) if is_box else misprint.letters[:60]
        known = str(letters) if is_box else path_as_typed(chapter.path)
        if (misprint.kind, known) not in announced:
            page, line = _folio(misprint.page - first + 1), _line_of(misprint.letters, chapter)
            code, words = CODES.get(misprint.kind, REFUSED), {"page": page, "letters": letters}
            if code == REFUSED:
                words["wish"] = f"{{.{misprint.kind}}}"
            problems.append(problem(code, chapter.path, line, **words))
    return problems


def _added(section: PrintedSection, chapter: Chapter) -> Iterator[Problem]:
    """A problem where letters are drawn more often than the section has them."""
    drawn, given = bare(section.drawn).casefold(), bare(section.given).casefold()
    if drawn != given and (more := Counter(drawn) - Counter(given)):
        letters = "".join(more.elements())
        yield problem("text-added", chapter.path, section=section.name, letters=letters[:60])


def _announced(told: Iterable[Problem]) -> set[tuple[str, str]]:
    """(kind, what) of the misprints that warnings have told: characters by their names, what
    stands outside by its file."""
    announced = set()
    for each in told:
        if each.code == "missing-glyph":
            announced.add(("box", dict(each.words)["character"]))
        elif each.code == "table-wide":
            announced.add(("outside", each.path))
    return announced


def _first_ones(misprints: Iterable[Misprint]) -> Iterator[Misprint]:
    """The first of each kind with these letters in a section."""
    firsts: dict[Misprint, Misprint] = {}
    for each in misprints:
        firsts.setdefault(each._replace(page=0), each)
    return iter(firsts.values())


def _folio(number: int) -> str:
    return str(number) if number > 0 else "i"


def _line_of(letters: str, chapter: Chapter) -> int:
    """The first line of the chapter that has these letters, 0 where none has them."""
    wanted = bare(letters) or letters
    lines = chapter.text.split("\n")
    return next((n for n, line in enumerate(lines, 1) if wanted in (bare(line) or line)), 0)
