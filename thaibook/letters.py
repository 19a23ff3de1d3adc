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
MATH = "{http://www.w3.org/1998/Math/MathML}math"
# What the book adds to the author's words, by class: numbers of notes, of figures and
# tables, titles of what a reference without words points to.
ADDED = frozenset(("noteref", "note-number", "backref", "label", "auto"))

# Markdown's own signs, which are not text. Order matters.
ITEM = r"(#[^\s#.{}=\"']+|\.[A-Za-z][\w-]*|[a-z-]+=(\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}=]+))"
ATTRIBUTES = re.compile(r"\{:?\s*" + ITEM + r"(\s+" + ITEM + r")*\s*\}")
NOTE = re.compile(r"\[\^([^\]]*)\]:?")  # a call, or the label of a note
NOTE_LABEL = re.compile(r"^[ \t>]*\[\^([^\]]*)\]:", re.MULTILINE)
CODE = re.compile(
    r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)"
)  # code in a line, in which nothing is a sign
MARKUP = (
    # HTML tags, such as <o:p> too, but no addresses that become links
    re.compile(r"</?(?!https?:|ftp:|[^\s<>]+@)[A-Za-z][^\s<>/]*(\s[^<>]*)?/?>"),
    re.compile(
        r"\]\((<[^>]*>|[^()\s]*(\([^()\s]*\)[^()\s]*)*)(\s+(\".{0,999}?\"|'.{0,999}?'))?\s*\)"
    ),
    re.compile(r"\]\s?\[[^\]]*\]"),  # [text][label]
)
# What HTML never shows, over several lines.
UNSEEN = re.compile(r"<!--|<[!?](?=[A-Za-z\[])|<(script|style)\b", re.IGNORECASE)
DEFINITION = re.compile(r"(\[[^\]^]+\]:\s+\S+|\*\[[^\]]+\] ?:)")  # of links and *[abbr]
FENCE = re.compile(r"(```|~~~)[^`]*$")
DIV = re.compile(r":{3,} *\{?\.?[\w\u0e00-\u0e7f-]*\}?")  # ::: verse
NEW_PAGE = re.compile(r"\\(newpage|pagebreak) *$")
CAPTION = re.compile(r"(ภาพ|ภาพที่|รูป|รูปที่|Figure|Fig\.|Image|ตาราง|ตารางที่|Table)\s*:")
# Titles and credits of pictures, which may stand apart from the line.
APART = re.compile(r"!\[[^\]]{0,999}\]\([^()\s]{0,999}\s+\"(.{0,999}?)\"\)|\bcredit=\"([^\"]*)\"")
# The quotations and items in which a line begins; lists may renew their numbers.
CONTAINER = re.compile(r"(?:[\s>]|[-+*](?=\s)|(?:\d{1,9}|[\u0e01-\u0e2e])[.)](?=\s))*")
# What is compared: everything but white space, ASCII punctuation and typographic signs
# that Markdown may set in another form.
IGNORED = re.compile(
    r"[\s!-/:-@\[-`{-~\u00a0\u00ad\u200b-\u200f\u2010-\u2015\u2018-\u201f\u2026\u2060\ufeff]+"
)


def lost_letters(chapters: tuple[Chapter, ...], epub: bytes) -> list[Problem]:
    """A problem text-lost for each line of `chapters` that did not arrive in `epub`.

    A chapter is the document text/NAME.xhtml. Each line takes the letters it found,
    so a line that stands twice has to arrive twice; one that moved (a note) may come later.
    """
    problems = []
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        for chapter in chapters:
            document = archive.read(f"EPUB/text/{chapter.name}.xhtml")
            arrived = _letters("".join(_texts(etree.fromstring(document))))
            wanted = list(_wanted(chapter.text))
            # Short words may have taken their letters out of a longer line, which then
            # comes first; in the order of the text it is quicker.
            lost = _unfound(wanted, arrived) and _unfound(
                sorted(wanted, key=lambda line: -len(line[1][0])), arrived
            )
            for line, said in sorted(lost):
                words = {"format": "EPUB", "letters": said[:60]}
                problems.append(problem("text-lost", chapter.path, line, **words))
    return problems


