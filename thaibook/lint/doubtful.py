"""Words of a finished manuscript that were hardly meant so.

Enters: a Manuscript, and words that are right. Leaves: a warning for each place, of the whole book
at once: a name that one chapter writes otherwise than the others is seen, too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator

from thaibook.lint.prose import MOST_FINDINGS, read_markdown
from thaibook.messages import Phrase, Problem, problem
from thaibook.model import Manuscript

CODE = "L115-doubtful-word"
AROUND = 10  # letters shown on either side


def doubtful_words(
    manuscript: Manuscript, own: Collection[str], tell: Callable[[int, int], None]
) -> Iterator[Problem]:
    """The warnings, in the order of the book; those that the author silenced are left out.

    own: words that are right, beside those of the manuscript. tell: called with how many letters
    are done, and of how many.
    """
    # Imported late: numpy takes 60 ms, which no build needs here.
    from thaibook.thai import spelling_doubts

    chapters = [read_markdown(each.path, each.text, each.lines) for each in manuscript.chapters]
    text = "\n".join(chapter.prose for chapter in chapters)
    begins = [0]
    for chapter in chapters[:-1]:
        begins.append(begins[-1] + len(chapter.prose) + 1)
    told = 0
    for doubt in spelling_doubts(text, {*own, *manuscript.words}, tell):
        number = bisect_right(begins, doubt.start) - 1
        chapter, begin = chapters[number], begins[number]
        start, end = doubt.start - begin, doubt.end - begin
        line = chapter.line(start)
        if chapter.silences(CODE, line) or told > MOST_FINDINGS * len(chapters):
            continue
        told += 1
        before = chapter.text[max(0, start - AROUND) : start].rpartition("\n")[2]
        after = chapter.text[end : end + AROUND].partition("\n")[0]
        words = {
            "found": f"{before}[{chapter.text[start:end]}]{after}",
            "better": ", ".join(doubt.suggestions),
            "sure": f"{doubt.sure:.0%}",
            "why": Phrase(doubt.why),
        }
        yield problem(CODE, chapter.path, line, **words)
