"""Which reader a file is for: told by what is in it, not by its name.

Enters: the path of a file. Leaves: a SourceDocument, or a BookError that says what to do.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from thaibook.check import TOO_MUCH, is_harmless
from thaibook.importing.docx import read_docx
from thaibook.importing.epub_reading import read_epub
from thaibook.importing.html import read_html
from thaibook.importing.markdown_reading import read_markdown
from thaibook.importing.odt import read_odt
from thaibook.importing.pdf_reading import read_pdf
from thaibook.importing.rtf import read_rtf
from thaibook.importing.source_document import Finding, Remark, SourceDocument
from thaibook.importing.text_reading import read_plain_text
from thaibook.importing.untrusted import MAX_FILE_MB, MEGABYTE, Archive, too_large
from thaibook.messages import BookError, Phrase, problem, reason_of

SUFFIXES = (
    ".docx", ".odt", ".fodt", ".html", ".htm", ".xhtml", ".epub", ".rtf", ".txt", ".text", ".md",
    ".markdown", ".qmd", ".rmd", ".mdx", ".pdf", ".docm", ".dotx", ".ott", ".zip",
)  # fmt: skip
MARKDOWN = (".md", ".markdown", ".qmd", ".rmd", ".mdx")
MAX_FILES = 500
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Word 97 to 2003, and of what Office encrypts
LOCKED = "EncryptedPackage".encode("utf-16-le")
HTML = re.compile(
    rb"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
)
NATURAL = re.compile(r"(\d+)")


def sources_of(paths: list[Path]) -> list[Path]:
    """The files to be read: those that were named, and those in folders that were named, in
    the order of their names, in which 10 comes after 9. Raises BookError."""
    files: list[Path] = []
    problems = []
    for path in paths:
        if path.is_dir():
            found = [
                each
                for each in path.rglob("*")
                if each.suffix.lower() in SUFFIXES and each.is_file() and not _is_hidden(each, path)
            ]
            if not found:
                problems.append(problem("import-nothing", path))
            files += sorted(found, key=lambda each: _natural(each.relative_to(path)))
        else:
            files.append(path)
    if problems:
        raise BookError(problems)
    if len(files) > MAX_FILES:
        raise too_large(paths[0], "files", len(files), MAX_FILES)
    return files


def _is_hidden(path: Path, folder: Path) -> bool:
    """Whether a program keeps the file for itself: .git, ~$novel.docx."""
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def _natural(path: Path) -> list[tuple[int, int, str]]:
    """What names are sorted by; \\d takes Thai digits, too."""
    parts = NATURAL.split(path.as_posix().lower())
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part]


def read_source(path: Path) -> SourceDocument:
    """The document in a file. Raises BookError."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE_MB * MEGABYTE:
            raise too_large(path, "megabytes", size // MEGABYTE, MAX_FILE_MB)
        data = path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise BookError([problem("unreadable", path, reason=reason_of(error))]) from None
    if data is None:
        raise BookError([problem("unreadable", path, reason=Phrase("not a file"))])
    if not data.strip():
        raise BookError([problem("import-no-text", path)])
    return _read(data, path)


def _read(data: bytes, path: Path) -> SourceDocument:
    suffix = path.suffix.lower()
    if data.startswith(b"PK"):
        return _read_archive(data, path)
    if data.startswith(COMPOUND):
        raise BookError(
            [problem("import-encrypted" if LOCKED in data else "import-old-word", path)]
        )
    if data[:1024].lstrip().startswith(b"%PDF-"):
        if not is_harmless(path):
            raise BookError([problem("import-damaged", path, reason=Phrase(TOO_MUCH))])
        return read_pdf(data, path)
    if data.lstrip()[:5] == b"{\\rtf":
        return read_rtf(data, path)
    if suffix == ".fodt" or b"office:document" in data[:1000]:
        return read_odt(data, path)
    if suffix in (".html", ".htm", ".xhtml") or (suffix not in MARKDOWN and HTML.match(data)):
        return read_html(data, path)
    if suffix in MARKDOWN:
        return read_markdown(data, path)
    if suffix in (".txt", ".text", "") or _is_text(data):
        return read_plain_text(data, path)
    raise BookError([problem("import-unknown", path, suffix=f" ({suffix})" if suffix else "")])


def _read_archive(data: bytes, path: Path) -> SourceDocument:
    archive = Archive(data, path)
    document = _of_archive(archive, path)
    refused = (Remark(Finding.LEFT_OUT, "entity", 0, f"&{name};") for name in archive.refused)
    return replace(document, remarks=(*document.remarks, *dict.fromkeys(refused)))


def _of_archive(archive: Archive, path: Path) -> SourceDocument:
    kind = archive.read("mimetype", 1)[:80].decode("ascii", "replace").strip()
    if kind == "application/epub+zip" or archive.has("META-INF/container.xml"):
        return read_epub(archive, path)
    if kind.startswith("application/vnd.oasis.opendocument.text"):
        return read_odt(archive, path)
    if archive.has("word/document.xml") or b"wordprocessingml" in archive.read(
        "[Content_Types].xml", 1
    ):
        return read_docx(archive, path)
    pages = [name for name in archive.names if name.lower().endswith((".html", ".htm"))]
    if len(pages) == 1:  # a page with its pictures, as Google Docs exports it
        return read_html(archive.read(pages[0]), path, archive)
    raise BookError([problem("import-unknown", path, suffix=f" ({path.suffix.lower() or 'zip'})")])


def _is_text(data: bytes) -> bool:
    """Whether the file begins like a text."""
    return b"\0" not in data[:4000] or data[:2] in (b"\xff\xfe", b"\xfe\xff")
