"""What the program reads of the looks on paper: a few lengths and counts of page.css.

Enters: the text of the sheet. Leaves: Measures. Source: CSS Syntax 3 as tinycss2 reads it,
CSS Paged Media 3 for @page, where the first margin of a right-hand page is at the spine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tinycss2

from thaibook.model import Measures


def measures(css: str) -> Measures:
    """The measures that the sheet states. Raises KeyError where one is missing."""
    values: dict[str, float] = {}
    inside = outside = 0.0
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        for name, numbers in _declarations(rule):
            if name.startswith("--"):
                values[name] = numbers[0]
            elif name == "margin" and _selector(rule) == "":
                _, outside, _, inside = (round(number / 100, 6) for number in numbers)
    return Measures(
        inside=inside,
        outside=outside,
        text_pt=values["--text-size"],
        crop_marks_mm=values["--crop-marks"],
        mark_gap_mm=values["--mark-gap"],
        mark_line_pt=values["--mark-line"],
        page_width_mm=values["--page-width"],
        page_height_mm=values["--page-height"],
        column_mm=values["--column"],
        note_letters=values["--note-letters"],
        head_letters=values["--head-letters"],
        caption_letters=values["--caption-letters"],
        table_em=values["--table-room"],
    )


def _selector(rule: Any) -> str:
    return str(tinycss2.serialize(rule.prelude)).strip()


def _declarations(rule: Any) -> Iterator[tuple[str, list[float]]]:
    """(name, numbers) of each declaration of a rule; units are those that Measures names."""
    content = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    for item in content:
        if item.type == "declaration":
            yield item.name, [token.value for token in item.value if hasattr(token, "int_value")]
