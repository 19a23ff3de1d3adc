"""What stands in the lines of an OpenDocument text.

Enters: the element of a paragraph. Leaves: inlines, and the boxes that hang on it. Source:
OpenDocument 1.3 part 3, 6 (paragraph elements), 7 (fields), 5.5 (change tracking), 10.4 (frames).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from thaibook.importing.gathering import IS_COMPLEX, Flags, Remarks, Sizes, by_script, seen
from thaibook.importing.odt.odt_styles import TEXT, OdtLook, OdtStyles, points
from thaibook.importing.office_math import tex_of
from thaibook.importing.source_document import (
    Anchor,
    Finding,
    Formula,
    IndexMark,
    Inline,
    LineBreak,
    Look,
    NoteCall,
    Picture,
    Text,
)

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
SPACE = re.compile(r"[ \t\r\n]+")
PAGES = {f"{TEXT}{name}" for name in ("page-number", "page-count", "page-continuation")}
REFERENCES = {f"{TEXT}{name}" for name in ("bookmark-ref", "reference-ref", "note-ref")}
MOST_SPACES = 200


@dataclass
class Line:
    """The line that is being read."""

    style: str
    inlines: list[Inline] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


class OdtRunReader:
    """Reads paragraphs. changes: by id, (kind, who, the words that were deleted); objects: by
    name, the formula that an object is."""

    def __init__(
        self,
        styles: OdtStyles,
        remarks: Remarks,
        changes: Mapping[str, tuple[str, str, str]],
        objects: Mapping[str, etree._Element],
        text_points: float,
    ) -> None:
        self.styles, self.remarks = styles, remarks
        self._changes, self._objects, self._text_points = changes, objects, text_points
        self.pictures: dict[str, None] = {}
        self.notes: dict[str, etree._Element] = {}
        self.linked: set[str] = set()
        self._inserted: dict[str, list[str]] = {}  # by change: the words so far
        self._link = ""
        self._sizes = Sizes()

    def read(self, element: etree._Element, style: str) -> Line:
        """All that stands in a paragraph."""
        line = Line(style)
        self._sizes = Sizes()
        self._inside(element, line, ())
        for words in self._sizes.others():
            self.remarks.left_out("size", words)
        return line

    @property
    def size(self) -> float:
        """The size of most letters of the paragraph read last, in points; 0 for none."""
        return self._sizes.most

    def _inside(self, element: etree._Element, line: Line, spans: tuple[str, ...]) -> None:
        self._letters(element.text, line, spans)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, line, spans)
            self._letters(child.tail, line, spans)

    def _element(self, element: etree._Element, line: Line, spans: tuple[str, ...]) -> None:
        tag = str(element.tag)
        match tag.removeprefix(TEXT):
            case "span":
                style = element.get(f"{TEXT}style-name", "")
                self._inside(element, line, (*spans, style) if style else spans)
            case "s":
                count = element.get(f"{TEXT}c", "1")
                number = int(count) if count.isdigit() and len(count) < 6 else 1
                self._letters(" " * min(number, MOST_SPACES), line, spans, exactly=True)
            case "tab":
                self._letters("\t", line, spans, exactly=True)
            case "line-break":
                line.inlines.append(LineBreak())
            case "a":
                outer, self._link = self._link, element.get(f"{XLINK}href", "")
                self._inside(element, line, spans)
                self._link = outer
            case name if not self._mark(element, name, line):
                self._other(element, tag, line, spans)

    def _mark(self, element: etree._Element, name: str, line: Line) -> bool:
        """Whether an element only marks a place, which is kept then."""
        if name == "note":
            self._note(element, line)
        elif name in ("bookmark", "bookmark-start", "reference-mark", "reference-mark-start"):
            if (own := element.get(f"{TEXT}name", "")) in self.linked:
                line.inlines.append(Anchor(own))
        elif name in ("change-start", "change-end", "change"):
            self._change(name, element.get(f"{TEXT}change-id", ""))
        elif name in ("alphabetical-index-mark", "alphabetical-index-mark-start"):
            self._index_mark(element, line)
        else:
            return False
        return True

    def _other(self, element: etree._Element, tag: str, line: Line, spans: tuple[str, ...]) -> None:
        if tag == f"{OFFICE}annotation":
            self.remarks.add(Finding.COMMENT, "comment", comment_text(element))
        elif tag == f"{DRAW}frame":
            self._frame(element, line)
        elif tag.startswith(DRAW) and not tag.endswith(("}a", "}g")):
            self._shape(element, line)
        elif tag == f"{TEXT}ruby":
            self._ruby(element, line, spans)
        elif tag in PAGES:
            self.remarks.left_out("page-number", "".join(map(str, element.itertext())))
        elif tag != f"{OFFICE}annotation-end":
            if tag in REFERENCES and element.get(f"{TEXT}reference-format") == "page":
                self.remarks.changed("page-reference", "".join(map(str, element.itertext())))
            self._inside(element, line, spans)

    def _note(self, element: etree._Element, line: Line) -> None:
        body = element.find(f"{TEXT}note-body")
        if body is not None:
            key = f"n{len(self.notes) + 1}"
            self.notes[key] = body
            line.inlines.append(NoteCall(key))

    def _ruby(self, element: etree._Element, line: Line, spans: tuple[str, ...]) -> None:
        for child in element:
            if child.tag == f"{TEXT}ruby-base":
                self._inside(child, line, spans)
            else:
                self.remarks.left_out("ruby", "".join(map(str, child.itertext())))

    def _index_mark(self, element: etree._Element, line: Line) -> None:
        own = element.get(f"{TEXT}string-value", "")
        keys = [element.get(f"{TEXT}key{n}", "") for n in (1, 2)]
        if term := "!".join(filter(None, [*keys, own])):
            line.inlines.append(IndexMark(term))

    def _change(self, name: str, change: str) -> None:
        kind, who, words = self._changes.get(change, ("", "", ""))
        if name == "change" and kind == "deletion":
            self.remarks.add(Finding.ACCEPTED, "deleted", f"{words} {who}")
        elif name == "change-start" and kind == "insertion":
            self._inserted[change] = []
        elif name == "change-end" and change in self._inserted:
            inserted = "".join(self._inserted.pop(change))
            self.remarks.add(Finding.ACCEPTED, "inserted", f"{inserted} {who}")

    def _letters(
        self, text: str | None, line: Line, spans: tuple[str, ...], exactly: bool = False
    ) -> None:
        if not text:
            return
        if not exactly:  # white space as in XML: 6.1.2
            text = SPACE.sub(" ", text)
            last = line.inlines[-1] if line.inlines else None
            if text.startswith(" ") and isinstance(last, Text) and last.text.endswith(" "):
                text = text[1:]
        look = self.styles.look(line.style, spans)
        if look.hidden:
            if text.strip():
                self.remarks.left_out("hidden", text)
            return
        text = seen(text, self.remarks, look.font)
        for words in self._inserted.values():
            words.append(text)
        for piece, own, size in looks_of(text, look, bool(self._link)):
            if not own.script:
                self._sizes.add(size, bool(IS_COMPLEX.search(piece)), piece)
            line.inlines.append(Text(piece, own, self._link))
        if look.coloured and text.strip() and not self._link:
            self.remarks.left_out("colour", text)

    # --- frames

    def _frame(self, element: etree._Element, line: Line) -> None:
        """A picture with its words, a text box, or a formula."""
        title, words = element.find(f"{SVG}title"), element.find(f"{SVG}desc")
        said = next(
            (" ".join(e.text.split()) for e in (words, title) if e is not None and e.text), ""
        )
        box = element.find(f"{DRAW}text-box")
        if box is not None:
            line.boxes.append(box)
            return
        for thing in element.iterchildren(f"{DRAW}object"):
            formula = thing.find(f"{MATH}math")
            name = thing.get(f"{XLINK}href", "").removeprefix("./").rstrip("/")
            formula = self._objects.get(name) if formula is None else formula
            if formula is not None and (tex := tex_of(formula).strip()):
                line.inlines.append(Formula(tex))
                return
        image = element.find(f"{DRAW}image")
        if (
            element.find(f"{DRAW}object") is not None
            or element.find(f"{DRAW}object-ole") is not None
        ):
            self.remarks.left_out("drawing", said)
            return
        href = image.get(f"{XLINK}href", "") if image is not None else ""
        inline = image.find(f"{OFFICE}binary-data") if image is not None else None
        if inline is not None:  # in a flat file
            href = f"binary-{len(self.pictures) + 1}"
            self.pictures[href] = None
            inline.set("name", href)
        elif "://" in href:
            self.remarks.left_out("picture-elsewhere", href)
            return
        if not href:
            self.remarks.left_out("drawing", said)
            return
        href = href.removeprefix("./")
        self.pictures.setdefault(href)
        width = points(element.get(f"{SVG}width", ""))
        share = width / self._text_points if self._text_points else 0.0
        line.inlines.append(Picture(href, said, share, self._link))

    def _shape(self, element: etree._Element, line: Line) -> None:
        """A drawn shape: its words stay, in a box."""
        if any("".join(map(str, p.itertext())).strip() for p in element.iter(f"{TEXT}p")):
            line.boxes.append(element)
        else:
            self.remarks.left_out("shape", str(etree.QName(element).localname))


def looks_of(text: str, look: OdtLook, is_link: bool) -> Iterator[tuple[str, Look, float]]:
    """The letters in pieces of one look, with their sizes: Thai has flags of its own."""
    flags = Flags(look.bold, look.bold_cs, look.italic, look.italic_cs)
    for piece, is_complex, bold, italic in by_script(text, flags):
        own = Look(
            bold=bold,
            italic=italic,
            underline=look.underline and not is_link,
            strike=look.strike,
            mark=look.mark,
            code=look.is_code,
            script=look.script,
        )
        yield piece, own, (look.size_cs or look.size) if is_complex else look.size


def comment_text(annotation: etree._Element) -> str:
    """Who says what, of a comment."""
    lines = ["".join(map(str, p.itertext())) for p in annotation.iter(f"{TEXT}p")]
    who = annotation.findtext(f"{DC}creator") or ""
    day = (annotation.findtext(f"{DC}date") or "")[:10]
    return f"{' / '.join(filter(None, lines))} ({', '.join(filter(None, (who, day)))})"
