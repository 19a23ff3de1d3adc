"""The elements of a page become blocks.

Enters: the body of a page. Leaves: Blocks, and Remarks on what a book cannot have. What elements
mean: HTML Standard, 4.3 to 4.13; white space as a browser shows it (CSS Text 3, 4.1.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from thaibook.importing.gathering import (
    IS_COMPLEX,
    Remarks,
    Sizes,
    merged,
    seen,
    trimmed,
    without_common_look,
)
from thaibook.importing.html.html_lists import (
    depth_of_docs,
    marker_of_word,
    markers_of,
    typed_marker,
)
from thaibook.importing.html.html_notes import Notes, kinds_around, line_of
from thaibook.importing.html.html_states import (
    BLOCKS,
    HEADINGS,
    LEFT_OUT,
    NOTES_BELOW,
    OUTSIDE,
    UNSEEN,
    State,
    is_contents,
    state_in,
    with_kind,
)
from thaibook.importing.html.html_styles import (
    PageStyles,
    Properties,
    breaks_page,
    is_hidden,
)
from thaibook.importing.html.html_tables import read_table
from thaibook.importing.office_math import tex_of, typed_formula
from thaibook.importing.source_document import (
    Anchor,
    Block,
    Box,
    Formula,
    Inline,
    Item,
    LineBreak,
    NoteCall,
    PageBreak,
    Paragraph,
    Picture,
    Role,
    SceneBreak,
    Text,
)

SPACE = re.compile(r"[ \t\n\r\f]+")
USUAL_SIZE = 12.0  # points: of letters whose size the page does not say
IS_FILE = re.compile(r"(?i)[^\s<>]{1,200}\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|wmf|emf)")


class PageReader:
    """Reads one page. picture(src, page): the key of a picture, "" where there is none;
    linked: the places that links lead to."""

    def __init__(
        self,
        page: str,
        styles: PageStyles,
        notes: Notes,
        linked: set[str],
        picture: Callable[[str, str], str],
        remarks: Remarks,
    ) -> None:
        self._page, self._styles, self._notes = page, styles, notes
        self._linked, self._picture_key, self._remarks = linked, picture, remarks
        self.blocks: list[Block] = []
        self._line: list[Inline] = []
        self._state = State()  # of the line
        self._breaks_page = False
        self._sizes = Sizes()  # of the line

    def read(self, element: etree._Element, state: State = OUTSIDE) -> list[Block]:
        """The blocks of what stands in an element."""
        outer = self.blocks, self._line, self._state
        self.blocks, self._line, self._state = [], [], state
        self._inside(element, state)
        self._end(state)
        self._end_with_anchors()
        made = self.blocks
        self.blocks, self._line, self._state = outer
        return made

    # --- the line that is being read

    def _put(self, inline: Inline, state: State) -> None:
        if all(isinstance(each, Anchor) for each in self._line):
            self._state = state
        self._line.append(inline)

    def _text(self, text: str | None, state: State) -> None:
        if not text:
            return
        text = seen(text, self._remarks, state.font)
        if state.keeps_space:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._put(LineBreak(), state)
                if line:
                    self._put(Text(line.expandtabs(4), state.look, state.link), state)
            return
        text = SPACE.sub(" ", text)
        last = self._line[-1] if self._line else None
        if text.startswith(" ") and (
            last is None
            or isinstance(last, LineBreak)
            or (isinstance(last, Text) and last.text.endswith(" "))
        ):
            text = text[1:]
        if text:
            self._put(Text(text, state.look, state.link), state)
            if not state.look.script:
                self._sizes.add(state.size or USUAL_SIZE, bool(IS_COMPLEX.search(text)), text)
            if state.coloured and text.strip() and not state.link:
                self._remarks.left_out("colour", text)

    def _end(self, state: State) -> None:
        """End the paragraph that is being read."""
        anchors = [each for each in self._line if isinstance(each, Anchor)]
        if anchors and len(anchors) == sum(not _is_blank(each) for each in self._line):
            self._line = list(anchors)  # they are of the next paragraph
            return
        sizes, self._sizes = self._sizes, Sizes()
        runs = merged(self._line)
        runs = runs if self._state.keeps_space else trimmed(runs)
        self._line = []
        if all(map(_is_blank, runs)):
            return
        own = self._state
        for words in () if own.level else sizes.others():
            self._remarks.left_out("size", words)
        if own.level or own.role in (Role.TITLE, Role.SUBTITLE):
            runs = without_common_look(runs)
        self.blocks.append(
            Paragraph(
                runs,
                self._remarks.place,
                level=own.level,
                role=own.role,
                align="" if own.level else own.align,
                size=own.size,
                item=own.item,
                quotes=own.quotes,
                name=own.name,
                breaks_page=self._breaks_page,
            )
        )
        self._breaks_page = False
        if own.item and own.item.marker:
            self._state = replace(own, item=replace(own.item, marker=""))

    def _end_with_anchors(self) -> None:
        """Places at the very end belong to the last paragraph."""
        last = self.blocks[-1] if self.blocks else None
        if self._line and isinstance(last, Paragraph):
            self.blocks[-1] = replace(last, inlines=(*last.inlines, *self._line))

    # --- elements

    def _inside(self, element: etree._Element, state: State) -> None:
        self._text(element.text, state)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, state)
            self._text(child.tail, state)

    def _element(self, element: etree._Element, outer: State) -> None:
        tag = etree.QName(element).localname.lower()
        if self._is_elsewhere(element, tag):
            return
        self._remarks.place = line_of(element) or self._remarks.place
        properties = self._styles.of(element)
        words = " ".join("".join(map(str, element.itertext())).split())
        if is_hidden(properties) or element.get("hidden") is not None:
            if words:
                self._remarks.left_out("hidden", words)
            return
        self._anchor(element, outer)
        if tag == "div" and element.get("title") in ("header", "footer"):  # of LibreOffice
            self._remarks.left_out(f"{element.get('title')}s", words)
            return
        if tag in LEFT_OUT or is_contents(element):
            if words or tag not in ("canvas", "object"):
                said = words or element.get("value") or element.get("placeholder") or tag
                self._remarks.left_out(LEFT_OUT.get(tag, "contents"), said)
            return
        if element in self._notes.calls:
            self._put(NoteCall(self._notes.calls[element]), outer)
            return
        state = state_in(element, properties, outer, self._page)
        if tag in BLOCKS:
            self._block(element, tag, properties, state)
        else:
            if tag == "br" and breaks_page(properties):
                self._end(self._state)
                self._breaks_page = True
                return
            self._inline(element, tag, state)

    def _is_elsewhere(self, element: etree._Element, tag: str) -> bool:
        """Whether an element is unseen, a note, or the second form of a formula of KaTeX."""
        return (
            tag in UNSEEN
            or "katex-html" in (element.get("class") or "").split()
            or element in self._notes.holders
            or element in self._notes.backs
        )

    def _anchor(self, element: etree._Element, state: State) -> None:
        for name in dict.fromkeys((element.get("id"), element.get("name"))):
            if name and f"{self._page}#{name}" in self._linked and element.tag != "input":
                self._put(Anchor(f"{self._page}#{name}"), state)

    def _inline(self, element: etree._Element, tag: str, state: State) -> None:
        match tag:
            case "br":
                self._put(LineBreak(), state)
            case "img" | "image":
                self._picture(element, state)
            case "math":
                if tex := tex_of(element).strip():
                    self._put(Formula(tex, element.get("display") == "block"), state)
            case "wbr":
                pass
            case "q":
                self._text("“", state)
                self._inside(element, state)
                self._text("”", state)
            case _ if formula := typed_formula(element):
                self._put(formula, state)
            case _:
                self._inside(element, state)

    def _picture(self, element: etree._Element, state: State) -> None:
        source = element.get("src") or element.get("data-src") or ""
        words = element.get("alt") or ""
        if IS_FILE.fullmatch(words.strip()):  # LibreOffice puts the file's name there
            words = ""
        key = self._picture_key(source, self._page) if source else ""
        if not key:
            shown = source if len(source) < 200 else source[:60]
            is_far = bool(re.match(r"(?:https?:)?//", source))
            what = "picture-elsewhere" if is_far else "picture-missing"
            self._remarks.left_out(what, f"{shown} {words}")
            return
        share = (element.get("width") or "").rstrip()
        part = float(share[:-1]) / 100 if re.fullmatch(r"\d{1,3}%", share) else 0.0
        self._put(Picture(key, " ".join(words.split()), part, state.link), state)

    def _block(
        self, element: etree._Element, tag: str, properties: Properties, state: State
    ) -> None:
        self._end(self._state)
        self._breaks_page = self._breaks_page or breaks_page(properties)
        inner = with_kind(element, state)
        match tag:
            case "hr":
                if not kinds_around(element) & NOTES_BELOW:
                    self.blocks.append(SceneBreak(self._remarks.place))
            case "table":
                self.blocks += read_table(
                    element, lambda e, h: self.read(e, State(look=h)), self._remarks
                )
            case "ul" | "ol" | "menu" | "dir":
                self._list(element, properties, state)
            case "details":
                place = self._remarks.place
                self.blocks.append(Box(tuple(self.read(element, state)), place))
            case "p" if "mso-list" in (element.get("style") or ""):
                self._item_of_word(element, inner)
            case _:
                self._inside(element, inner)
                if tag in HEADINGS or tag in ("p", "li", "dt", "dd", "pre"):
                    self._remarks.place = line_of(element) or self._remarks.place
                self._end(inner)
        self._end(self._state)

    # --- lists

    def _list(self, element: etree._Element, properties: Properties, state: State) -> None:
        depth = state.item.depth + 1 if state.item else 0
        docs = depth_of_docs(element)
        depth = docs if docs is not None else depth
        for child, marker in markers_of(element, properties.get("list-style-type", "")):
            self._anchor(child, state)
            self._remarks.place = line_of(child) or self._remarks.place
            own = state_in(child, self._styles.of(child), state, self._page)
            marker = typed_marker(child) or marker
            inner = replace(own, item=Item(depth, marker), align="", level=0, role=Role.BODY)
            if child in self._notes.holders:
                continue
            if child.tag in ("ul", "ol"):  # a list right in a list, as older programs write
                self._list(child, self._styles.of(child), replace(state, item=Item(depth, "")))
                continue
            self._state = inner
            begun = len(self.blocks)
            self._inside(child, inner)
            self._end(inner)
            self._mark_first(begun, inner)

    def _mark_first(self, begun: int, state: State) -> None:
        """The first paragraph of an item has the marker, the others have none."""
        first = True
        for at in range(begun, len(self.blocks)):
            block = self.blocks[at]
            if isinstance(block, Paragraph) and block.item == state.item:
                if not first and block.item:
                    self.blocks[at] = replace(block, item=replace(block.item, marker=""))
                first = False

    def _item_of_word(self, element: etree._Element, state: State) -> None:
        """A paragraph that Word's HTML makes an item by its style."""
        depth, marker, sign = marker_of_word(element)
        if sign is not None:
            for child in list(sign):
                sign.remove(child)
            sign.text = ""
        inner = replace(state, item=Item(depth, marker) if marker else None)
        self._inside(element, inner)
        self._end(inner)

    def new_page(self) -> None:
        """Another page begins."""
        self.blocks.append(PageBreak(self._remarks.place))


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, Text) and not inline.text.strip()
