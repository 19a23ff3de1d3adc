"""Groups of an RTF file whose words are no text of its paragraphs: metadata, comments, heads of
pages, instructions of fields, names of places, properties of shapes.

Enters: letters, and the ends of such groups. Leaves: what they say, Remarks, and what some of them
put into the line.
"""

from __future__ import annotations

from thaibook.importing.gathering import Remarks
from thaibook.importing.rtf.rtf_header import Header
from thaibook.importing.rtf.rtf_pictures import RtfPictures
from thaibook.importing.rtf.rtf_properties import FACTS, HEADS, SKIPPED
from thaibook.importing.source_document import Anchor, Facts, Finding, Inline

OF_HEADER = ("fonttbl", "colortbl", "stylesheet", "style")


class Groups:
    """instruction: of the field that has begun; marker: of the item that has begun."""

    def __init__(self, remarks: Remarks, header: Header, pictures: RtfPictures) -> None:
        self._remarks, self._header, self._pictures = remarks, header, pictures
        self.instruction = self.marker = ""
        self._words: dict[str, list[str]] = {}
        self._said: dict[str, str] = {}

    def add(self, kind: str, text: str) -> None:
        """Letters in a group."""
        if kind in OF_HEADER:
            self._header.letters(kind, text)
        if kind not in SKIPPED and kind != "*":
            self._words.setdefault(kind, []).append(text)

    def end(self, kind: str) -> Inline | None:
        """A group has ended; what it puts into the line."""
        words = "".join(self._words.pop(kind, []))
        match kind:
            case "pict":
                return self._pictures.end()
            case "bkmkstart":
                return Anchor(words.strip()) if words.strip() else None
            case "annotation":
                self._remarks.add(Finding.COMMENT, "comment", words)
            case "fldinst":
                self.instruction = words
            case "listtext":
                self.marker = " ".join(words.split())
            case "style":
                self._header.end_style(words)
            case "sn":
                self._pictures.property_named(words)
            case "sv":
                self._pictures.property_said(words)
            case _:
                self._end_other(kind, words)
        return None

    def _end_other(self, kind: str, words: str) -> None:
        if kind in FACTS:
            self._said[kind] = " ".join(words.split())
        elif not words.strip():
            return
        elif kind in HEADS:
            what = "headers" if kind.startswith("header") else "footers"
            self._remarks.add(Finding.LEFT_OUT, what, words, 0)
        elif kind in ("contents", "page-number"):
            self._remarks.left_out(kind, words)

    def facts(self) -> Facts:
        """What the file says of itself."""
        said = {each: self._said.get(each, "") for each in FACTS}
        words = (word.strip() for word in said["keywords"].split(","))
        return Facts(
            title=said["title"],
            creators=((said["author"], "aut"),) if said["author"] else (),
            description=said["doccomm"],
            subjects=tuple(filter(None, words)),
        )
