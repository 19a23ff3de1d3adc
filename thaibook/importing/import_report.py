"""The report of an import: every remark as a problem with its place, and a text for people.

Enters: Remarks by the file of the source. Leaves: Problems, those of one kind and one look joined,
and the text of the report's file, in which nothing is shortened.
"""

from __future__ import annotations

from collections.abc import Sequence

from thaibook.importing.source_document import Remark
from thaibook.messages import CONSTRUCTS, Phrase, Problem

REPORT = "import-report.txt"
SHOWN = 90  # letters of a remark that are printed
UNREAD = ("unseen", "soft-hyphens")  # told once for a file, with all places
OFTEN = (
    *UNREAD,
    "colour",
    "size",
    "latin-flag",
    "capitals",
    "marks",
    "tabs",
)  # told once where it is printed
MAX_PLACES = 12


def problems_of(remarks: Sequence[tuple[str, Remark]], whole: bool = False) -> list[Problem]:
    """The remarks as problems, in the order of the files and places. whole: nothing is
    shortened."""
    told: list[Problem] = []
    often: dict[tuple[str, str], list[Remark]] = {}
    files = list(dict.fromkeys(file for file, _ in remarks))
    ordered = sorted(remarks, key=lambda each: (files.index(each[0]), each[1].place))
    for file, remark in dict.fromkeys(ordered):
        if remark.what in (UNREAD if whole else OFTEN):
            often.setdefault((file, remark.what), []).append(remark)
        else:
            told.append(_problem(file, remark, remark.text, whole))
    for (file, _), same in often.items():
        places = list(dict.fromkeys(str(each.place) for each in same))
        most = len(places) if whole else MAX_PLACES
        more = ", …" if len(places) > most else ""
        words = f"× {len(same)}: {', '.join(places[:most])}{more}"
        told.append(_problem(file, same[0], words, whole))
    return told


def _problem(file: str, remark: Remark, text: str, whole: bool) -> Problem:
    if not whole and len(text) > SHOWN:
        text = f"{text[:SHOWN]}…"
    what = Phrase(CONSTRUCTS[remark.what][0])
    shown = f" ({text})" if text else ""
    # The name of the source stands as it is, and what is whole stays so.
    return Problem(remark.finding.value, file, remark.place, (("what", what), ("text", shown)))


def report_text(remarks: Sequence[tuple[str, Remark]], language: str) -> str:
    """The text of the report's file."""
    lines = []
    for each in problems_of(remarks, whole=True):
        lines.append(f"{each.place()}: {each.message(language)}")
    nothing = "ไม่มีสิ่งใดตกหล่น" if language == "th" else "Nothing was left out or changed."
    return "\n".join(lines or [nothing]) + "\n"
