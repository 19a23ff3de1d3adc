"""Leaders on lines that hang: the dots between a title in the contents and its page.

WeasyPrint takes the room of a line for that of its paragraph, from wherever the line
begins; where the first line hangs out to the left, its dots and its folio would end as
much too early. One dot or two between a title and its page look like a fault, and are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from weasyprint.layout.leader import leader_index

FEWEST_DOTS = 3


def to_the_margin(theirs: Callable[..., None]) -> Callable[..., None]:
    """WeasyPrint's handle_leader, for lines that begin anywhere."""

    def handle_leader(context: Any, line: Any, containing_block: Any) -> None:
        if leader_index(line)[0] is None:
            return
        begin, line.position_x = line.position_x, line.children[0].position_x
        hanging = containing_block.content_box_x() - line.position_x
        theirs(context, line, SimpleNamespace(width=containing_block.width + hanging))
        line.position_x, line.width = begin, containing_block.width
        leader = leader_index(line)[1]
        if len(leader.children) < FEWEST_DOTS:
            leader.children = ()

    return handle_leader
