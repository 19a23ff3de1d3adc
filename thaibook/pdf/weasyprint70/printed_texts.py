"""What stands on the pages of a document that was drawn, as plain data for the proof.

Enters: WeasyPrint's document, and the Ink of its drawing. Leaves: a Printed. Its texts are
those that were drawn, in the order of the flow: a paragraph that goes over two pages stands
in one piece, and a note in the section that calls it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from thaibook.model import Misprint, Printed, PrintedSection
from thaibook.pdf.weasyprint70.author_wishes import Refused, parted, refused
from thaibook.pdf.weasyprint70.covering import Cover, covered, may_cover
from thaibook.pdf.weasyprint70.drop_caps import FIRST_LETTER
from thaibook.pdf.weasyprint70.looks import PAPER, Looks, line_of
from thaibook.vocabulary import ADDED

TOLERANCE = 1  # CSS pixels that rounding may put a box outside of the page
CALL, MARKER = "::footnote-call", "::marker"  # how WeasyPrint names what style sheets add
HIDDEN_HEADS = frozenset(("epigraph", "copyright-page"))  # sections whose <h1> print.css hides


class Ink:
    """What was drawn of each text box: its texts, and the characters that became boxes."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}
        self.missing: dict[int, str] = {}

    def note(self, textbox: Any, text: str, missing: str) -> None:
        """Remember that the box was drawn, once more if it was before."""
        key = id(textbox)  # the document keeps its boxes as long as the Ink is asked for
        self.texts[key] = self.texts.get(key, "") + text
        if missing:
            self.missing[key] = missing


def printed(document: Any, ink: Ink, bleed: float) -> Printed:
    """What stands on the pages; bleed: CSS pixels by which pictures go beyond the trim."""
    reader = _Reader(ink, bleed)
    for number, page in enumerate(document.pages):
        reader.read(number, page._page_box)
    for number, (page, following) in enumerate(pairwise(document.pages)):
        reader.note_refused(number, parted(page._page_box, following._page_box))
    return reader.result()


class _Section:
    """The texts of a section; titles: of its pictures; drawn: also what the book adds."""

    def __init__(self, element: Any) -> None:
        self.blocks: list[list[str]] = []
        self.titles: list[str] = []
        self.drawn: list[str] = []
        self.given = "".join(element.itertext())
        if not HIDDEN_HEADS.isdisjoint((element.get("class") or "").split()):
            self.titles += ["".join(head.itertext()) for head in element.iter("h1")]


class _Place:
    """Where a box stands: its section, the text of its paragraph, and whether what it draws
    is the author's, or else what the section has, or what style sheets add."""

    __slots__ = ("block", "given", "looks", "section", "written")

    def __init__(
        self, section: str, block: list[str] | None, written: bool, given: bool, looks: Looks
    ) -> None:
        self.section, self.block, self.written, self.given = section, block, written, given
        self.looks = looks


