"""The archive of an EPUB, the same bytes each time.

Enters: EbookLib's package. Leaves: a zip file. EbookLib writes the package document and the
NCX; what it leaves out or dates by the clock is put right here. Rules: EPUB 3.3, 4.2 (OCF).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

from ebooklib import epub
from lxml import etree

from thaibook.model import Metadata

OPF = "http://www.idpf.org/2007/opf"
RENDITION = "rendition: http://www.idpf.org/vocab/rendition/#"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# EPUB 3.3, 4.2.6.3.1.1: the archive's first entry; a fixed time for all, the zip epoch.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
MIMETYPE = b"application/epub+zip"
LEVEL = 6  # of compression; 9 takes twice as long for 3 % less


def archived(
    package: epub.EpubBook, metadata: Metadata, completed_ncx: Callable[[bytes], bytes]
) -> bytes:
    """The file of `package`, whose entries come in one order and have one time. completed_ncx:
    puts into the NCX what EbookLib leaves out."""
    archive = io.BytesIO()
    parts = _parts(package, metadata)
    with zipfile.ZipFile(archive, "w") as target:
        for name in ("mimetype", *sorted(parts)):
            data = parts.get(name, MIMETYPE)
            if name == "EPUB/content.opf":
                data = _completed_package(data, metadata.language)
            elif name == "EPUB/toc.ncx":
                data = completed_ncx(data)
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, on whatever system it is written
            # OCF: mimetype is stored; a picture grows when it is packed again.
            stored = name == "mimetype" or name.endswith((".jpg", ".png"))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(entry, data, compresslevel=None if stored else LEVEL)
    return archive.getvalue()


class _Parts(dict[str, bytes]):
    """What EbookLib writes, by its name. An archive of its own would be dated by the clock, and a
    clock that was set back before 1980 is no date of an archive."""

    def writestr(self, name: str, data: bytes | str) -> None:
        """As that of an archive."""
        self[name] = data.encode() if isinstance(data, str) else data


def _parts(package: epub.EpubBook, metadata: Metadata) -> _Parts:
    """The files of the package but its mimetype."""
    options = {
        "epub2_guide": False,
        "epub3_landmark": False,
        "epub3_pages": False,
        "mtime": datetime.fromisoformat(metadata.modified),
        "raise_exceptions": True,
    }
    writer = epub.EpubWriter("", package, options)
    writer.process()
    writer.out = parts = _Parts()
    writer._write_container()
    writer._write_opf()
    writer._write_items()
    return parts


def _completed_package(data: bytes, language: str) -> bytes:
    """The package document with what EbookLib has no call for."""
    package = etree.fromstring(data)
    package.set(XML_LANG, language)
    package.set("dir", "ltr")
    # EbookLib declares what this book has no use for.
    package.set("prefix", package.get("prefix", "").replace(RENDITION, "").strip())
    for meta in package.iter(f"{{{OPF}}}meta"):
        if meta.get("name") == "generator":
            meta.set("content", "thaibook")
    etree.cleanup_namespaces(package)
    etree.indent(package)
    return etree.tostring(package, encoding="utf-8", xml_declaration=True)
