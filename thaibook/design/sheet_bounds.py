"""How much one style sheet of an author's may ask for.

Enters: the rules of a sheet, as tinycss2 reads them. Leaves: (line, what, count, the most) of each
value that no page needs, and that would take hours or gigabytes to lay out: a column is made for
each number, a pattern is tried on each element. What passes here and takes too long all the same
is ended by thaibook.pdf (laying_out_limits.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

MAX_NUMBER = 100_000  # in any unit: as many pixels are 26 metres
LEAST_NUMBER = 1e-4  # but for 0: a page would have so many columns of that width
MAX_TRACKS = 100  # a number of columns, of rows or of times
MAX_VALUE = 2_000  # letters of one value: a long list of fonts has 200
MAX_LAYERS = 100  # fonts, shadows or steps of a gradient in one value
MAX_SELECTORS = 5_000  # in one sheet: each is tried on each element
MAX_STEPS = 30  # from element to element in one selector
MAX_UNFOLDED = 1_000  # values that one custom property stands for, by way of others

FREE = ("z-index", "order", "unicode-range", "font-variation-settings")  # only compared, or short
TRACKS = ("grid", "column", "counter")  # what the names of these properties begin with
NUMBERS = ("number", "percentage", "dimension")


class Excess(NamedTuple):
    """Of what there is too much, where, how much, and the most that there may be."""

    line: int
    what: str
    found: str
    limit: str


def value_excess(declaration: Any) -> Iterator[Excess]:
    """What one declaration asks for too much of."""
    name, line = declaration.lower_name, declaration.source_line
    nodes = list(_within(declaration.value))
    letters = sum(len(str(getattr(node, "value", ""))) for node in nodes)
    if letters > MAX_VALUE:
        yield Excess(line, "letters in one value", str(letters), str(MAX_VALUE))
    commas = sum(node.type == "literal" and node.value == "," for node in nodes)
    if commas >= MAX_LAYERS:
        yield Excess(line, "parts of one value", str(commas + 1), str(MAX_LAYERS))
    if name in FREE:
        return
    for node in nodes:
        if node.type in NUMBERS:
            size = abs(node.value)
            said = f"{node.representation}{getattr(node, 'unit', '')}"
            if size > MAX_NUMBER or not math.isfinite(size):
                yield Excess(line, "size in one value", said, str(MAX_NUMBER))
            elif 0 < size < LEAST_NUMBER:
                yield Excess(line, "smallness in one value", said, str(LEAST_NUMBER))
            elif node.type == "number" and size > MAX_TRACKS and name.startswith(TRACKS):
                yield Excess(line, "columns, rows or times in one value", said, str(MAX_TRACKS))


def selector_excess(rule: Any, before: int) -> tuple[int, Excess | None]:
    """How many selectors there are with those of a rule, and what there is too much of.

    before: how many there were in the sheet."""
    nodes = list(_within(rule.prelude))
    count = before + 1 + sum(node.type == "literal" and node.value == "," for node in nodes)
    if count > MAX_SELECTORS:
        excess = Excess(rule.source_line, "selectors", str(count), str(MAX_SELECTORS))
        return count, excess
    steps = most = 0
    for node in nodes:
        if node.type == "literal" and node.value == ",":
            steps = 0
        elif node.type == "whitespace" or (node.type == "literal" and node.value in ">+~"):
            steps += 1
            most = max(most, steps)
    if most > 2 * MAX_STEPS:  # a sign may have a space on either side
        excess = Excess(rule.source_line, "steps in one selector", str(most), str(MAX_STEPS))
        return count, excess
    return count, None


def unfolded_excess(customs: Sequence[Any]) -> Iterator[Excess]:
    """What the custom properties of a sheet unfold to: each may stand for others many times."""
    mentions: dict[str, list[str]] = {}
    for each in customs:
        mentions.setdefault(each.name, []).extend(_mentioned(each.value))
    sizes: dict[str, int] = {}
    for each in customs:
        if (size := _unfolded(each.name, mentions, sizes)) > MAX_UNFOLDED:
            what = "values that one value stands for"
            yield Excess(each.source_line, what, str(size), str(MAX_UNFOLDED))
            return


def _unfolded(name: str, mentions: dict[str, list[str]], sizes: dict[str, int]) -> int:
    """How many values a custom property stands for; one that mentions itself stands for none."""
    waiting = [name]
    while waiting:
        top = waiting[-1]
        if top not in sizes:
            sizes[top] = 1  # while it is being reckoned
            new = [each for each in mentions.get(top, ()) if each not in sizes]
            waiting += dict.fromkeys(new)
            if new:
                continue
        waiting.pop()
        every = mentions.get(top, ())
        sizes[top] = min(1 + sum(sizes.get(each, 1) for each in every), 10 * MAX_UNFOLDED)
    return sizes[name]


def _mentioned(value: Sequence[Any]) -> list[str]:
    """The custom properties that a value mentions by var()."""
    return [
        token.value
        for node in _within(value)
        if node.type == "function" and node.lower_name == "var"
        for token in node.arguments
        if token.type == "ident" and token.value.startswith("--")
    ]


def _within(tokens: Sequence[Any] | None) -> Iterator[Any]:
    """Every token, those within brackets and functions, too."""
    waiting = list(reversed(tokens or ()))
    while waiting:
        node = waiting.pop()
        yield node
        inner = getattr(node, "content", None) or getattr(node, "arguments", None) or ()
        if not isinstance(inner, str):
            waiting += reversed(inner)