class _Reader:
    def __init__(self, ink: Ink, bleed: float) -> None:
        self._ink, self._bleed = ink, bleed
        self._sections: dict[str, _Section] = {}
        self._misprints: list[Misprint] = []
        self._page, self._width, self._height = 0, 0.0, 0.0
        # By the identity of an element: the page it began on last, and its text.
        self._begun: dict[int, tuple[int, list[str]]] = {}
        self._heads: dict[int, int] = {}  # the page of the first copy of a table's head
        self._notes: dict[int, str] = {}  # the section that calls a note
        self._texts: list[tuple[Any, _Place]] = []  # of the page
        self._covers: list[Cover] = []

    def read(self, number: int, page: Any) -> None:
        """Read a page."""
        self._page, self._width, self._height = number, page.margin_width(), page.margin_height()
        self._texts, self._covers = [], []
        self._visit(page, _Place("", None, True, True, PAPER))
        if self._covers:
            self._find_covered(page)

    def note_refused(self, number: int, wishes: Iterable[Refused]) -> None:
        """Remember what an author asked for and could not have on a page."""
        for kind, section, letters in wishes:
            self._misprints.append(Misprint(kind, section, number, letters))

    def result(self) -> Printed:
        """What was read."""
        sections = tuple(
            PrintedSection(
                name,
                "\n".join(["".join(block) for block in section.blocks] + section.titles),
                section.given,
                "".join(section.drawn),
            )
            for name, section in self._sections.items()
        )
        return Printed(sections, tuple(dict.fromkeys(self._misprints)))

    def _visit(self, box: Any, place: _Place) -> None:
        box = getattr(box, "_box", box)  # absolutely placed boxes stand behind a placeholder
        if isinstance(box, boxes.TextBox):
            self._text(box, place)
        elif isinstance(box, boxes.ReplacedBox):
            self._picture(box, place)
        elif isinstance(box, boxes.ParentBox):
            is_placed = box.style["position"] != "static"
            if not (box.children or is_placed):
                return
            inside = self._inside(box, place)
            if is_placed and inside.section != "cover" and may_cover(box):
                self._covers.append(Cover(box, inside.looks, len(self._texts)))
            for child in box.children:
                if isinstance(box, boxes.FootnoteAreaBox):
                    section = self._notes.get(id(child.element), "")
                    inside = _Place(section, None, True, True, place.looks)
                self._visit(child, inside)

    def _find_covered(self, page: Any) -> None:
        """Name the texts that something lies on."""
        texts = [(box, place.looks) for box, place in self._texts]
        order = {key: number for number, key in enumerate(self._ink.texts)}
        for number in sorted(set(covered(texts, self._covers, order, page))):
            box, place = self._texts[number]
            self._misprints.append(
                Misprint("hidden", place.section, self._page, self._ink.texts[id(box)].strip())
            )

    def _inside(self, box: Any, place: _Place) -> _Place:
        """The place of what is inside a box."""
        section, written, given = place.section, place.written, place.given
        if "::" in (box.element_tag or "") and not box.element_tag.endswith(FIRST_LETTER):
            if box.element_tag.endswith(CALL):
                self._notes[id(box.element)] = section
            # The number of an item as the author typed it; other markers are a counter's.
            written = written and box.element_tag.endswith(MARKER) and _is_typed(box)
            given = False
        elif box.element is not None:
            section = section or self._section(box)
            written = written and ADDED.isdisjoint((box.element.get("class") or "").split())
        if isinstance(box, boxes.MarginBox) or self._is_copy(box):
            written = given = False
        block = place.block
        if block is None and box.children and isinstance(box.children[0], boxes.LineBox):
            block = self._block(section, box.element)
            self.note_refused(self._page, refused(box, section))
        return _Place(section, block, written, given, place.looks.inside(box))

    def _section(self, box: Any) -> str:
        """The name of the section that a box is, "" for none."""
        name = str(box.element.get("id", "")) if box.element_tag == "section" else ""
        if name and name not in self._sections:
            self._sections[name] = _Section(box.element)
        return name

    def _is_copy(self, box: Any) -> bool:
        """Whether the box is the head of a table once more, on a later page."""
        if not isinstance(box, boxes.TableRowGroupBox) or not box.is_header:
            return False
        return self._heads.setdefault(id(box.element), self._page) != self._page

    def _block(self, section: str, element: Any) -> list[str]:
        """The text of a paragraph, begun or gone on with from an earlier page."""
        page, block = self._begun.get(id(element), (self._page, None))
        if block is None or page == self._page:
            block = []
            if section in self._sections:
                self._sections[section].blocks.append(block)
        self._begun[id(element)] = (self._page, block)
        return block

    def _text(self, box: Any, place: _Place) -> None:
        text = self._ink.texts.get(id(box), "")
        if not text or text.isspace():
            return
        if place.written and place.block is not None:
            place.block.append(text)
        if place.given and place.section:
            self._sections[place.section].drawn.append(text)
        for character in self._ink.missing.get(id(box), ""):
            self._misprints.append(Misprint("box", place.section, self._page, character))
        if place.section not in ("", "cover"):
            if place.looks.hide(box):
                self._misprints.append(Misprint("hidden", place.section, self._page, text.strip()))
            else:
                self._texts.append((box, place))
        left, top, right, bottom = place.looks.on_page(line_of(box))
        if not (
            -TOLERANCE <= left
            and right <= self._width + TOLERANCE
            and 0 <= top
            and bottom <= self._height
        ):
            self._misprints.append(Misprint("outside", place.section, self._page, text.strip()))

    def _picture(self, box: Any, place: _Place) -> None:
        if box.element is None:
            return
        said = box.element.get("alt") or ""
        if place.section and place.written:
            section = self._sections[place.section]
            if place.block is None:
                section.blocks.append([said])
            else:
                place.block.append(said)
            section.titles.append(box.element.get("title") or "")
        x, y, beyond = box.content_box_x(), box.content_box_y(), self._bleed + TOLERANCE
        # On the cover, and on two pages at once, pictures are larger, and cut.
        is_whole = place.section not in ("", "cover") and not box.style["transform"]
        if is_whole and (
            min(x, y) < -beyond
            or x + box.width > self._width + beyond
            or y + box.height > self._height + beyond
        ):
            said = said or box.element.get("src", "")
            self._misprints.append(Misprint("outside", place.section, self._page, said))


def _is_typed(box: Any) -> bool:
    style = box.style["list_style_type"]
    return isinstance(style, tuple) and style[0] == "string"
