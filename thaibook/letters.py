"""The proof that no letter of the manuscript is lost on the way.

Enters: the chapters as the author wrote them and the finished EPUB. Leaves: a Problem
for each line whose letters are not in the EPUB.
"""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator

from lxml import etree

from thaibook.model import Chapter
from thaibook.problems import Problem, problem

XHTML = "{http://www.w3.org/1999/xhtml}"

# Markdown's own signs, which are not text. Order matters.
MARKUP = (
    re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(\s[^<>]*)?/?>"),  # HTML tags
    re.compile(r"\]\((<[^>]*>|[^()\s]*(\([^()\s]*\)[^()\s]*)*)(\s+(\"[^\"]*\"|'[^']*'))?\s*\)"),
    re.compile(r"\]\s?\[[^\]]*\]"),  # [text][label]
)
# What HTML never shows, over several lines.
UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
DEFINITION = re.compile(r"^ {0,3}\[[^\]^]+\]:\s+\S+")  # [label]: address
FENCE = re.compile(r"^ {0,3}(```|~~~)")
MARKER = re.compile(r"^\s*\d{1,9}[.)]\s+")  # the number of a list, which the list may renew
# What is compared: everything but white space, ASCII punctuation and typographic signs
# that Markdown may set in another form.
IGNORED = re.compile(
    r"[\s!-/:-@\[-`{-~\u00a0\u00ad\u200b-\u200f\u2010-\u2015\u2018-\u201f\u2026\u2060\ufeff]+"
)


def lost_letters(chapters: tuple[Chapter, ...], epub: bytes) -> list[Problem]:
    """A problem text-lost for each line of `chapters` that did not arrive in `epub`.

    Chapter n is the document text/chapter-n.xhtml. Each line takes the letters it found,
    so a line that stands twice has to arrive twice; one that moved (a note) may come later.
    """
    problems = []
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        for number, chapter in enumerate(chapters, 1):
            document = archive.read(f"EPUB/text/chapter-{number}.xhtml")
            arrived = _letters("".join(_texts(etree.fromstring(document))))
            unspent = [(0, len(arrived))]
            for line, readings in _wanted(chapter.text):
                if not any(_spend(reading, arrived, unspent) for reading in readings):
                    words = {"format": "EPUB", "letters": readings[0][:60]}
                    problems.append(problem("text-lost", chapter.path, line, **words))
    return problems


def letters(text: str) -> str:
    """The text as places are looked for: each character after NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", c) for c in text if not c.isspace())


def _spend(wanted: str, arrived: str, unspent: list[tuple[int, int]]) -> bool:
    """Take the first unspent place of `wanted` in `arrived` out of the `unspent` stretches."""
    for index, (start, end) in enumerate(unspent):
        found = arrived.find(wanted, start, end)
        if found >= 0:
            rest = [(start, found), (found + len(wanted), end)]
            unspent[index : index + 1] = [(a, b) for a, b in rest if a < b]
            return True
    return False


def _wanted(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each line of Markdown that holds letters, with the readings it may arrive in."""
    text = UNSEEN.sub(lambda found: "\n" * found[0].count("\n"), text)
    fenced = False
    for number, line in enumerate(text.split("\n"), 1):
        if FENCE.match(line):
            fenced = not fenced
            continue
        if fenced:
            readings = [line]
        elif DEFINITION.match(line):
            continue
        else:
            plain = line
            for pattern in MARKUP:
                plain = pattern.sub("]" if pattern.pattern.startswith(r"\]") else "", plain)
            plain = html.unescape(plain)
            readings = [plain, MARKER.sub("", plain)]
        letters = tuple(dict.fromkeys(_letters(reading) for reading in readings))
        if letters[0] and letters[-1]:
            yield number, letters


def _letters(text: str) -> str:
    return IGNORED.sub("", text)


def _texts(root: etree._Element) -> Iterator[str]:
    """The text of a document in reading order, alternative texts in their place."""
    body = root.find(f"{XHTML}body")
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            yield element.text or ""
            if element.tag == f"{XHTML}img":
                yield element.get("alt", "")
        else:
            yield element.tail or ""
