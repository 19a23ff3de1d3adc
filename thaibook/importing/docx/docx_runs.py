"""What stands in the lines of a .docx: letters with their looks, fields, links, pictures, notes.

Enters: the element of a paragraph. Leaves: its inlines, the boxes that hang on it, and Remarks
on what is changed, accepted or left out. Fields may go over several paragraphs, so a reader keeps
those that are open. Sources: ECMA-376 part 1, 17.3.3 (run content), 17.16 (fields) and 17.13
(changes).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from thaibook.importing.docx.docx_drawings import DRAWN, read_drawing
from thaibook.importing.docx.docx_fields import (
    ADDRESS,
    CONTENTS,
    COUNTED,
    ENTRY,
    PAGES_OF,
    PLACE,
    SIGN,
    OpenField,
    place_of,
)
from thaibook.importing.docx.docx_parts import MC, M, Part, R, W
from thaibook.importing.docx.docx_styles import RunLook, Styles
from thaibook.importing.gathering import Flags, Remarks, Sizes, by_script, seen
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
    Text,
)
from thaibook.importing.symbol_fonts import character_of

NO_CONTENT = {
    f"{W}{name}"
    for name in (
        "rPr", "pPr", "lastRenderedPageBreak", "proofErr", "permStart", "permEnd", "bookmarkEnd",
        "commentRangeStart", "commentRangeEnd", "annotationRef", "footnoteRef", "endnoteRef",
        "separator", "continuationSeparator", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr",
    )
}  # fmt: skip
NO_LOOK = RunLook(
    False, None, False, None, False, False, False, "", 0, 0, False, False, False, False
)
GONE = {f"{W}del": "deleted", f"{W}moveFrom": "moved"}
COME = {f"{W}ins": "inserted", f"{W}moveTo": "moved-here"}


class PageMark:
    """A new page begins here, in the middle of a paragraph."""


@dataclass
class Context:
    """What a run stands in."""

    part: Part
    style: str
    inlines: list[Inline | PageMark] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, inline: Inline) -> None:
        """Put something into the line."""
        self.inlines.append(inline)


class RunReader:
    """Reads the paragraphs of one document, in order.

    pictures: by part, what the document shows, to be read later; anchors: what links lead to;
    comments: by id, who says what.
    """

    def __init__(
        self, styles: Styles, remarks: Remarks, comments: Mapping[str, str], text_emu: int
    ) -> None:
        self.styles, self.remarks, self._comments = styles, remarks, comments
        self.text_emu = text_emu
        self.fields: list[OpenField] = []
        self.pictures: dict[str, None] = {}
        self.anchors: set[str] = set()
        self._hidden: list[str] = []  # the words of the contents list that is left out
        self._sizes = Sizes()
        self.link = ""  # of the hyperlink that is being read
        self._first: list[etree._Element] = []
        self._acts = {
            f"{W}r": self._run,
            f"{W}hyperlink": self._hyperlink,
            f"{W}fldSimple": self._simple_field,
            f"{W}bookmarkStart": self._bookmark,
            f"{M}oMath": self._formula,
            f"{M}oMathPara": self._formula,
            f"{MC}AlternateContent": self._alternative,
        }

    def read(self, paragraph: etree._Element, part: Part, style: str) -> Context:
        """All that stands in a paragraph."""
        context = Context(part, style)
        for element in self._first:
            self._bookmark(element, context)
        self._first = []
        self._sizes = Sizes()
        self._children(paragraph, context)
        for words in self._sizes.others():
            self.remarks.left_out("size", words)
        return context

    def begin_with(self, bookmark: etree._Element) -> None:
        """A bookmark stands before the next paragraph."""
        self._first.append(bookmark)

    @property
    def size(self) -> float:
        """The size of most letters of the paragraph read last, in points; 0 for none."""
        return self._sizes.most

    def _children(self, element: etree._Element, context: Context) -> None:
        for child in element:
            if isinstance(child.tag, str) and child.tag not in NO_CONTENT:
                self._inline(child, context)

    def _inline(self, element: etree._Element, context: Context) -> None:
        tag = str(element.tag)
        if own := self._acts.get(tag):
            own(element, context)
        elif tag in GONE:
            words = "".join(map(str, element.itertext(f"{W}delText", f"{W}t")))
            self.remarks.add(Finding.ACCEPTED, GONE[tag], f"{words} {_who(element)}")
        else:
            if tag in COME:
                words = "".join(map(str, element.itertext(f"{W}t")))
                self.remarks.add(Finding.ACCEPTED, COME[tag], f"{words} {_who(element)}")
            self._children(element, context)

    def _simple_field(self, element: etree._Element, context: Context) -> None:
        self.fields.append(OpenField(element.get(f"{W}instr", ""), True))
        self._begin_result(context)
        self._children(element, context)
        self._end_field(context)

    def _bookmark(self, element: etree._Element, context: Context) -> None:
        if (name := element.get(f"{W}name", "")) in self.anchors:
            context.inlines.append(Anchor(name))

    def _formula(self, element: etree._Element, context: Context) -> None:
        if tex := tex_of(element).strip():
            context.inlines.append(Formula(tex, element.tag == f"{M}oMathPara"))

    def _alternative(self, element: etree._Element, context: Context) -> None:
        """The first form of a drawing; the others are the same for older programs."""
        forms = [each for each in element if str(each.tag) in (f"{MC}Choice", f"{MC}Fallback")]
        for child in forms[0] if forms else ():
            if str(child.tag) in DRAWN:
                self._of_run(child, NO_LOOK, context)
            else:
                self._inline(child, context)

    def _hyperlink(self, element: etree._Element, context: Context) -> None:
        relation = context.part.relations.get(element.get(f"{R}id", ""))
        link = relation.target if relation and relation.is_outside else ""
        if anchor := element.get(f"{W}anchor", ""):
            link = f"{link}#{anchor}"
        outer, self.link = self.link, link or self.link
        self._children(element, context)
        self.link = outer

    def _run(self, run: etree._Element, context: Context) -> None:
        look = self.styles.look(run.find(f"{W}rPr"), context.style)
        for child in run:
            if isinstance(child.tag, str) and child.tag not in NO_CONTENT:
                self._of_run(child, look, context)

    def _of_run(self, child: etree._Element, look: RunLook, context: Context) -> None:
        tag = str(child.tag)
        if tag == f"{W}fldChar":
            self._field_sign(child.get(f"{W}fldCharType", ""), context)
        elif tag == f"{W}instrText":
            if self.fields and not self.fields[-1].shows:
                self.fields[-1].instruction += child.text or ""
        elif tag in DRAWN:
            read_drawing(child, context, self)
        elif tag == f"{MC}AlternateContent":
            self._alternative(child, context)
        elif tag == f"{W}commentReference":
            said = self._comments.get(child.get(f"{W}id", ""), "")
            self.remarks.add(Finding.COMMENT, "comment", said)
        elif self.is_shown():
            self._shown(child, tag.removeprefix(W), look, context)
        elif tag == f"{W}t":
            self._hidden.append(child.text or "")

    def _shown(self, child: etree._Element, name: str, look: RunLook, context: Context) -> None:
        """What stands on the page."""
        if name in ("footnoteReference", "endnoteReference"):
            context.inlines.append(NoteCall(f"{name[:1]}{child.get(f'{W}id', '')}"))
        elif name == "br" and child.get(f"{W}type") in ("page", "column"):
            context.inlines.append(PageMark())
        elif name in ("br", "cr"):
            context.inlines.append(LineBreak())
        elif name == "ruby":
            for base in child.iterfind(f"{W}rubyBase"):
                self._children(base, context)
            words = "".join(str(t) for e in child.iterfind(f"{W}rt") for t in e.itertext())
            self.remarks.left_out("ruby", words)
        else:
            font = look.font if name == "t" else ""
            self._letters(self._text_of(child, name), look, context, font)

    def _text_of(self, child: etree._Element, name: str) -> str:
        match name:
            case "t":
                return child.text or ""
            case "tab" | "ptab":
                return "\t"
            case "noBreakHyphen":
                return "\u2011"
            case "softHyphen":
                return "\u00ad"
            case "sym":
                font, code = child.get(f"{W}font", ""), child.get(f"{W}char", "")
                sign = character_of(
                    font, int(code, 16) if re.fullmatch("[0-9A-Fa-f]+", code) else 0
                )
                if not sign:
                    self.remarks.left_out("symbol", f"{font} U+{code}")
                return sign
        return ""

    def _letters(self, text: str, look: RunLook, context: Context, font: str) -> None:
        """Add letters; where Thai and Latin of one run look different, each for itself."""
        if not text:
            return
        if look.hidden:
            self.remarks.left_out("hidden", text)
            return
        text = seen(text, self.remarks, font)
        flags = Flags(look.bold, look.bold_cs, look.italic, look.italic_cs)
        for piece, is_complex, bold, italic in by_script(text, flags):
            if is_complex and (
                (look.bold and look.bold_cs is None) or (look.italic and look.italic_cs is None)
            ):
                self.remarks.add(Finding.GUESSED, "latin-flag", piece)
            own = Look(
                bold=bold,
                italic=italic,
                underline=look.underline and not self.link,
                strike=look.strike,
                mark=look.mark,
                code=look.is_code,
                script=look.script,
            )
            size = look.size_cs if is_complex else look.size
            if not own.script:
                self._sizes.add(size, is_complex, piece)
            context.inlines.append(Text(piece, own, self.link_now()))
        if text.strip():
            if look.coloured and not self.link:
                self.remarks.left_out("colour", text)
            if look.capitals and not text.isupper() and re.search("[a-z]", text):
                self.remarks.changed("capitals", text)

    # --- fields

    def is_shown(self) -> bool:
        """Whether what stands here is on the page: in no field's own words, no contents list."""
        return all(each.shows and each.kind not in (*CONTENTS, *COUNTED) for each in self.fields)

    def link_now(self) -> str:
        for each in reversed(self.fields):
            if each.kind == "HYPERLINK":
                found, place = (
                    ADDRESS.match(each.instruction.strip()),
                    PLACE.search(each.instruction),
                )
                address = (found[1] or found[2] or "") if found else ""
                return f"{address}#{place[1]}" if place else address
            name = place_of(each.instruction)
            if name in self.anchors:
                return f"#{name}"
        return self.link

    def _field_sign(self, kind: str, context: Context) -> None:
        if kind == "begin":
            self.fields.append(OpenField())
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
            self._begin_result(context)
        elif kind == "end" and self.fields:
            self._end_field(context)

    def _begin_result(self, context: Context) -> None:
        if self.fields[-1].kind in PAGES_OF and self.is_shown():
            self.remarks.changed("page-reference", self.fields[-1].instruction)

    def _end_field(self, context: Context) -> None:
        ended = self.fields.pop()
        if ended.kind == "XE" and (entry := ENTRY.search(ended.instruction)):
            context.inlines.append(IndexMark(entry[1].replace(":", "!")))
        elif ended.kind == "SYMBOL" and (sign := SIGN.search(ended.instruction)):
            code = int(sign[1], 16) if sign[1].lower().startswith("0x") else int(sign[1][:7])
            if letter := character_of(sign[2] or "", code):
                context.inlines.append(Text(letter))
            else:
                self.remarks.left_out("symbol", ended.instruction)
        elif ended.kind in CONTENTS and self.is_shown():
            self.remarks.left_out("contents", " ".join(self._hidden))
            self._hidden = []
        elif ended.kind in COUNTED and self._hidden and self.is_shown():
            self.remarks.left_out("page-number", " ".join(self._hidden))
            self._hidden = []


def _who(change: etree._Element) -> str:
    """Who made a change, as the file says."""
    author = change.get(f"{W}author", "")
    day = change.get(f"{W}date", "")[:10]
    return f"({', '.join(filter(None, (author, day)))})" if author or day else ""


def comment_text(comment: etree._Element) -> str:
    """Who says what, of a comment."""
    lines = ("".join(map(str, p.itertext(f"{W}t"))) for p in comment.iter(f"{W}p"))
    return f"{' / '.join(filter(None, lines))} {_who(comment)}"
