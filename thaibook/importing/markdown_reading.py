"""A Markdown file, of whichever dialect, stays as its author wrote it.

Enters: the bytes. Leaves: a SourceDocument with its text; thaibook reads the dialects by itself.
Only the names of pictures change, since they come along into images/. A file that is a whole book,
with several titles, is parted at them; a note or the address of a label goes with each part that
names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from thaibook.grammar import Kind, scan
from thaibook.importing.bytes_as_text import text_of
from thaibook.importing.gathering import Remarks
from thaibook.importing.source_document import Facts, Finding, PictureFile, SourceDocument
from thaibook.importing.untrusted import MAX_PICTURE_MB, MEGABYTE
from thaibook.messages import BookError, problem
from thaibook.storage import is_file, locate

PICTURE = re.compile(
    r"(!\[[^\]\n]{0,500}\]\(\s*<?)([^\s)<>]{1,500})|(!\[\[)([^\]|\n]{1,300})"
    r"|(<img\s[^>]{0,500}?src=[\"'])([^\"'\n]{1,500})"
)
HEADER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
OF_HEADER = re.compile(
    r"^(title|subtitle|author|lang|language)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE
)
PERCENT = re.compile(r"%[ \t]*(.+)\n(?:%[ \t]*(.+)\n)?")
TITLE = re.compile(r" {0,3}#(?!#)[ \t]*(?=\S)")
DEFINITION = re.compile(r" {0,3}\[(\^?[^\]\n]+)\]:")
LOOKED_THROUGH = 5_000  # files of a folder, for a picture that lies elsewhere in it


def read_markdown(data: bytes, path: Path) -> SourceDocument:
    """The document in the bytes of a Markdown file. Raises BookError: not-utf8, import-no-text."""
    remarks = Remarks()
    text = text_of(data, path, remarks)
    if not text.strip():
        raise BookError([problem("import-no-text", path)])
    pictures: dict[str, PictureFile] = {}
    for found in PICTURE.finditer(text):
        name = _named(found)
        if re.match(r"[a-zA-Z][\w+.-]*:", name) or name in pictures:
            continue
        if picture := _beside(path, name):
            pictures[name] = picture
        elif not found[3]:  # ![[ ]] may be a note of Obsidian, which is no picture
            remarks.place = text.count("\n", 0, found.start()) + 1
            remarks.left_out("picture-missing", name)
    if len(parts_of(text)) > 1 and (header := HEADER.match(text[:20_000])):
        if rest := OF_HEADER.sub("", header[1]).strip():
            remarks.add(Finding.LEFT_OUT, "header", rest, 1)
    return SourceDocument(
        path.name,
        pictures=pictures,
        facts=_facts(text),
        remarks=tuple(remarks.every),
        markdown=text if text.endswith("\n") else f"{text}\n",
    )


def with_pictures(text: str, names: Mapping[str, str]) -> str:
    """The text with the pictures under the names that they have now."""

    def renamed(found: re.Match[str]) -> str:
        name = names.get(_named(found))
        return f"{found[1] or found[3] or found[5]}{name}" if name else found[0]

    return PICTURE.sub(renamed, text)


def _named(found: re.Match[str]) -> str:
    return unquote((found[2] or found[4] or found[6]).partition("#")[0])


def parts_of(text: str) -> list[tuple[str, str]]:
    """(title, text) of each chapter of a file: itself, or what stands below each title of the
    first level. Notes and labels that are defined in one part go with the others that name them."""
    lines = text.split("\n")
    begins = [
        number
        for number, line in enumerate(scan(text))
        if line.kind is Kind.HEADING and not line.markers and TITLE.match(lines[number])
    ]
    if len(begins) < 2:
        return [("", text)]
    header = HEADER.match(text[:20_000])
    start = header[0].count("\n") if header else 0
    before = "\n".join(lines[start : begins[0]]).strip()
    bounds = [*([start] if before else []), *begins, len(lines)]
    parts = ["\n".join(lines[a:b]).strip("\n") for a, b in pairwise(bounds)]
    defined = {name: words for part in parts for name, words in _definitions(part)}
    return [(_title(part), f"{_with_definitions(part, defined)}\n") for part in parts]


def _title(part: str) -> str:
    """The words of the title that a part begins with."""
    first = part.partition("\n")[0]
    title = TITLE.match(first)
    return re.sub(r"\s*\{[^{}]*\}\s*$|\s#+\s*$", "", first[title.end() :]) if title else ""


def _definitions(part: str) -> Iterator[tuple[str, str]]:
    """The notes and labels that a part defines, with their further lines."""
    lines = part.split("\n")
    for number, line in enumerate(lines):
        if found := DEFINITION.match(line):
            end = number + 1
            while end < len(lines) and (
                lines[end].startswith(("    ", "\t"))
                or (
                    not lines[end].strip()
                    and lines[end + 1 : end + 2]
                    and lines[end + 1].startswith(("    ", "\t"))
                )
            ):
                end += 1
            yield found[1], "\n".join(lines[number:end])


def _with_definitions(part: str, defined: Mapping[str, str]) -> str:
    """The part, with the definitions that it names and does not have."""
    own = {name for name, _ in _definitions(part)}
    more = [words for name, words in defined.items() if name not in own and (f"[{name}]" in part)]
    return "\n\n".join([part, *more])


def _beside(path: Path, name: str) -> PictureFile | None:
    """A picture in the folder of the file, or below it."""
    found = locate(path.parent, name.lstrip("/"))
    if found is None or not is_file(found):
        wanted = Path(name).name
        nearby = (p for p, _ in zip(path.parent.rglob("*"), range(LOOKED_THROUGH), strict=False))
        found = next((p for p in nearby if p.name == wanted and not p.is_symlink()), None)
    try:
        if found is None or not found.is_file() or found.stat().st_size > MAX_PICTURE_MB * MEGABYTE:
            return None
        return PictureFile(found.name, found.read_bytes())
    except OSError:
        return None


def _facts(text: str) -> Facts:
    """What the header of a file says of the work."""
    said: dict[str, str] = {}
    if header := HEADER.match(text[:20_000]):
        said = {key: value.strip("\"'[] ") for key, value in OF_HEADER.findall(header[1])}
    elif percent := PERCENT.match(text):
        said = {"title": percent[1], "author": percent[2] or ""}
    author = said.get("author", "")
    return Facts(
        title=said.get("title", ""),
        subtitle=said.get("subtitle", ""),
        creators=((author, "aut"),) if author and "{" not in author else (),
        language=said.get("language") or said.get("lang", ""),
    )