def letters(text: str) -> str:
    """The text as places are looked for: each character after NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", c) for c in text if not c.isspace())


def _letters(text: str) -> str:
    return IGNORED.sub("", text)


def _unfound(wanted: list[tuple[int, tuple[str, ...]]], arrived: str) -> list[tuple[int, str]]:
    """(line, letters) of each line of `wanted` that is left when all have taken theirs."""
    unspent = [(0, len(arrived))]
    return [
        (line, readings[0])
        for line, readings in wanted
        if not any(_spend(reading, arrived, unspent) for reading in readings)
    ]


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
    text = _seen(text)
    notes = {found[1] for found in NOTE_LABEL.finditer(text)}
    for number, line in enumerate(text.split("\n"), 1):
        leading = CONTAINER.match(line)
        inner = line[leading.end() :] if leading else line
        if any(sign.match(inner) for sign in (FENCE, DEFINITION, NEW_PAGE)):
            continue
        readings = [*_readings(line, inner, notes), line]  # as it stands: in a block of code
        wanted = tuple(dict.fromkeys(_letters(reading) for reading in readings))
        if all(wanted):
            yield number, wanted
        for apart in APART.finditer(line):
            if said := _letters(apart[1] or apart[2] or ""):
                yield number, (said,)


def _seen(text: str) -> str:
    """The text with comments, declarations, scripts and styles made empty lines.

    One that never ends is looked for only once: a thousand of them would take minutes.
    """
    parts, at, endless = [], 0, set[str]()
    while found := UNSEEN.search(text, at):
        name = (found[1] or "").lower()
        end = f"</{name}" if name else "-->" if found[0] == "<!--" else ">"
        close = -1 if end in endless else _find(text, end, found.end())
        if close < 0:
            endless.add(end)
            parts.append(text[at : found.end()])
            at = found.end()
            continue
        close = text.find(">", close) + 1 or len(text)
        parts += [text[at : found.start()], "\n" * text.count("\n", found.start(), close)]
        at = close
    return "".join([*parts, text[at:]])


def _find(text: str, end: str, start: int) -> int:
    found = re.compile(re.escape(end), re.IGNORECASE).search(text, start)
    return found.start() if found else -1


def _readings(line: str, inner: str, notes: set[str]) -> Iterator[str]:
    """What a line of text may say: signs of Markdown left out, and words that may be
    signs (the number of an item, the kind of a block) left out or not.

    inner: the line without the quotations and items that it begins.
    """
    yield from _plain(line, notes)
    for plain in _plain(inner, notes):
        yield plain
        for sign in (DIV, CAPTION):
            if sign.match(plain):
                yield sign.sub("", plain)


def _plain(line: str, notes: set[str]) -> Iterator[str]:
    parts = CODE.split(line)  # text, backticks, code, text …
    for signs in ((*MARKUP, ATTRIBUTES), MARKUP):
        plain = ""
        for at in range(0, len(parts), 3):
            # The call of a note that nobody wrote stays in the text.
            text = NOTE.sub(lambda n: "" if n[1] in notes else n[0], parts[at])
            for pattern in signs:
                text = pattern.sub("", text)
            plain += html.unescape(text) + "".join(parts[at + 2 : at + 3])
        yield plain


def _texts(root: etree._Element) -> Iterator[str]:
    """The text of a document in reading order, alternative texts in their place, titles at
    the end; without the words and numbers that the book adds."""
    body = root.find(f"{XHTML}body")
    titles: list[str] = []
    if body is not None:
        yield from _texts_of(body, titles)
    yield from titles


def _texts_of(element: etree._Element, titles: list[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            titles.append(child.get("title", ""))
            if ADDED.intersection((child.get("class") or "").split()):
                pass
            elif child.tag == MATH:
                yield child.get("alttext", "")
            else:
                if child.tag == f"{XHTML}img":
                    yield child.get("alt", "")
                yield from _texts_of(child, titles)
        yield child.tail or ""
