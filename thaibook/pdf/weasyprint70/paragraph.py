"""The text of a line box, and the way from its offsets to WeasyPrint's skip stacks.

Enters: a LineBox before it is laid out. Leaves: its text, and copies of it cut at an
offset. A skip stack is {index of the child: {…: {bytes of the text to skip: None}}}.
A picture or a formula in the text counts as one letter, as in Unicode.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import Any

from weasyprint.formatting_structure import boxes

from thaibook.pdf.glue import Setting
from thaibook.pdf.paragraph_texts import OBJECT

SkipStack = dict[int, Any] | None


class UnplannedError(Exception):
    """This paragraph holds something that only WeasyPrint can lay out."""


class Plan:
    """The chosen line ends of one paragraph, as offsets into its text."""

    def __init__(self, ends: list[int]) -> None:
        self.ends = ends

    def end_after(self, offset: int) -> int:
        return self.ends[min(bisect_right(self.ends, offset), len(self.ends) - 1)]

    def has_line_from(self, offset: int, text: str) -> bool:
        """Whether a line of `text` begins there, but for spaces, which are left out after a
        line that the author ended."""
        index = bisect_right(self.ends, offset)
        return index > 0 and not text[self.ends[index - 1] : offset].strip(" ")


class Paragraph:
    """The text of a line box, with the way to each piece of it."""

    def __init__(self, box: Any) -> None:
        self.leaves: list[tuple[tuple[int, ...], Any, int]] = []
        self.edges: dict[tuple[int, ...], tuple[float, float]] = {}
        self.text = ""
        self._counted: list[tuple[Any, Any]] = []
        self._gather(box, ())
        self.is_plain = _is_plain(box)
        self.resolved: float | None = None  # the width of the block for which its lengths are
        # By where they begin, the room of the first line and of the others, and more_lines.
        self.plans: dict[tuple[int, float, float, int], Plan] = {}
        self.more_lines = 0  # than is best for it: so that its page ends like the one beside it
        self.is_refused = False  # whether its author wants it longer or shorter, and it cannot be
        self.asked: tuple[Any, Any, float, float] = (None, None, 0.0, 0.0)  # by its first plan
        self.shaped: dict[Any, Any] = {}  # its pieces, by what they were shaped of
        self.widths: dict[str, float | None] = {}  # of its lines; None where Pango has to say
        self.settings: dict[int, Setting] = {}  # of the line that ends at an offset

    def is_current(self) -> bool:
        """Whether the text is still that of the box: WeasyPrint writes the number of a page
        into it once the page is known."""
        return all(box.children is children for box, children in self._counted)

    def _gather(self, box: Any, path: tuple[int, ...]) -> None:
        for index, child in enumerate(box.children):
            if isinstance(child, boxes.TextBox):
                if "\u00ad" in child.text or child.style["direction"] != "ltr":
                    raise UnplannedError
                if child.style["white_space"] not in ("normal", "nowrap", "pre-line"):
                    raise UnplannedError
                self.leaves.append(((*path, index), child, len(self.text)))
                self.text += child.text
            elif isinstance(child, boxes.InlineReplacedBox) and child.is_in_normal_flow():
                self.leaves.append(((*path, index), child, len(self.text)))
                self.text += OBJECT
            elif isinstance(child, boxes.InlineBox) and not child.is_leader:
                first = len(self.leaves)
                if child.missing_link is not None:
                    self._counted.append((child, child.children))
                self._gather(child, (*path, index))
                if len(self.leaves) > first:
                    _note_padding(self.edges, child, self.leaves[first][0], self.leaves[-1][0])
            elif child.is_in_normal_flow() and not child.is_leader:  # dots take what is left
                raise UnplannedError

    def offset(self, skip: SkipStack) -> int:
        """The offset in the text at which a skip stack resumes."""
        path: list[int] = []
        while skip:
            ((index, skip),) = skip.items()
            path.append(index)
        way = tuple(path)
        after = bisect_right(self.leaves, way, key=itemgetter(0))  # the leaves' paths ascend
        if after:
            leaf, child, start = self.leaves[after - 1]
            if way[: len(leaf)] == leaf:
                skipped = way[len(leaf)] if len(way) > len(leaf) else 0
                return start + len(text_of(child).encode()[:skipped].decode())
        return self.leaves[after][2] if after < len(self.leaves) else len(self.text)

    def skip(self, offset: int) -> SkipStack:
        """The skip stack that resumes at an offset inside the text."""
        before = bisect_right(self.leaves, offset, key=itemgetter(2)) - 1
        if before < 0:
            return None
        leaf, child, start = self.leaves[before]
        skipped = len(text_of(child)[: offset - start].encode())
        stack: SkipStack = {skipped: None} if skipped else None
        for index in reversed(leaf):
            stack = {index: stack} if index or stack else None
        return stack

    def cut(self, box: Any, end: int) -> Any:
        """A copy of `box` whose text ends at `end`, an offset of the whole text."""
        last = max(bisect_left(self.leaves, end, key=itemgetter(2)) - 1, 0)
        path, child, start = self.leaves[last]
        return _cut(box, path, text_of(child)[: end - start])


def _is_plain(box: Any) -> bool:
    """Whether all of a line box is one text that stands on the baseline."""
    if len(box.children) != 1 or not isinstance(box.children[0], boxes.TextBox):
        return False
    text = box.children[0]
    styles = (box.style, text.style)
    return (
        "\n" not in text.text
        and text.style["vertical_align"] == "baseline"
        and all(style["white_space"] == "normal" for style in styles)
        and all(style["direction"] == "ltr" and style["position"] == "static" for style in styles)
    )


def text_of(leaf: Any) -> str:
    return leaf.text if isinstance(leaf, boxes.TextBox) else OBJECT


def _cut(box: Any, path: tuple[int, ...], text: str) -> Any:
    if not path:
        return box if not text or text == text_of(box) else box.copy_with_text(text)
    index, *deeper = path
    child = _cut(box.children[index], tuple(deeper), text)
    copy = box.copy()
    copy.children = [*box.children[:index], child]
    return copy


def _note_padding(
    edges: dict[tuple[int, ...], tuple[float, float]], box: Any, first: Any, last: Any
) -> None:
    def length(side: str) -> float:
        names = (f"padding_{side}", f"margin_{side}", f"border_{side}_width")
        values = (box.style[name] for name in names)
        return float(sum(getattr(v, "value", v) for v in values if v != "auto"))

    left, right = length("left"), length("right")
    if left:
        edges[first] = (edges.get(first, (0.0, 0.0))[0] + left, edges.get(first, (0.0, 0.0))[1])
    if right:
        edges[last] = (edges.get(last, (0.0, 0.0))[0], edges.get(last, (0.0, 0.0))[1] + right)
