"""What is usual on the pages of a book: its size, its leading, and where its text stands.

Enters: the printed pages. Leaves: a Frame.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from thaibook.check.pages.printed_lines import PrintedPage

HEADING = 1.05  # times the size of the text
OFTEN = 0.1  # of all letters: a size that is no heading's


class Frame(NamedTuple):
    """The usual text of a book: its size, its leading, how many letters a line has, and for the
    even and the odd pages the left and the right edge, the highest and the lowest line; points.
    largest: what is larger is no text."""

    size: float
    leading: float
    letters: float
    left: tuple[float, float]
    right: tuple[float, float]
    top: float
    foot: float
    largest: float


def frame_of(pages: Sequence[PrintedPage]) -> Frame | None:
    """What is usual; None where the file has no running text."""
    every = [line for page in pages for line in page.lines]
    if not every:
        return None
    sizes = Counter(line.size for line in every for _ in line.text)
    size = sizes.most_common(1)[0][0]
    largest = HEADING * max(s for s, count in sizes.items() if count > OFTEN * sizes.total())
    body = {page.number: [li for li in page.lines if li.size == size] for page in pages}
    steps = [
        round(one.height - two.height, 1)
        for lines in body.values()
        for one, two in pairwise(lines)
        if one.height > two.height
    ]
    if not steps:
        return None
    edges = []
    for side in (0, 1):
        lines = [li for page in pages if page.number % 2 == side for li in body[page.number]]
        lines = lines or [li for some in body.values() for li in some]
        edges.append((statistics.mode(round(li.left) for li in lines),
                      statistics.mode(round(li.right) for li in lines)))  # fmt: skip
    widest = [li for some in body.values() for li in some
              if li.right - li.left > 0.9 * (edges[0][1] - edges[0][0])]  # fmt: skip
    letters = statistics.median(len(li.text) for li in widest) if widest else 0
    heights = [round(li.height) for some in body.values() for li in some]
    return Frame(
        size, statistics.mode(steps), letters,
        (edges[0][0], edges[1][0]), (edges[0][1], edges[1][1]),
        statistics.mode(round(lines[0].height) for lines in body.values() if lines),
        min(height for height in set(heights) if heights.count(height) > len(pages) // 20),
        largest,
    )  # fmt: skip
