"""Files from anywhere, opened so that none of them can take the machine.

Enters: bytes. Leaves: the parts of an archive and trees of XML, or a BookError. Limits are those of
a long illustrated book several times over; what is larger is a mistake or an attack. Which
archives are opened at all, thaibook.storage.SafeZip decides.
"""

from __future__ import annotations

import io
from pathlib import Path

from lxml import etree

from thaibook.messages import BookError, Phrase, problem
from thaibook.storage import UNREADABLE, RefusedArchiveError, SafeZip

MAX_FILE_MB = 300
MAX_XML_MB = 60
MAX_PICTURE_MB = 50  # as thaibook.images has it
MAX_TAGS = 2_500_000  # a tree takes about 200 bytes for each
MAX_READ_MB = 300  # of all parts that are looked at
DEEPEST = 200  # elements within one another; a table in a table in a table has forty
MEGABYTE = 1_000_000


class Archive:
    """The parts of a zip file, each read only when it is asked for, all bounded."""

    def __init__(self, data: bytes, path: Path) -> None:
        self.path = path
        self.refused: list[str] = []  # entities in parts that were read
        self._left = MAX_READ_MB * MEGABYTE
        try:
            self._zip = SafeZip(io.BytesIO(data))
        except UNREADABLE as error:
            raise self._refused(error) from None
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._folded = {name.lower(): name for name in self._entries}

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._entries)

    def has(self, name: str) -> bool:
        """Whether there is such a part; case is not looked at, as Office does."""
        return name.lower() in self._folded

    def read(self, name: str, most_mb: int = MAX_XML_MB) -> bytes:
        """The bytes of a part, b"" where there is none. Raises BookError."""
        entry = self._entries.get(self._folded.get(name.lower(), ""))
        if entry is None:
            return b""
        most = min(most_mb * MEGABYTE, self._left)
        if entry.file_size > most:
            raise too_large(
                self.path, "megabytes unpacked", entry.file_size // MEGABYTE, most // MEGABYTE
            )
        try:
            data = self._zip.read(entry)
        except UNREADABLE as error:
            raise self._refused(error, f"{name}: ") from None
        self._left -= len(data)
        return data

    def tree(self, name: str) -> etree._Element | None:
        """The XML of a part, or None where there is none. Raises BookError."""
        data = self.read(name)
        return xml_tree(data, self.path, name, self.refused) if data else None

    def _refused(self, error: BaseException, place: str = "") -> BookError:
        """What is said of an archive that cannot be read."""
        if isinstance(error, RefusedArchiveError):
            refusal = error.refusal
            if refusal.kind == "large":
                return too_large(self.path, refusal.what, refusal.found, refusal.limit)
            if refusal.kind == "climbs":
                return BookError([problem("import-climbs", self.path, name=refusal.what)])
            if refusal.kind == "locked":
                return BookError([problem("import-encrypted", self.path)])
        # Locked, though the list does not say so; the other is one of an unknown kind.
        if isinstance(error, RuntimeError) and not isinstance(error, NotImplementedError):
            return BookError([problem("import-encrypted", self.path)])
        reason = Phrase(str(error)) if isinstance(error, RefusedArchiveError) else f"{place}{error}"
        return BookError([problem("import-damaged", self.path, reason=reason)])


def xml_tree(
    data: bytes, path: Path, part: str = "", refused: list[str] | None = None
) -> etree._Element:
    """The tree of an XML document: no entities of its own, no network, no endless depth.

    refused: gets the name of each entity that is left out. No program of an author writes any;
    what they stand for may be a file of this machine, or a text that grows without end.
    Raises BookError: import-damaged, import-too-large."""
    if len(data) > MAX_XML_MB * MEGABYTE:
        raise too_large(path, "megabytes unpacked", len(data) // MEGABYTE, MAX_XML_MB)
    if (tags := data.count(b"<")) > MAX_TAGS:
        raise too_large(path, "tags", tags, MAX_TAGS)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = f"{part}: {error}" if part else str(error)
        raise BookError([problem("import-damaged", path, reason=reason)]) from None
    if is_too_deep(root):
        raise too_large(path, "levels within one another", DEEPEST + 1, DEEPEST)
    if root.getroottree().docinfo.internalDTD is not None:
        names = [str(entity.text or "").strip("&;") for entity in root.iter(etree.Entity)]
        etree.strip_tags(root, etree.Entity)  # the text behind each stays
        if refused is not None:
            refused += names
    return root


def is_too_deep(root: etree._Element) -> bool:
    """Whether its elements stand within one another deeper than anyone writes."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def too_large(path: Path, what: str, count: int, limit: int) -> BookError:
    """The error of a file that has too much of something."""
    said = problem("import-too-large", path, what=Phrase(what), count=count, limit=limit)
    return BookError([said])
