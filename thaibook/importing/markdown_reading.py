"""A Markdown file, of whichever dialect, stays as its author wrote it.

Enters: the bytes. Leaves: a SourceDocument for each chapter: thaibook reads the dialects by itself,
so only three things are done. A file with several titles is parted at them, notes and labels going
with the parts that name them; pictures that it names come along; what its header says of the book
goes to book.yaml when it is built alone.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from thaibook.importing.bytes_as_text import text_of
from thaibook.importing.gathering import Remarks
from thaibook.importing.source_document import Facts, PictureFile, SourceDocument
from thaibook.importing.untrusted import MAX_PICTURE_MB, MEGABYTE
from thaibook.messages import BookError, problem
from thaibook.storage import is_file, locate

PICTURE = re.compile(
    r"!\[[^\]\n]{0,500}\]\(\s*<?([^\s)<>]{1,500})|!\[\[([^\]|\n]{1,300})|<img\s[^>]{0,500}?src=[\"']([^\"'\n]{1,500})"
)
HEADER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
OF_HEADER = re.compile(
    r"^(title|subtitle|author|date|lang|language)[ \t]*:[ \t]*(.+?)[ \t]*$", re.M
)
PERCENT = re.compile(r"%[ \t]*(.+)\n(?:%[ \t]*(.+)\n)?")


def read_markdown(data: bytes, path: Path) -> SourceDocument:
    """The document in the bytes of a Markdown file. Raises BookError: not-utf8, import-no-text."""
    remarks = Remarks()
    text = text_of(data, path, remarks)
    if not text.strip():
        raise BookError([problem("import-no-text", path)])
    pictures = {}
    for found in PICTURE.finditer(text):
        name = unquote(next(filter(None, found.groups())).partition("#")[0])
        if re.match(r"[a-zA-Z][\w+.-]*:", name) or name in pictures:
            continue
        if picture := _beside(path, name):
            pictures[name] = picture
        else:
            line = text.count("\n", 0, found.start()) + 1
            remarks.place = line
            remarks.left_out("picture-missing", name)
    return SourceDocument(
        path.name,
        pictures=pictures,
        facts=_facts(text),
        remarks=tuple(remarks.every),
        markdown=text if text.endswith("\n") else f"{text}\n",
    )


def _beside(path: Path, name: str) -> PictureFile | None:
    """A picture in the folder of the file, or below it."""
    found = locate(path.parent, name.lstrip("/"))
    if found is None or not is_file(found):
        wanted = Path(name).name
        found = next((p for p in sorted(path.parent.rglob("*")) if p.name == wanted), None)
    try:
        if found is None or not found.is_file() or found.stat().st_size > MAX_PICTURE_MB * MEGABYTE:
            return None
        return PictureFile(found.name, found.read_bytes())
    except OSError:
        return None


def _facts(text: str) -> Facts:
    """What the header of a file says of the work."""
    header = HEADER.match(text[:20_000])
    if header:
        said = {key: value.strip("\"'[] ") for key, value in OF_HEADER.findall(header[1])}
    elif percent := PERCENT.match(text):
        said = {"title": percent[1], "author": percent[2] or ""}
    else:
        said = {}
    author = said.get("author", "")
    return Facts(
        title=said.get("title", ""),
        subtitle=said.get("subtitle", ""),
        creators=((author, "aut"),) if author else (),
        language=said.get("language") or said.get("lang", ""),
    )
